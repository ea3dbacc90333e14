'use client';

import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import type { AttemptView } from '#lib/core/workflow/view/attempt-view.ts';

interface AttemptDialogProps {
  attempt: AttemptView;
  open: boolean;
  onClose: () => void;
  onConfirm: () => Promise<void>;
}

/** Confirms killing an attempt, which cannot be undone. */
export function KillDialog({ attempt: { number, workflow }, open, onClose, onConfirm }: AttemptDialogProps) {
  const t = useTranslations('workflow-attempts.kill');
  return (
    <ConfirmDialog
      danger
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t('title', { number, workflow: workflow.name })}
      confirmLabel={t('confirm', { number })}
      onConfirm={() => onConfirm().finally(onClose)}
    >
      <p>{t('text')}</p>
      <p>{t('after')}</p>
    </ConfirmDialog>
  );
}

/** Confirms running all tasks again, because they may send something again. */
export function RetryAllDialog({ attempt, open, onClose, onConfirm }: AttemptDialogProps) {
  const t = useTranslations('workflow-attempts.retry');
  const { latest, workflow, newestRevision } = attempt;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t('title', { workflow: workflow.name })}
      confirmLabel={t('confirm')}
      onConfirm={() => onConfirm().finally(onClose)}
    >
      <p>{t('text', { number: latest.number + 1, revision: newestRevision ?? 0 })}</p>
    </ConfirmDialog>
  );
}
