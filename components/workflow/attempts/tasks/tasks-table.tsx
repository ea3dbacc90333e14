'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { jobPath, workflowAttemptPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import { Duration } from '#components/ui/text/duration.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { TimelineRow } from '#lib/core/workflow/view/attempt-timeline.ts';
import { type AttemptView, PARALLEL, shortName } from '#lib/core/workflow/view/attempt-view.ts';
import { TaskBadge } from '../task-status.tsx';
import { isUnfinished } from '../use-attempt.ts';
import { useServerTime } from '../use-server-time.ts';

/** Tasks in the order of the tree. A name links to the task in the timeline, with its tries and parameters. */
export function TasksTable({ attempt, rows }: { attempt: AttemptView; rows: readonly TimelineRow[] }) {
  const t = useTranslations('workflow-attempts');
  const columnText = useTranslations('workflow-attempts.columns');
  const now = useServerTime(attempt.at, isUnfinished(attempt));
  return (
    <Table label={t('tasks.title')} cards="lg">
      <thead>
        <tr>
          <Th>{columnText('task')}</Th>
          <Th className="w-40">{columnText('status')}</Th>
          <Th>{columnText('operator')}</Th>
          <Th end>{columnText('started')}</Th>
          <Th end>{columnText('duration')}</Th>
          <Th end>{columnText('job')}</Th>
          <Th>{columnText('error')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ task, depth, status }) => (
          <Tr key={task.id}>
            <RowHead className="wide:max-w-80">
              <span className="flex min-w-0" style={{ paddingLeft: `${Math.min(depth, 10)}rem` }}>
                <Link
                  href={workflowAttemptPath(attempt.id, task.id)}
                  title={task.name}
                  className="mono inline-flex min-h-target min-w-0 items-center truncate"
                >
                  {depth === 0 ? attempt.workflow.name : shortName(task.name)}
                </Link>
              </span>
            </RowHead>
            <Td corner>
              <TaskBadge status={status} />
            </Td>
            <Cell label={columnText('operator')}>
              {task.isGroup ? task.kind === PARALLEL && t('timeline.parallel') : `${task.kind}>`}
            </Cell>
            <Cell label={columnText('started')} end>
              {task.startedAt !== null && (
                <Time value={task.startedAt} shape="second" timeZone={attempt.workflow.timeZone} />
              )}
            </Cell>
            <Cell label={columnText('duration')} end>
              {task.startedAt !== null && <Duration ms={(task.endedAt ?? now) - task.startedAt} />}
            </Cell>
            <Cell label={columnText('job')} end>
              {task.job !== null && <Link href={jobPath(task.job)}>{task.job}</Link>}
            </Cell>
            <Cell label={columnText('error')}>
              {task.error !== null && !task.isGroup && (
                <span className="text-error [overflow-wrap:anywhere]">{task.error}</span>
              )}
            </Cell>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

/** A cell without content shows a dash; on cards, it is hidden. */
function Cell({ label, end = false, children }: { label: string; end?: boolean; children: ReactNode }) {
  const isEmpty = children === false;
  return (
    <Td label={label} end={end} muted className={isEmpty ? 'cards:hidden!' : 'wide:max-w-96'}>
      {isEmpty ? '—' : children}
    </Td>
  );
}
