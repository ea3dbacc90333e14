'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { toast } from 'sonner';
import type { ActionResult } from '#lib/web/action-result.ts';
import { useActionResult } from './use-action-result.ts';

/**
 * Performs a server action, reports its failure, and refreshes the page. `perform` resolves when the action is over.
 */
export function usePerform() {
  const router = useRouter();
  const resultOf = useActionResult();
  const [isBusy, startTransition] = useTransition();
  const perform = <T>(action: () => Promise<ActionResult<T>>, onDone?: (value: T) => void) =>
    new Promise<void>((resolve) => {
      startTransition(async () => {
        const result = await resultOf(action);
        if (result.ok) onDone?.(result.value);
        else toast.error(result.message);
        router.refresh();
        resolve();
      });
    });
  return { perform, isBusy };
}
