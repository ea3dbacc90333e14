import { newActivationPath, type SegmentIds } from '#components/paths.ts';

/** The paths of the wizard's route handlers, which read their input from the body: built strings may be personal. */

export function previewPath(segment: SegmentIds): string {
  return `${newActivationPath(segment)}/preview`;
}

export function countPath(segment: SegmentIds): string {
  return `${newActivationPath(segment)}/count`;
}
