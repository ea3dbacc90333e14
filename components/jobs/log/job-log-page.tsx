'use client';

import { useTimeZone, useTranslations } from 'next-intl';
import { JobSheet } from '#components/job/job-sheet.tsx';
import { LogText } from '#components/job/log-text.tsx';
import { useJob } from '#components/job/use-job.ts';
import { LogPage, type LogPageProps } from '#components/log/log-page.tsx';
import { logPath, logTextPath } from '#components/paths.ts';
import type { LogLine } from '#lib/core/delivery/ledger.ts';
import { isFinal } from '#lib/core/job/job.ts';
import type { JobView } from '#lib/core/view/job-view.ts';
import { logQueryString } from '#lib/core/view/log-query.ts';

export interface JobLogPageProps extends Pick<LogPageProps<LogLine>, 'query' | 'lines' | 'earlier' | 'later'> {
  initial: JobView;
}

/** A page of the full log of a job. */
export function JobLogPage({ initial, ...page }: JobLogPageProps) {
  const t = useTranslations('jobs.log');
  const timeZone = useTimeZone() ?? '';
  const job = useJob(initial);
  const { id, state, warnings } = job;
  return (
    <JobSheet job={job} pageTitle={t('title')}>
      <LogPage
        {...page}
        wasGrowing={!isFinal(initial.state)}
        isGrowing={!isFinal(state)}
        hrefOf={(query) => logPath(id) + logQueryString(query)}
        linesPathOf={(query) => `/api/jobs/${id}/log${logQueryString(query)}`}
        textPath={logTextPath(id)}
        texts={{
          warnings: t('warnings', { count: warnings.count }),
          searchExample: t('searchExample'),
          empty: t('empty'),
          range: (count) => t('range', { count, zone: timeZone }),
        }}
      >
        {(lines) => <LogText lines={lines} label={t('titleOfJob', { id: String(id) })} />}
      </LogPage>
    </JobSheet>
  );
}
