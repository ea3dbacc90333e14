'use server';

import { revalidatePath } from 'next/cache';
import { decideSeenRecords, resendSeenFixes, startFixing } from '#lib/commands/console/jobs.ts';
import {
  forgetFile as forgetFileCommand,
  killJob as killJobCommand,
  pauseJob as pauseJobCommand,
  rerunJob as rerunJobCommand,
  resumeJob as resumeJobCommand,
  retryJob,
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
  const result = await runCommand(retryJob, input);
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
  const result = await runCommand(rerunJobCommand, input);
  revalidatePath('/jobs', 'layout');
  return result;
}

export async function forgetFile(input: unknown) {
  const result = await runCommand(forgetFileCommand, input);
  revalidatePath('/jobs', 'layout');
  return result;
}
