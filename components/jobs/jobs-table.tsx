'use client';

import { useTranslations } from 'next-intl';
import { Table } from '#components/ui/table.tsx';
import type { JobSummary } from '#lib/core/job-view.ts';
import { JobRow } from './job-row.tsx';
import { JobsTableHead } from './jobs-table-head.tsx';
import { useJobs } from './use-job.ts';

/** Jobs, newest first; those under way are followed. */
export function JobsTable({ jobs }: { jobs: readonly JobSummary[] }) {
  const t = useTranslations('jobs');
  const current = useJobs(jobs);
  return (
    <Table label={t('title')} cards>
      <JobsTableHead />
      <tbody>
        {current.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </tbody>
    </Table>
  );
}
