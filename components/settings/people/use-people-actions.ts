'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

/** Runs actions of the page, which need a fresh proof: says what failed, and keeps the link that an action returns until it is closed. */
export function usePeopleActions(publicUrl: string | null) {
  const t = useTranslations('settings.people');
  const resultOf = useActionResult();
  const [link, setLink] = useState<string | null>(null);
  const run = async <T>(action: () => Promise<ActionResult<T>>, done?: string): Promise<T | undefined> => {
    const result = await resultOf(action);
    if (!result.ok) return void toast.error(result.message);
    if (done) toast.success(done);
    return result.value;
  };
  return {
    t,
    link,
    closeLink: () => setLink(null),
    showLink: (token: string) => setLink(new URL(`/invitations/${token}`, publicUrl ?? window.location.href).href),
    run,
  };
}

export type RunPeopleAction = ReturnType<typeof usePeopleActions>['run'];
