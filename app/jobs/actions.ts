'use server';

import { revalidatePath } from 'next/cache';
import { decideSeenRecords, rerunShownJob, resendSeenFixes, startFixing } from '#lib/commands/console/jobs.ts';
import {
  deleteJobFile as deleteJobFileCommand,
  killJob as killJobCommand,
  pauseJob as pauseJobCommand,
  resendRecords as resendRecordsCommand,
  resumeJob as resumeJobCommand,
} from '#lib/commands/rows/jobs.ts';
import { runCommand } from '#lib/web/run-command.ts';

export async function killJob(input: unknown) {
  const result = await runCommand(killJobCommand, input);
  revalidatePath('/jobs', 'layout');
  return result;
}

export async function pauseJob(input: unknown) {
  const result = await runCommand(pauseJobCommand, input);
  revalidatePath('/jobs', 'layout');
  return result;
}

export async function resumeJob(input: unknown) {
  const result = await runCommand(resumeJobCommand, input);
  revalidatePath('/jobs', 'layout');
  return result;
}

export async function decideJob(input: unknown) {
  const result = await runCommand(decideSeenRecords, input);
  revalidatePath('/jobs', 'layout');
  return result;
}

export async function resendRecords(input: unknown) {
  const result = await runCommand(resendRecordsCommand, input);
  revalidatePath('/jobs', 'layout');
  return result;
}

export async function fixJob(input: unknown) {
  const result = await runCommand(startFixing, input);
  revalidatePath('/jobs', 'layout');
  return result;
}

export async function resendFixed(input: unknown) {
  const result = await runCommand(resendSeenFixes, input);
  revalidatePath('/jobs', 'layout');
  return result;
}

export async function rerunJob(input: unknown) {
  const result = await runCommand(rerunShownJob, input);
  revalidatePath('/jobs', 'layout');
  return result;
}

export async function deleteJobFile(input: unknown) {
  const result = await runCommand(deleteJobFileCommand, input);
  revalidatePath('/jobs', 'layout');
  return result;
}
