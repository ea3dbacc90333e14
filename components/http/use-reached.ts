'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { ActionResult } from '#lib/web/action-result.ts';

/** Waits for a server action. Where the console itself cannot be reached, that is an answer like any refusal. */
export function useReached() {
  const t = useTranslations('authentications');
  return useCallback(
    <T>(action: Promise<ActionResult<T>>): Promise<ActionResult<T>> =>
      action.catch(() => ({ ok: false, code: 'unreached', message: t('unreached'), fieldErrors: {} })),
    [t],
  );
}
