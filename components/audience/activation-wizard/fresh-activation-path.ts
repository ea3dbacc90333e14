import { type SegmentPlace, segmentActivationsPath } from '#components/paths.ts';

/** The activations of a segment with a new one highlighted. */
export function freshActivationPath(segment: SegmentPlace, activation: number): string {
  return `${segmentActivationsPath(segment)}?fresh=${activation}`;
}
