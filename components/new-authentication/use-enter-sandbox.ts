'use client';

import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { toast } from 'sonner';
import type { AuthenticationChoice } from '#components/export-settings/send-form.ts';
import { useActionResult } from '#components/http/use-action-result.ts';
import { choiceOf, type EnterSandbox } from './authentication-actions.ts';
import { useCreatedRedirect } from './use-created-redirect.ts';

export function useEnterSandbox(
  type: string,
  enterSandbox: EnterSandbox,
  onSandboxEntered?: (authentication: AuthenticationChoice) => void,
) {
  const t = useTranslations('integrations.sandbox');
  const resultOf = useActionResult();
  const redirect = useCreatedRedirect();
  const [busy, startTransition] = useTransition();
  const enter = () =>
    startTransition(async () => {
      const result = await resultOf(enterSandbox({ type, sandbox: true }));
      if (!result.ok) {
        toast.error(t('failed'), { description: result.message });
        return;
      }
      if (onSandboxEntered) return onSandboxEntered(choiceOf(result.value));
      redirect(result.value, t('ready'));
    });
  return { enter, busy };
}
