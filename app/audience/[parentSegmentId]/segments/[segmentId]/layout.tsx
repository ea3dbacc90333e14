import type { ReactNode } from 'react';
import { loadSegment, type SegmentParams } from './load-segment.ts';

/** Loads the segment before streaming starts: afterwards the response can no longer become a 404. */
export default async function SegmentLayout({ params, children }: { params: SegmentParams; children: ReactNode }) {
  await loadSegment(params);
  return children;
}
