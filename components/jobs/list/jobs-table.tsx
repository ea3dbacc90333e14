'use client';

import { useTranslations } from 'next-intl';
import { useJobs } from '#components/job/use-job.ts';
import { Table } from '#components/ui/tables/table.tsx';
import type { JobListQuery } from '#lib/core/job/job-list.ts';
import type { JobSummary } from '#lib/core/view/job-view.ts';
import { JobRow } from './job-row.tsx';
import { JobsTableHead } from './jobs-table-head.tsx';

/** A page of jobs, updated while they run. */
export function JobsTable({ jobs, query }: { jobs: readonly JobSummary[]; query: JobListQuery }) {
  const t = useTranslations('jobs');
  const currentJobs = useJobs(jobs);
  return (
    <Table label={t('title')} cards="lg">
      <JobsTableHead query={query} />
      <tbody>
        {currentJobs.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </tbody>
    </Table>
  );
}
