'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { LogPage, type LogPageProps } from '#components/log/log-page.tsx';
import { attemptLinesPath, attemptLogPath, attemptLogTextPath } from '#components/paths.ts';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import type { AttemptLogRow, AttemptView } from '#lib/core/workflow/view/attempt-view.ts';
import type { AttemptControls } from '../attempt-controls.ts';
import { AttemptSheet } from '../attempt-sheet.tsx';
import { isUnfinished, useAttempt } from '../use-attempt.ts';
import { AttemptLines } from './attempt-lines.tsx';
import { type AttemptLogQuery, attemptLogQueryString, WHOLE_LOG } from './attempt-log-query.ts';

export interface AttemptLogPageProps extends Pick<LogPageProps<AttemptLogRow>, 'lines' | 'earlier' | 'later'> {
  initial: AttemptView;
  query: AttemptLogQuery;
  /** The names of tasks that have logged something. */
  taskNames: readonly string[];
  controls: AttemptControls;
}

/** A page of the log of an attempt: of all tasks, or of one. */
export function AttemptLogPage({ initial, query, taskNames, controls, ...page }: AttemptLogPageProps) {
  const t = useTranslations('workflow-attempts.log');
  const attempt = useAttempt(initial);
  const router = useRouter();
  const { id, number, workflow } = attempt;
  const { task, ...logQuery } = query;
  const taskHref = (name: string | undefined) =>
    attemptLogPath(id, attemptLogQueryString({ ...logQuery, before: undefined, after: undefined, task: name }));
  return (
    <AttemptSheet attempt={attempt} controls={controls}>
      <LogPage
        {...page}
        query={logQuery}
        wasGrowing={isUnfinished(initial)}
        isGrowing={isUnfinished(attempt)}
        hrefOf={(next) => attemptLogPath(id, attemptLogQueryString({ ...next, task }))}
        linesPathOf={(next) => attemptLinesPath(id, attemptLogQueryString({ ...next, task }))}
        textPath={attemptLogTextPath(id, attemptLogQueryString({ ...WHOLE_LOG, task }))}
        texts={{
          warnings: t('warnings'),
          searchExample: t('searchExample'),
          empty: t(task === undefined ? 'empty' : 'emptyTask'),
          range: (count) => t('range', { count }),
        }}
        filter={
          <TaskFilter
            taskNames={taskNames}
            task={task}
            onTask={(name) => router.push(taskHref(name), { scroll: false })}
          />
        }
      >
        {(lines) => (
          <AttemptLines lines={lines} label={t('lines', { number })} timeZone={workflow.timeZone} showsTask />
        )}
      </LogPage>
    </AttemptSheet>
  );
}

interface TaskFilterProps {
  taskNames: readonly string[];
  task: string | undefined;
  onTask: (name: string | undefined) => void;
}

const ALL = '';

function TaskFilter({ taskNames, task, onTask }: TaskFilterProps) {
  const t = useTranslations('workflow-attempts.log');
  const choices = task === undefined || taskNames.includes(task) ? taskNames : [task, ...taskNames];
  return (
    <Combobox
      label={t('task')}
      controlSize="sm"
      className="wide:w-56"
      value={task ?? ALL}
      choices={[{ value: ALL, label: t('allTasks') }, ...choices.map((name) => ({ value: name, label: name }))]}
      onValueChange={(name) => onTask(name === ALL ? undefined : name)}
    />
  );
}
