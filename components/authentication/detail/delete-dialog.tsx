'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import type { AuthenticationActions } from '#components/new-authentication/authentication-actions.ts';
import { authenticationJobsPath } from '#components/paths.ts';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import type { Authentication } from '#lib/core/access/authentication.ts';
import type { ActionFailure } from '#lib/web/action-result.ts';

export interface DeleteDialogProps {
  authentication: Authentication;
  open: boolean;
  onClose: () => void;
  remove: AuthenticationActions['remove'];
  onDeleted?: (() => void) | undefined;
}

/** Confirms the deletion and shows why it was refused: jobs that used the authentication still refer to it. */
export function DeleteDialog({ authentication, open, onClose, remove, onDeleted }: DeleteDialogProps) {
  const t = useTranslations('authentications.delete');
  const { id, name, target } = authentication;
  const resultOf = useActionResult();
  const [refusal, setRefusal] = useState<ActionFailure>();
  const close = () => {
    setRefusal(undefined);
    onClose();
  };
  const confirm = async () => {
    const result = await resultOf(remove({ authentication: id }));
    if (!result.ok) return setRefusal(result);
    toast.success(t('done', { name }));
    close();
    onDeleted?.();
  };
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={close}
      title={t('title', { name })}
      confirmLabel={t('confirm')}
      onConfirm={confirm}
      danger
    >
      <p>{t(target === 'sandbox' ? 'sandboxText' : 'text')}</p>
      {refusal && (
        <Banner tone="error" live title={t('refused')}>
          {refusal.message}{' '}
          {refusal.code === 'authentication_in_use' && <Link href={authenticationJobsPath(id)}>{t('jobs')}</Link>}
        </Banner>
      )}
    </ConfirmDialog>
  );
}
