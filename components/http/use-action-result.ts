'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { ActionResult } from '#lib/web/action-result.ts';
import { reportIfSessionEnded } from './session-end.ts';

/** Awaits a server action. If the console is unreachable, it returns a failure as if the action was refused. */
export function useActionResult() {
  const t = useTranslations('authentications');
  return useCallback(
    <T>(action: Promise<ActionResult<T>>): Promise<ActionResult<T>> =>
      action.catch(() => {
        void reportIfSessionEnded();
        return { ok: false, code: 'unreached', message: t('unreached'), fieldErrors: {} };
      }),
    [t],
  );
}
