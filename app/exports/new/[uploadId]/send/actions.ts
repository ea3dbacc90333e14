'use server';

import { revalidatePath } from 'next/cache';
import {
  rehearseExport as rehearseCommand,
  sendEvents as sendCommand,
  sendTestEvents as testCommand,
} from '#lib/commands/console/exports.ts';
import { runCommand } from '#lib/web/run-command.ts';

export async function sendEvents(input: unknown) {
  const result = await runCommand(sendCommand, input);
  revalidatePath('/jobs');
  return result;
}

export async function sendTestEvents(input: unknown) {
  const result = await runCommand(testCommand, input);
  revalidatePath('/jobs');
  return result;
}

export async function rehearseExport(input: unknown) {
  const result = await runCommand(rehearseCommand, input);
  revalidatePath('/jobs');
  return result;
}
