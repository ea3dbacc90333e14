import { useFormatter, useTranslations } from 'next-intl';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import type { JobView } from '#lib/core/view/job-view.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { type ResendKind, rerunScope } from './resend-option.ts';

export interface ResendDialogProps {
  job: JobView;
  kind: ResendKind | 'fixed';
  /** The number of records to send; undefined if unknown. */
  count: number | undefined;
  onClose: () => void;
  onConfirm: () => Promise<void>;
}

/** Confirms a resend or a re-run: where the events go, and whether the receiving service still deduplicates them. */
export function ResendDialog({ job, kind, count, onClose, onConfirm }: ResendDialogProps) {
  const t = useTranslations('jobs.again');
  const format = useFormatter();
  const { id, account, authentication, alreadyAccepted, children, isPastWindow } = job;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(`${kind}.title`, { id: String(id), count: count ?? 0, known: String(count !== undefined) })}
      confirmLabel={t(`${kind}.confirm`)}
      onConfirm={onConfirm}
    >
      <p>{t(`${kind}.text`, { id: String(id), what: rerunScope(job) })}</p>
      <p>
        {t.rich('real', {
          account,
          authentication: authentication?.name ?? '',
          b: (chunks) => <b className="text-text">{chunks}</b>,
        })}
      </p>
      {kind === 'rerun' && <p>{t('accepted', { choice: alreadyAccepted })}</p>}
      <p>
        {t(isPastWindow ? 'late' : 'window')} {t('rate')}
      </p>
      {kind !== 'rerun' && children.length > 0 && (
        <p>
          {t('before', {
            count: children.length,
            jobs: format.list(
              children.map((child) => String(child.id)),
              LIST_FORMAT,
            ),
          })}
        </p>
      )}
    </ConfirmDialog>
  );
}
