'use client';

import { SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { SheetBody } from '#components/layout/sheet.tsx';
import { Button } from '#components/ui/buttons/button.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { TableFoot } from '#components/ui/tables/table-foot.tsx';
import { timelineRows } from '#lib/core/workflow/view/attempt-timeline.ts';
import type { TaskChanges } from '#lib/core/workflow/view/attempt-view.ts';
import type { AttemptControls } from '../attempt-controls.ts';
import { AttemptSheet } from '../attempt-sheet.tsx';
import { isUnfinished, useAttemptTasks } from '../use-attempt.ts';
import { TaskFilters } from './task-filters.tsx';
import { TasksTable } from './tasks-table.tsx';
import { type ShownTasks, useShownTasks } from './use-shown-tasks.ts';

export interface AttemptTasksPageProps {
  initial: TaskChanges;
  controls: AttemptControls;
}

/** The timeline as a table: every task with its state, times, error and job. */
export function AttemptTasksPage({ initial, controls }: AttemptTasksPageProps) {
  const t = useTranslations('workflow-attempts');
  const { attempt, tasks } = useAttemptTasks(initial);
  const rows = useMemo(() => timelineRows(tasks.values(), !isUnfinished(attempt)), [tasks, attempt]);
  const shown = useShownTasks(rows);
  return (
    <AttemptSheet attempt={attempt} controls={controls}>
      <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
        {rows.length === 0 ? (
          <p className="py-6 text-sm text-text-muted">{t('tasks.empty')}</p>
        ) : (
          <>
            <TaskFilters rows={rows} shown={shown} />
            {shown.pageRows.length === 0 ? (
              <NoMatch shown={shown} />
            ) : (
              <TasksTable attempt={attempt} rows={shown.pageRows} />
            )}
            <TaskPages shown={shown} />
          </>
        )}
      </SheetBody>
    </AttemptSheet>
  );
}

function NoMatch({ shown: { search, filter } }: { shown: ShownTasks }) {
  const t = useTranslations('workflow-attempts');
  const clear = () => {
    search('');
    filter(undefined);
  };
  return (
    <EmptyState
      title={t('tasks.noMatch')}
      icon={<SearchX aria-hidden className="size-6 text-text-muted" />}
      actions={
        <Button size="sm" onClick={clear}>
          {t('empty.clear')}
        </Button>
      }
    >
      {t('tasks.noMatchText')}
    </EmptyState>
  );
}

/** The links between pages; nothing if there is one page. */
function TaskPages({ shown: { status, pages } }: { shown: ShownTasks }) {
  const t = useTranslations('workflow-attempts');
  const { from, to, count, hasPrevious, hasNext, move } = pages;
  if (!hasPrevious && !hasNext) return null;
  return (
    <TableFoot>
      <span>{t(status === undefined ? 'tasks.rangeOfRows' : 'tasks.range', { from: from + 1, to, count })}</span>
      <nav aria-label={t('tasks.pages')} className="flex gap-2">
        <Button size="sm" disabled={!hasPrevious} onClick={() => move(-1)}>
          {t('tasks.previous')}
        </Button>
        <Button size="sm" disabled={!hasNext} onClick={() => move(1)}>
          {t('tasks.next')}
        </Button>
      </nav>
    </TableFoot>
  );
}
