import type { ReactNode } from 'react';
import { loadParentSegment, type ParentSegmentParams } from './load-parent-segment.ts';

/** Loads the parent segment before streaming starts: afterwards the response can no longer become a 404. */
export default async function ParentSegmentLayout({
  params,
  children,
}: {
  params: ParentSegmentParams;
  children: ReactNode;
}) {
  await loadParentSegment(params);
  return children;
}
