'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { JobView } from '#lib/core/view/job-view.ts';
import { percentRead } from './pace.ts';

/** Progress is announced at this interval, a change of state immediately. */
const PROGRESS_INTERVAL_MS = 5000;

/** Announces the job's progress to screen readers. The initial state is not announced. */
export function JobAnnouncer({ job }: { job: JobView }) {
  const t = useTranslations('jobs');
  const [announcement, setAnnouncement] = useState('');
  const last = useRef({ state: job.state, at: job.at });
  const { id, state, at } = job;
  const percent = percentRead(job);
  useEffect(() => {
    const changed = state !== last.current.state;
    if (!changed && (state !== 'running' || at - last.current.at < PROGRESS_INTERVAL_MS)) return;
    last.current = { state, at };
    setAnnouncement(
      state === 'running' && percent !== undefined
        ? t('live.running', { id, percent })
        : t('live.state', { id, state: t(`states.${state}`) }),
    );
  }, [id, state, at, percent, t]);
  return (
    <p role="status" className="sr-only">
      {announcement}
    </p>
  );
}
