'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { jobPath } from '#components/paths.ts';
import type { JobView } from '#lib/core/view/job-view.ts';
import type { ActionResult } from '#lib/web/action-result.ts';
import { type ResendKind, isReal } from './again.ts';

/**
 * Sends records of a job again through an action that returns the new job's ID. Real events need a confirmation. Opens
 * the new job.
 */
export function useResend<Kind extends ResendKind | 'fixed'>(
  job: JobView,
  makeJob: (kind: Kind) => Promise<ActionResult<number>>,
) {
  const t = useTranslations('jobs');
  const router = useRouter();
  const [asked, setAsked] = useState<Kind>();
  const [busy, setBusy] = useState<Kind>();
  const run = async (kind: Kind) => {
    setBusy(kind);
    const result = await makeJob(kind).catch(() => undefined);
    setAsked(undefined);
    // Stays busy until the new job's page opens: a second click would create a second job.
    if (result?.ok) return router.push(jobPath(result.value));
    setBusy(undefined);
    toast.error(result?.message ?? t('actionFailed'));
  };
  const begin = (kind: Kind) => (isReal(job) ? setAsked(kind) : run(kind));
  return { asked, busy, begin, run, close: () => setAsked(undefined) };
}
