'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { jobPath } from '#components/paths.ts';
import type { JobView } from '#lib/core/view/job-view.ts';
import type { CreatedJob } from '../job-controls.ts';
import { type ResendKind, sendsRealEvents } from './resend-option.ts';

/**
 * Resends records of a job through an action that creates a job, and opens the new job. Real events need a
 * confirmation.
 */
export function useResend<Kind extends ResendKind | 'fixed'>(
  job: JobView,
  createJob: (kind: Kind) => Promise<CreatedJob>,
) {
  const t = useTranslations('jobs');
  const router = useRouter();
  const [kindToConfirm, setKindToConfirm] = useState<Kind>();
  const [busy, setBusy] = useState<Kind>();
  const resendConfirmed = async (kind: Kind) => {
    setBusy(kind);
    const result = await createJob(kind).catch(() => undefined);
    setKindToConfirm(undefined);
    // Stays busy until the new job's page opens: a second click would create a second job.
    if (result?.ok) return router.push(jobPath(result.value.job_id));
    setBusy(undefined);
    toast.error(result?.message ?? t('again.noResponse'));
  };
  const resendOrConfirm = (kind: Kind) => (sendsRealEvents(job) ? setKindToConfirm(kind) : resendConfirmed(kind));
  return { kindToConfirm, busy, resendOrConfirm, resendConfirmed, close: () => setKindToConfirm(undefined) };
}
