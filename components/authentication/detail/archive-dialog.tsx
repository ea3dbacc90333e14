'use client';

import { useTranslations } from 'next-intl';
import type { AuthenticationActions } from '#components/new-authentication/authentication-actions.ts';
import type { Authentication } from '#lib/core/access/authentication.ts';
import { RefusableDialog } from './refusable-dialog.tsx';

export interface ArchiveDialogProps {
  authentication: Authentication;
  open: boolean;
  onClose: () => void;
  archive: AuthenticationActions['archive'];
}

/** Confirms archiving; a refusal names what still uses the authentication. */
export function ArchiveDialog({ authentication: { id, name }, open, onClose, archive }: ArchiveDialogProps) {
  const t = useTranslations('authentications.archive');
  return (
    <RefusableDialog
      open={open}
      onClose={onClose}
      title={t('title', { name })}
      confirmLabel={t('confirm')}
      text={t('text')}
      action={() => archive({ authentication: id })}
      done={t('done', { name })}
      refused={t('refused')}
      unanswered={t('unanswered')}
    />
  );
}
