'use client';

import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import type { JobControls } from '#components/job/job-controls.ts';
import { JobSheet } from '#components/job/job-sheet.tsx';
import { useJob } from '#components/job/use-job.ts';
import { SheetBody } from '#components/layout/sheet.tsx';
import type { Throughput } from '#lib/core/delivery/throughput.ts';
import type { JobView, RerunInstructions } from '#lib/core/view/job-view.ts';
import { JobThroughput } from '../batches/job-throughput.tsx';
import { JobActions } from '../job-actions.tsx';
import { JobLog } from '../log/job-log.tsx';
import { JobBanner } from './job-banner.tsx';
import { JobFacts } from './job-facts.tsx';
import { JobFile } from './job-file.tsx';
import { JobProgress } from './job-progress.tsx';
import { JobRepeats } from './job-repeats.tsx';
import { JobSourceAndTarget } from './job-source-and-target.tsx';
import { ExportSum, JobSum } from './job-sum.tsx';
import { JobWarnings } from './job-warnings.tsx';
import { OpenRecords } from './open-records.tsx';
import { StoryHistory } from './story-history.tsx';
import { UncertainRecordsBanner } from './uncertain-records-banner.tsx';

export interface JobSummaryPageProps {
  initial: JobView;
  throughput: Throughput;
  instructions: RerunInstructions;
  controls: JobControls;
}

/** The live summary of a job: its outcomes and those of its export, what is open and why, and how the job ran. */
export function JobSummaryPage({ initial, throughput, instructions, controls }: JobSummaryPageProps) {
  const t = useTranslations('jobs.progress');
  const job = useJob(initial);
  const { story } = job;
  const hasExport = job.authentication !== null;
  return (
    <JobSheet
      job={job}
      actions={<JobActions job={job} instructions={instructions} controls={controls} />}
      subtitle={<JobSourceAndTarget job={job} />}
    >
      <SheetBody padded={false}>
        <div className="min-h-full wide:grid lg:grid-cols-[minmax(0,1fr)_19.5rem]">
          <div className="min-w-0">
            <section
              aria-label={t('region')}
              className={clsx('px-6 max-wide:px-4', hasExport ? 'border-border border-b py-5' : 'pt-5')}
            >
              <div className="mb-5 grid gap-3 empty:hidden">
                <JobBanner job={job} />
                <UncertainRecordsBanner job={job} controls={controls} />
              </div>
              {hasExport && (
                <>
                  <JobProgress job={job} />
                  {story && <JobSum job={job} story={story} />}
                  <JobRepeats job={job} />
                </>
              )}
            </section>
            {story && story.jobs > 1 && (
              <>
                <ExportSum job={job} story={story} />
                <StoryHistory story={story} currentId={job.id} />
              </>
            )}
            {story && <OpenRecords job={job} story={story} />}
            {hasExport && (
              <>
                <JobWarnings job={job} />
                <JobThroughput job={job} initial={throughput} />
              </>
            )}
            <JobLog job={job} />
          </div>
          <div className="border-border p-6 max-lg:border-t max-wide:px-4 lg:border-l">
            <JobFacts job={job} instructions={instructions} />
            {job.uploadId !== null && <JobFile job={job} deleteFile={controls.deleteFile} />}
          </div>
        </div>
      </SheetBody>
    </JobSheet>
  );
}
