'use server';

import { fixRecords } from '#lib/commands/console/reviews.ts';
import { beginReview } from '#lib/commands/rows/reviews.ts';
import { runCommand } from '#lib/web/run-command.ts';

export async function startReview(input: unknown) {
  return runCommand(beginReview, input);
}

export async function editReview(input: unknown) {
  return runCommand(fixRecords, input);
}
