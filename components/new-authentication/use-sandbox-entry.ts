'use client';

import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import type { Authentication } from '#lib/core/access/authentication.ts';
import type { EnterSandbox } from './authentication-actions.ts';
import { useCreatedRedirect } from './use-created-redirect.ts';

export function useSandboxEntry(
  connector: string,
  enterSandbox: EnterSandbox,
  onEntered?: (entered: Authentication) => void,
) {
  const t = useTranslations('integrations.sandbox');
  const resultOf = useActionResult();
  const redirect = useCreatedRedirect();
  const [busy, startTransition] = useTransition();
  const enter = () =>
    startTransition(async () => {
      const result = await resultOf(enterSandbox({ connector }));
      if (!result.ok) {
        toast.error(t('failed'), { description: result.message });
        return;
      }
      if (onEntered) return onEntered(result.value);
      redirect(result.value, t('ready'));
    });
  return { enter, busy };
}
