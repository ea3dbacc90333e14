'use client';

import { ListChecks } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { jobPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { SkeletonText } from '#components/ui/feedback/skeleton-text.tsx';
import type { TimelineRow } from '#lib/core/workflow/view/attempt-timeline.ts';
import type { AttemptView } from '#lib/core/workflow/view/attempt-view.ts';
import type { AttemptControls } from '../attempt-controls.ts';
import { RetryFromHere } from './retry-from-here.tsx';
import { TaskFacts } from './task-facts.tsx';
import { TaskJobProgress } from './task-job-progress.tsx';
import { TaskParameterList } from './task-parameters.tsx';
import { TaskTries } from './task-tries.tsx';
import { useTaskDetails } from './use-task-details.ts';

export interface TaskPartsProps {
  attempt: AttemptView;
  row: TimelineRow;
  controls: AttemptControls;
}

/** What went wrong in a task and what to do about it, then its tries, its definition and its parameters. */
export function TaskParts({ attempt, row, controls }: TaskPartsProps) {
  const t = useTranslations('workflow-attempts.task');
  const { data: details, isError } = useTaskDetails(attempt, row);
  const { task, status } = row;
  const error = details?.error ?? task.error;
  return (
    <>
      {error !== null && (status === 'error' || status === 'retrying') && (
        <Banner tone={status === 'error' ? 'error' : 'warning'} title={t('failed')}>
          <span className="whitespace-pre-wrap [overflow-wrap:anywhere]">{error}</span>
        </Banner>
      )}
      {task.job !== null && status === 'running' && <TaskJobProgress job={task.job} />}
      <div className="grid gap-2">
        <RetryFromHere attempt={attempt} row={row} details={details} controls={controls}>
          {task.job !== null && (
            <ButtonLink size="sm" href={jobPath(task.job)} icon={<ListChecks aria-hidden />}>
              {t('job', { id: String(task.job) })}
            </ButtonLink>
          )}
        </RetryFromHere>
      </div>
      {row.tries.length > 0 && <TaskTries attempt={attempt} row={row} details={details} />}
      {isError && <p className="text-error text-sm">{t('loadFailed')}</p>}
      {details ? (
        <>
          <TaskFacts attempt={attempt} row={row} details={details} />
          <TaskParameterList attempt={attempt} row={row} details={details} />
        </>
      ) : (
        !isError && <SkeletonText />
      )}
    </>
  );
}
