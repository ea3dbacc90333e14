'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { AttemptView } from '#lib/core/workflow/view/attempt-view.ts';

/** Progress is announced at this interval, a change of state immediately. */
const PROGRESS_INTERVAL_MS = 5000;

/** Announces an attempt's progress to screen readers. The initial state is not announced. */
export function AttemptAnnouncer({ attempt }: { attempt: AttemptView }) {
  const t = useTranslations('workflow-attempts');
  const [announcement, setAnnouncement] = useState('');
  const { number, state, at } = attempt;
  const { success, error } = attempt.tasks;
  const last = useRef({ state, at, endedCount: success + error });
  useEffect(() => {
    const endedCount = success + error;
    const isIntervalOver = at - last.current.at >= PROGRESS_INTERVAL_MS;
    const hasProgress = state === 'running' && endedCount !== last.current.endedCount;
    if (state === last.current.state && !(hasProgress && isIntervalOver)) return;
    last.current = { state, at, endedCount };
    setAnnouncement(t('announced', { number, status: t(`states.${state}`), success, error }));
  }, [number, state, at, success, error, t]);
  return (
    <p role="status" className="sr-only">
      {announcement}
    </p>
  );
}
