'use client';

import { CornerDownRight, RotateCcw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCreateOnce } from '#components/http/use-create-once.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import type { JobView } from '#lib/core/view/job-view.ts';
import type { JobControls } from '../job-controls.ts';
import { ResendDialog } from './resend-dialog.tsx';
import { type ResendKind, resendOption } from './resend-option.ts';
import { useResend } from './use-resend.ts';

const KINDS = ['rejected', 'rest', 'rerun'] as const;
const ICONS = { rejected: <RotateCcw aria-hidden />, rest: <CornerDownRight aria-hidden />, rerun: undefined } as const;

/** Buttons that resend records of an ended job, or run the whole job again, each as a new job. */
export function ResendButtons({ job, controls }: { job: JobView; controls: JobControls }) {
  const t = useTranslations('jobs.again');
  const createOnce = useCreateOnce();
  const { kindToConfirm, busy, resendOrConfirm, resendConfirmed, close } = useResend(job, (kind: ResendKind) =>
    kind === 'rerun'
      ? createOnce(controls.rerun, { job: job.id })
      : controls.resend({ job: job.id, status: [kind === 'rest' ? 'not_sent' : 'rejected'] }),
  );
  const options = KINDS.flatMap((kind) => {
    const option = resendOption(job, kind);
    return option ? [{ kind, ...option }] : [];
  });
  const labelOf = (kind: ResendKind, count: number | undefined) =>
    t(`${kind}.action`, { count: count ?? 0, known: String(count !== undefined) });
  return (
    <>
      {options.map(({ kind, count }) => (
        <Button
          needs="exports.create"
          key={kind}
          icon={ICONS[kind]}
          busy={busy === kind}
          onClick={() => resendOrConfirm(kind)}
        >
          {labelOf(kind, count)}
        </Button>
      ))}
      {kindToConfirm && (
        <ResendDialog
          job={job}
          kind={kindToConfirm}
          count={resendOption(job, kindToConfirm)?.count}
          onClose={close}
          onConfirm={() => resendConfirmed(kindToConfirm)}
        />
      )}
    </>
  );
}
