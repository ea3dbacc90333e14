'use server';

import * as segments from '#lib/commands/rows/audience/segments.ts';
import { changeAudience } from '../../change-audience.ts';

/** Saves the rule and description of a segment. */
export async function saveRule(input: unknown) {
  return changeAudience(segments.changeSegment, input);
}

export async function createSegment(input: unknown) {
  return changeAudience(segments.createSegment, input);
}
