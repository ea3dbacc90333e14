'use client';

import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import type { AuthenticationActions } from '#components/new-authentication/authentication-actions.ts';
import type { Authentication } from '#lib/core/access/authentication.ts';

/** Restores an archived authentication, and reports the result. */
export function useRestore({ id, name }: Authentication, { restore }: AuthenticationActions) {
  const t = useTranslations('authentications.archive');
  const resultOf = useActionResult();
  return async () => {
    const result = await resultOf(restore({ authentication: id }));
    if (result.ok) toast.success(t('restored', { name }));
    else toast.error(result.message);
  };
}
