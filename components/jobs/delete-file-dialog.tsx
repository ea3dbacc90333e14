import { useFormatter, useTranslations } from 'next-intl';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import type { JobView } from '#lib/core/view/job-view.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';

export interface DeleteFileDialogProps {
  job: JobView;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onDelete: () => Promise<void>;
}

/** Confirms the deletion of the file and lists what will no longer be possible. */
export function DeleteFileDialog({ job, open, onOpenChange, onDelete }: DeleteFileDialogProps) {
  const t = useTranslations('jobs.file.dialog');
  const format = useFormatter();
  const { id, name, retention, isResumable, records, authentication } = job;
  const { sharedWith } = retention;
  return (
    <ConfirmDialog
      danger
      open={open}
      onOpenChange={onOpenChange}
      title={t('title', { id: String(id) })}
      confirmLabel={t('confirm')}
      onConfirm={onDelete}
    >
      <p>{t('text', { file: name })}</p>
      <p>{t('after')}</p>
      {isResumable && <p>{t('resumable')}</p>}
      {records.uncertain > 0 && <p>{t('uncertain', { count: records.uncertain })}</p>}
      {sharedWith.length > 0 && (
        <p>{t('shared', { count: sharedWith.length, jobs: format.list(sharedWith.map(String), LIST_FORMAT) })}</p>
      )}
      {authentication?.target === 'sandbox' && <p>{t('sandbox')}</p>}
    </ConfirmDialog>
  );
}
