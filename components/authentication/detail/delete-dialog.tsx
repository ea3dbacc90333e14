'use client';

import { useTranslations } from 'next-intl';
import type { AuthenticationActions } from '#components/new-authentication/authentication-actions.ts';
import { authenticationJobsPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import type { Authentication } from '#lib/core/access/authentication.ts';
import { RefusableDialog } from './refusable-dialog.tsx';

export interface DeleteDialogProps {
  authentication: Authentication;
  open: boolean;
  onClose: () => void;
  remove: AuthenticationActions['remove'];
  onDeleted?: (() => void) | undefined;
}

/** Confirms the deletion; it is refused while jobs, queries or activations use the authentication. */
export function DeleteDialog({ authentication, open, onClose, remove, onDeleted }: DeleteDialogProps) {
  const t = useTranslations('authentications.delete');
  const { id, name, target } = authentication;
  return (
    <RefusableDialog
      danger
      open={open}
      onClose={onClose}
      title={t('title', { name })}
      confirmLabel={t('confirm')}
      text={t(target === 'sandbox' ? 'sandboxText' : 'text')}
      action={() => remove({ authentication: id })}
      done={t('done', { name })}
      refused={t('refused')}
      unanswered={t('unanswered')}
      more={({ code }) =>
        code === 'authentication_in_use' && <Link href={authenticationJobsPath(id)}>{t('jobs')}</Link>
      }
      onDone={onDeleted}
    />
  );
}
