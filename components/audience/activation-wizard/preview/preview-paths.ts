import { newActivationPath, type SegmentIds } from '#components/paths.ts';

/** The route handlers of the wizard. Their input is in the body, because built strings may be personal. */

export function previewPath(segment: SegmentIds): string {
  return `${newActivationPath(segment)}/preview`;
}

export function countPath(segment: SegmentIds): string {
  return `${newActivationPath(segment)}/count`;
}
