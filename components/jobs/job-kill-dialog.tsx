'use client';

import { useTranslations } from 'next-intl';
import { sentOf } from '#components/job/pace.ts';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import type { JobSummary } from '#lib/core/view/job-view.ts';

export interface JobKillDialogProps {
  job: JobSummary;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onKill: () => Promise<void>;
}

/** Confirms killing a job, which cannot be undone. */
export function JobKillDialog({ job, open, onOpenChange, onKill }: JobKillDialogProps) {
  const t = useTranslations('jobs.kill');
  const { id, name } = job;
  return (
    <ConfirmDialog
      danger
      open={open}
      onOpenChange={onOpenChange}
      title={t('title', { id: String(id) })}
      confirmLabel={t('confirm', { id: String(id) })}
      onConfirm={onKill}
    >
      <p>{t('text', { name })}</p>
      <p>{t('sent', { sent: sentOf(job) })}</p>
    </ConfirmDialog>
  );
}
