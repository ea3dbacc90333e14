'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import type { ParentSegmentActions } from '../parent-segment-actions.ts';

/** Builds a parent segment now. */
export function useRun(id: number, run: ParentSegmentActions['run']) {
  const router = useRouter();
  const resultOf = useActionResult();
  const [isBusy, startTransition] = useTransition();
  const start = () =>
    startTransition(async () => {
      const result = await resultOf(run({ parent_segment: id }));
      if (!result.ok) toast.error(result.message);
      router.refresh();
    });
  return { start, isBusy };
}
