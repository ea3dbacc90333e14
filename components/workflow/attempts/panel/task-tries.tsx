'use client';

import { useTranslations } from 'next-intl';
import { jobPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Duration } from '#components/ui/text/duration.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { TimelineRow } from '#lib/core/workflow/view/attempt-timeline.ts';
import type { AttemptView, TaskDetails } from '#lib/core/workflow/view/attempt-view.ts';
import { TaskStatusIcon } from '../task-status.tsx';
import { useServerTime } from '../use-server-time.ts';

export interface TaskTriesProps {
  attempt: AttemptView;
  row: TimelineRow;
  details: TaskDetails | undefined;
}

/** The tries of a task with their jobs, and why each try before the last one failed. */
export function TaskTries({ attempt, row, details }: TaskTriesProps) {
  const t = useTranslations('workflow-attempts');
  const now = useServerTime(attempt.at, row.status === 'running');
  return (
    <section className="grid gap-2">
      <h3 className="font-semibold text-sm">{row.task.isGroup ? t('task.groupTries') : t('task.tries')}</h3>
      <ol className="grid gap-1.5 text-sm tabular-nums">
        {row.tries.map(({ status, startedAt, endedAt, job }, index) => (
          <li
            key={startedAt}
            className="grid grid-cols-[1rem_3.25rem_minmax(0,1fr)_auto] items-center gap-x-2 wide:gap-x-2"
          >
            <TaskStatusIcon status={status} className="size-3.75" />
            <span>
              {t('task.try', { number: index + 1 })}
              <span className="sr-only">, {t(`statuses.${status}`)}</span>
            </span>
            <span className="flex flex-wrap items-center gap-x-2">
              {job !== null && (
                <Link href={jobPath(job)} className="link-underline">
                  {t('task.job', { id: String(job) })}
                </Link>
              )}
              <span className="text-text-muted text-xs">
                <Time value={startedAt} shape="timeToSecond" timeZone={attempt.workflow.timeZone} />
              </span>
            </span>
            <span className="text-text-muted">
              <Duration ms={(endedAt ?? now) - startedAt} />
            </span>
            {details?.errorsOfTries[index] !== undefined && (
              <span className="col-span-3 col-start-2 text-error text-xs [overflow-wrap:anywhere]">
                {details.errorsOfTries[index]}
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
