import { type SegmentIds, segmentActivationsPath } from '#components/paths.ts';

/** The activations of a segment with a new one highlighted. */
export function freshActivationPath(segment: SegmentIds, activation: number): string {
  return `${segmentActivationsPath(segment)}?fresh=${activation}`;
}
