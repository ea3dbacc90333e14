'use server';

import { revalidatePath } from 'next/cache';
import { duplicateSegment as duplicate } from '#lib/commands/audience/studio.ts';
import type { Command } from '#lib/commands/command.ts';
import * as folders from '#lib/commands/rows/audience/segment-folders.ts';
import * as segments from '#lib/commands/rows/audience/segments.ts';
import { runCommand } from '#lib/web/run-command.ts';

export async function duplicateSegment(input: unknown) {
  return change(duplicate, input);
}

export async function changeSegment(input: unknown) {
  return change(segments.changeSegment, input);
}

export async function deleteSegment(input: unknown) {
  return change(segments.deleteSegment, input);
}

export async function createFolder(input: unknown) {
  return change(folders.createFolder, input);
}

export async function changeFolder(input: unknown) {
  return change(folders.changeFolder, input);
}

export async function deleteFolder(input: unknown) {
  return change(folders.deleteFolder, input);
}

/** All pages of the studio show the tree. */
async function change<C extends Command>(command: C, input: unknown) {
  const result = await runCommand(command, input);
  revalidatePath('/audience', 'layout');
  return result;
}
