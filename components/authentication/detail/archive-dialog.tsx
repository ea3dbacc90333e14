'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import type { AuthenticationActions } from '#components/new-authentication/authentication-actions.ts';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import type { Authentication } from '#lib/core/access/authentication.ts';
import type { ActionFailure } from '#lib/web/action-result.ts';

export interface ArchiveDialogProps {
  authentication: Authentication;
  open: boolean;
  onClose: () => void;
  archive: AuthenticationActions['archive'];
}

/** Confirms archiving, and shows what still uses the authentication if it was refused. */
export function ArchiveDialog({ authentication: { id, name }, open, onClose, archive }: ArchiveDialogProps) {
  const t = useTranslations('authentications.archive');
  const resultOf = useActionResult();
  const [refusal, setRefusal] = useState<ActionFailure>();
  const close = () => {
    setRefusal(undefined);
    onClose();
  };
  const confirm = async () => {
    const result = await resultOf(archive({ authentication: id }));
    if (!result.ok) return setRefusal(result);
    toast.success(t('done', { name }));
    close();
  };
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={close}
      title={t('title', { name })}
      confirmLabel={t('confirm')}
      onConfirm={confirm}
    >
      <p>{t('text')}</p>
      {refusal && (
        <Banner tone="error" live title={t('refused')}>
          {refusal.message}
        </Banner>
      )}
    </ConfirmDialog>
  );
}
