'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Sheet, SheetTabs } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { batchesPath, JOBS, jobPath, jobQueryPath, logPath, recordsPath, resultPath } from '#components/paths.ts';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { TabLinks } from '#components/ui/navigation/tab-links.tsx';
import { hasResult } from '#lib/core/job/job.ts';
import type { JobView } from '#lib/core/view/job-view.ts';
import { IssueTitles } from './issue-titles.tsx';
import { JobAnnouncer } from './job-announcer.tsx';
import { JobBadge } from './job-badge.tsx';
import { JobTrialBadges } from './job-trial-badges.tsx';

export interface JobSheetProps {
  job: JobView;
  /** Absent for the summary, whose title is the job's ID. */
  pageTitle?: string;
  actions?: ReactNode;
  /** A line below the head. */
  subtitle?: ReactNode;
  children: ReactNode;
}

/** The frame of all pages of a job: its ID, state and tabs. */
export function JobSheet({ job, pageTitle, actions, subtitle, children }: JobSheetProps) {
  const t = useTranslations('jobs');
  const { id, batches } = job;
  const { open: openCount = 0, jobs: jobsOfExport = 1 } = job.story ?? {};
  const path = jobPath(id);
  const hasExport = job.authentication !== null;
  return (
    <Sheet>
      <SheetHead
        crumbs={[{ label: t('title'), href: JOBS }, ...(pageTitle ? [{ label: id, href: path }] : [])]}
        title={pageTitle ?? id}
        badges={
          <>
            <JobBadge job={job} />
            <JobTrialBadges job={job} />
            {openCount > 0 && (
              <Badge tone="warning">{t(jobsOfExport > 1 ? 'head.openInAll' : 'head.open', { count: openCount })}</Badge>
            )}
          </>
        }
        actions={actions}
      />
      {subtitle}
      <SheetTabs>
        <TabLinks
          tabs={[
            { href: path, label: t('tabs.summary') },
            ...(hasExport && job.uploadId !== null
              ? [{ href: recordsPath(id), label: t('tabs.records'), ...(openCount > 0 && { count: openCount }) }]
              : []),
            { href: logPath(id), label: t('tabs.log') },
            ...(hasExport ? [{ href: batchesPath(id), label: t('tabs.batches'), count: batches }] : []),
            ...(hasResult(job.type)
              ? [
                  { href: jobQueryPath(id), label: t('tabs.query') },
                  { href: resultPath(id), label: t('tabs.result') },
                ]
              : []),
          ]}
        />
      </SheetTabs>
      <JobAnnouncer job={job} />
      <IssueTitles job={job}>{children}</IssueTitles>
    </Sheet>
  );
}
