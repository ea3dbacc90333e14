'use client';

import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

/** Runs actions of the page, which need a fresh proof, and says what failed. */
export function usePeopleActions() {
  const t = useTranslations('settings.people');
  const resultOf = useActionResult();
  const run = async <T>(action: () => Promise<ActionResult<T>>, done?: string): Promise<T | undefined> => {
    const result = await resultOf(action);
    if (!result.ok) return void toast.error(result.message);
    if (done) toast.success(done);
    return result.value;
  };
  return { t, run };
}

export type RunPeopleAction = ReturnType<typeof usePeopleActions>['run'];
