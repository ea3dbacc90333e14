'use client';

import { useTranslations } from 'next-intl';
import { sentOf } from '#components/job/pace.ts';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import type { JobSummary } from '#lib/core/view/job-view.ts';

export interface JobStopDialogProps {
  job: JobSummary;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onStop: () => Promise<void>;
}

/** Confirms stopping a job, which cannot be undone. */
export function JobStopDialog({ job, open, onOpenChange, onStop }: JobStopDialogProps) {
  const t = useTranslations('jobs.stop');
  const { id, file } = job;
  return (
    <ConfirmDialog
      danger
      open={open}
      onOpenChange={onOpenChange}
      title={t('title', { id: String(id) })}
      confirmLabel={t('confirm', { id: String(id) })}
      onConfirm={onStop}
    >
      <p>{t('text', { file })}</p>
      <p>{t('sent', { sent: sentOf(job) })}</p>
    </ConfirmDialog>
  );
}
