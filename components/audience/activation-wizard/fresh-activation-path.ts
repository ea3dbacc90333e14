import { type SegmentIds, segmentActivationsPath } from '#components/paths.ts';

/** The activations of a segment, with the activation that was just saved highlighted. */
export function freshActivationPath(segment: SegmentIds, activation: number): string {
  return `${segmentActivationsPath(segment)}?fresh=${activation}`;
}
