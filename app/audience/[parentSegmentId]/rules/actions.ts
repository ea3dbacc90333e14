'use server';

import * as segments from '#lib/commands/rows/audience/segments.ts';
import { changeAudience } from '../../change-audience.ts';

/** Saves what was changed in a segment's editor, such as its rule and description. */
export async function saveSegment(input: unknown) {
  return changeAudience(segments.changeSegment, input);
}

export async function createSegment(input: unknown) {
  return changeAudience(segments.createSegment, input);
}
