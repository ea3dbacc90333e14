'use client';

import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

/** Runs the page's actions, with a fresh proof if they need one, and shows their success or error in a toast. */
export function usePeopleActions() {
  const t = useTranslations('settings.people');
  const resultOf = useActionResult();
  const run = async <T>(action: () => Promise<ActionResult<T>>, successText?: string): Promise<T | undefined> => {
    const result = await resultOf(action);
    if (!result.ok) return void toast.error(result.message);
    if (successText) toast.success(successText);
    return result.value;
  };
  return { t, run };
}

export type RunPeopleAction = ReturnType<typeof usePeopleActions>['run'];
