'use client';

import { usePerform } from '#components/http/use-perform.ts';
import type { ParentSegmentActions } from '../parent-segment-actions.ts';

/** Builds a parent segment now. */
export function useBuild(id: number, run: ParentSegmentActions['run']) {
  const { perform, isBusy } = usePerform();
  return { start: () => perform(() => run({ parent_segment: id })), isBusy };
}
