'use server';

import { duplicateSegment as duplicate } from '#lib/commands/audience/studio.ts';
import * as folders from '#lib/commands/rows/audience/segment-folders.ts';
import * as segments from '#lib/commands/rows/audience/segments.ts';
import { changeAudience } from './change-audience.ts';

export async function duplicateSegment(input: unknown) {
  return changeAudience(duplicate, input);
}

export async function changeSegment(input: unknown) {
  return changeAudience(segments.changeSegment, input);
}

export async function deleteSegment(input: unknown) {
  return changeAudience(segments.deleteSegment, input);
}

export async function createFolder(input: unknown) {
  return changeAudience(folders.createFolder, input);
}

export async function changeFolder(input: unknown) {
  return changeAudience(folders.changeFolder, input);
}

export async function deleteFolder(input: unknown) {
  return changeAudience(folders.deleteFolder, input);
}
