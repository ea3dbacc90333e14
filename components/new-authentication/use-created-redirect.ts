'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { parseAsInteger, useQueryState } from 'nuqs';
import { toast } from 'sonner';
import { freshAuthenticationPath, stepPath } from '#components/paths.ts';
import type { Authentication } from '#lib/core/access/authentication.ts';

/** Shows that an authentication was created or found, and opens the export that needed it, or the list. */
export function useCreatedRedirect() {
  const t = useTranslations('authentications.new');
  const router = useRouter();
  const [upload] = useQueryState('upload', parseAsInteger);
  return ({ id }: Pick<Authentication, 'id'>, title: string) => {
    toast.success(title, {
      description: upload === null ? t('createdText', { id }) : t('createdForExport', { id }),
    });
    router.push(upload === null ? freshAuthenticationPath(id) : stepPath(upload, 'send'));
  };
}
