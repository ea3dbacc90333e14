'use server';

import { fixRecords } from '#lib/commands/console/reviews.ts';
import { runCommand } from '#lib/web/run-command.ts';

export async function editReview(input: unknown) {
  return runCommand(fixRecords, input);
}
