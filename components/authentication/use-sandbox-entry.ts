'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { toast } from 'sonner';
import type { Authentication } from '#lib/core/authentication.ts';
import type { EnterSandbox } from './authentication-actions.ts';
import { freshAuthenticationPath } from './authentication-paths.ts';
import { useReached } from './use-reached.ts';

export function useSandboxEntry(
  connector: string,
  enterSandbox: EnterSandbox,
  onEntered?: (entered: Authentication) => void,
) {
  const t = useTranslations('integrations.sandbox');
  const reached = useReached();
  const router = useRouter();
  const [busy, startTransition] = useTransition();
  const enter = () =>
    startTransition(async () => {
      const result = await reached(enterSandbox({ connector }));
      if (!result.ok) {
        toast.error(t('failed'), { description: result.message });
        return;
      }
      const { id, name } = result.value;
      if (onEntered) return onEntered(result.value);
      toast.success(t('ready'), { description: t('readyText', { id, name }) });
      router.push(freshAuthenticationPath(id));
    });
  return { enter, busy };
}
