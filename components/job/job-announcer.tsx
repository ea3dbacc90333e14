'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { JobView } from '#lib/core/view/job-view.ts';
import { percentRead } from './pace.ts';

/** Progress is read out this seldom; a change of the state at once. */
const QUIET_MS = 5000;

/** Says politely how the job goes, to those who do not see it. Silent about what stood there from the start. */
export function JobAnnouncer({ job }: { job: JobView }) {
  const t = useTranslations('jobs');
  const [said, setSaid] = useState('');
  const last = useRef({ state: job.state, at: job.at });
  const { id, state, at } = job;
  const percent = percentRead(job);
  useEffect(() => {
    const changed = state !== last.current.state;
    if (!changed && (state !== 'running' || at - last.current.at < QUIET_MS)) return;
    last.current = { state, at };
    setSaid(
      state === 'running' && percent !== undefined
        ? t('live.running', { id, percent })
        : t('live.state', { id, state: t(`states.${state}`) }),
    );
  }, [id, state, at, percent, t]);
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}
