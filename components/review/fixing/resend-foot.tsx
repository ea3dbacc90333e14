import { Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { CreatedJob } from '#components/job/job-controls.ts';
import { ResendDialog } from '#components/job/resend/resend-dialog.tsx';
import { useResend } from '#components/job/resend/use-resend.ts';
import { SheetFoot } from '#components/layout/sheet.tsx';
import { jobPath } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import type { ReviewOfJob, ReviewView } from '#lib/core/review/review-view.ts';
import type { JobView } from '#lib/core/view/job-view.ts';

/** A server action that creates a job to send the fixed records. */
export type ResendFixed = (input: { job: number; seen: number; count: number }) => Promise<CreatedJob>;

export interface ResendFootProps {
  job: JobView;
  view: ReviewView;
  resend: ResendFixed;
  /** The result of the last edit. */
  children?: ReactNode;
}

/** The counts of a job's records in one line, and a button that sends the fixed ones. */
export function ResendFoot({ job, view, resend, children }: ResendFootProps) {
  const t = useTranslations('review.ofJob.foot');
  const { kindToConfirm, busy, resendOrConfirm, resendConfirmed, close } = useResend<'fixed'>(job, () =>
    resend({ job: job.id, seen: view.fixesBytes, count: view.job?.records.ready ?? 0 }),
  );
  const records = view.state === 'ready' ? view.job?.records : undefined;
  return (
    <SheetFoot>
      {records && <FixCounts records={records} />}
      {children}
      <span className="ml-auto max-wide:hidden" />
      <ButtonLink href={jobPath(job.id)}>{t('back', { id: String(job.id) })}</ButtonLink>
      {records && (
        <Button
          needs="exports.create"
          variant="primary"
          icon={<Send aria-hidden />}
          disabled={records.ready === 0 || view.next !== null}
          busy={busy !== undefined}
          onClick={() => void resendOrConfirm('fixed')}
        >
          {t('resend', { count: records.ready })}
        </Button>
      )}
      {kindToConfirm && records && (
        <ResendDialog
          job={job}
          kind="fixed"
          count={records.ready}
          onClose={close}
          onConfirm={() => resendConfirmed('fixed')}
        />
      )}
    </SheetFoot>
  );
}

const ALWAYS_SHOWN = ['ready', 'invalid', 'unchanged'] as const;
const SHOWN_IF_ANY = ['resent', 'left_out'] as const;

function FixCounts({ records }: Pick<ReviewOfJob, 'records'>) {
  const t = useTranslations('review.ofJob.foot');
  const b = (chunks: ReactNode) => <b className="font-semibold tabular-nums">{chunks}</b>;
  const shown = [...ALWAYS_SHOWN, ...SHOWN_IF_ANY.filter((state) => records[state] > 0)];
  return (
    <p className="text-sm max-wide:w-full">
      {shown.map((state, index) => (
        <span key={state}>
          {index > 0 && <span aria-hidden> · </span>}
          <span className="whitespace-nowrap">{t.rich(state, { b, count: records[state] })}</span>
        </span>
      ))}
    </p>
  );
}
