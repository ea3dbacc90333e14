'use client';

import { usePerform } from '#components/http/use-perform.ts';
import type { ParentSegmentActions } from '../parent-segment-actions.ts';

export function useStartBuild(id: number, run: ParentSegmentActions['run']) {
  const { perform, isBusy } = usePerform();
  return { start: () => perform(() => run({ parent_segment: id })), isBusy };
}
