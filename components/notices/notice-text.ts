'use client';

import { useTranslations } from 'next-intl';
import { useReasonText } from '#components/http/use-code-text.ts';
import { notAccepted } from '#lib/core/job/job.ts';
import type { JobNotice } from '#lib/core/notification/notification.ts';

/** The kind of toast. Successful jobs with unaccepted records are warnings. */
export function kindOf({ state, records }: JobNotice): 'success' | 'warning' | 'error' {
  if (state === 'error') return 'error';
  return state === 'success' && notAccepted(records) === 0 ? 'success' : 'warning';
}

/** The text of a notice: the job, whether it was a test, and the counts of its records. */
export function useNoticeText() {
  const t = useTranslations('notices');
  const marks = useTranslations('jobs');
  const reasonOf = useReasonText();
  return {
    title: ({ job, state, isSandbox, testEvent }: JobNotice) => {
      const mark = isSandbox ? ` · ${marks('sandbox')}` : testEvent ? ` · ${marks('test')}` : '';
      return t(state, { job }) + mark;
    },
    detail: ({ state, reason, records, authentication }: JobNotice) => {
      // Queries without an export have no record counts.
      if (authentication === null) return reason === null ? t('queried') : reasonOf(reason);
      const counts = { accepted: records.accepted, missed: notAccepted(records) };
      if (reason === null || state === 'success') return t('counts', counts);
      return t(`reason.${state}`, { reason: reasonOf(reason), ...counts });
    },
  };
}
