'use client';

import { useTranslations } from 'next-intl';
import { useReasonText } from '#components/http/use-code-text.ts';
import { countNotAccepted } from '#lib/core/job/job.ts';
import type { AttemptNotice, JobNotice } from '#lib/core/notification/notification.ts';
import type { ShownNotice } from './notice-page.ts';

/** The kind of toast. Whatever is neither an error nor a success with all records accepted is a warning. */
export function kindOf(notice: ShownNotice): 'success' | 'warning' | 'error' {
  const { state } = notice;
  if (state === 'error') return 'error';
  const isFullyAccepted = 'attempt' in notice || countNotAccepted(notice.records) === 0;
  return state === 'success' && isFullyAccepted ? 'success' : 'warning';
}

/** The text of a notice: the job or attempt, whether its events count, its reason, and counts of records or tasks. */
export function useNoticeText() {
  const jobText = useJobText();
  const attemptText = useAttemptText();
  return {
    title: (notice: ShownNotice) => ('attempt' in notice ? attemptText.title(notice) : jobText.title(notice)),
    detail: (notice: ShownNotice) => ('attempt' in notice ? attemptText.detail(notice) : jobText.detail(notice)),
  };
}

function useAttemptText() {
  const t = useTranslations('notices');
  const marks = useTranslations('jobs');
  return {
    title: ({ attempt: id, state, workflow, isSandbox }: AttemptNotice) =>
      t(`workflow.${state}`, { id, workflow: workflow.name }) + (isSandbox ? ` · ${marks('sandbox')}` : ''),
    detail: ({ tasks }: AttemptNotice) => t('tasks', tasks),
  };
}

function useJobText() {
  const t = useTranslations('notices');
  const marks = useTranslations('jobs');
  const reasonOf = useReasonText();
  return {
    title: ({ job, state, isSandbox, testEvent }: JobNotice) => {
      const title = t(state, { job });
      if (isSandbox) return `${title} · ${marks('sandbox')}`;
      return testEvent ? `${title} · ${marks('test')}` : title;
    },
    detail: ({ state, reason, records, authentication, planned }: JobNotice) => {
      // Builds, and queries without an export, have no record counts.
      if (authentication === null && reason !== null) return reasonOf(reason);
      if (authentication === null) return planned ? t('built', { name: planned.name }) : t('queried');
      const counts = { accepted: records.accepted, missed: countNotAccepted(records) };
      if (reason === null || state === 'success') return t('counts', counts);
      return t(`reason.${state}`, { reason: reasonOf(reason), ...counts });
    },
  };
}
