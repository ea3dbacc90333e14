'use client';

import { useTranslations } from 'next-intl';
import { workflowProjectPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';
import type { TimelineRow } from '#lib/core/workflow/view/attempt-timeline.ts';
import type { AttemptView, TaskDetails } from '#lib/core/workflow/view/attempt-view.ts';

export interface TaskFactsProps {
  attempt: AttemptView;
  row: TimelineRow;
  details: TaskDetails;
}

/** What the workflow's file says about a task, and where. */
export function TaskFacts({ attempt, row, details }: TaskFactsProps) {
  const t = useTranslations('workflow-attempts.task');
  const { command, options, retry, place } = details;
  return (
    <section className="grid gap-2 border-border border-t pt-4">
      <h3 className="font-semibold text-sm">{t('facts')}</h3>
      <Facts className="[--label:5.5rem]!">
        {command !== null && (
          <Fact label={t('operator')}>
            <span className="mono">{command}</span>
          </Fact>
        )}
        {options.map(({ name, value }) => (
          <Fact key={name} label={t(`options.${name}` as 'options.database')}>
            {value}
          </Fact>
        ))}
        {retry && (
          <Fact label={t('retry')}>{t('retryTimes', { ...retry, isExponential: String(retry.isExponential) })}</Fact>
        )}
        {place && (
          <Fact label={t('file')}>
            <Link href={workflowProjectPath(attempt.project.id, place)}>
              {t('place', { ...place, line: String(place.line) })}
            </Link>
          </Fact>
        )}
        {row.depth > 0 && (
          <Fact label={t('name')}>
            <span className="mono">{row.task.name}</span>
          </Fact>
        )}
      </Facts>
    </section>
  );
}
