'use client';

import { SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useMemo, useState } from 'react';
import { SheetBody } from '#components/layout/sheet.tsx';
import { Button } from '#components/ui/buttons/button.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { SearchInput } from '#components/ui/forms/search-input.tsx';
import { Chip } from '#components/ui/surfaces/chip.tsx';
import { TableFoot } from '#components/ui/tables/table-foot.tsx';
import { type TaskStatus, type TimelineRow, timelineRows } from '#lib/core/workflow/view/attempt-timeline.ts';
import type { TaskChanges } from '#lib/core/workflow/view/attempt-view.ts';
import type { AttemptControls } from '../attempt-controls.ts';
import { AttemptSheet } from '../attempt-sheet.tsx';
import { isUnfinished, useAttemptTasks } from '../use-attempt.ts';
import { TasksTable } from './tasks-table.tsx';

export interface AttemptTasksPageProps {
  initial: TaskChanges;
  controls: AttemptControls;
}

const ROWS_PER_PAGE = 100;

/** The timeline as a table: every task with its state, times, error and job. */
export function AttemptTasksPage({ initial, controls }: AttemptTasksPageProps) {
  const t = useTranslations('workflow-attempts');
  const { attempt, tasks } = useAttemptTasks(initial);
  const rows = useMemo(() => timelineRows(tasks.values(), !isUnfinished(attempt)), [tasks, attempt]);
  const [status, setStatus] = useState<TaskStatus>();
  const [searchText, setSearchText] = useState('');
  const [page, setPage] = useState(0);
  const term = useDeferredValue(searchText).trim().toLowerCase();
  const matches = useMemo(() => rows.filter(({ task }) => task.name.toLowerCase().includes(term)), [rows, term]);
  // Groups are only headings: the counts of the filters leave them out, as the count of the tab does. The workflow itself
  // is a group, too, but is not called one.
  const groupCount = matches.filter(({ task, depth }) => task.isGroup && depth > 0).length;
  const countedRows = matches.filter(({ task }) => !task.isGroup);
  const shown = status === undefined ? matches : countedRows.filter((row) => row.status === status);
  const from = Math.min(page, Math.max(0, Math.ceil(shown.length / ROWS_PER_PAGE) - 1)) * ROWS_PER_PAGE;
  const pageRows = shown.slice(from, from + ROWS_PER_PAGE);
  const filter = (next: TaskStatus | undefined) => {
    setStatus(next);
    setPage(0);
  };
  return (
    <AttemptSheet attempt={attempt} controls={controls}>
      <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
        {rows.length === 0 ? (
          <p className="py-6 text-sm text-text-muted">{t('tasks.empty')}</p>
        ) : (
          <>
            <div className="flex flex-wrap items-center gap-2 py-3">
              <SearchInput
                label={t('tasks.search')}
                placeholder={t('tasks.search')}
                controlSize="sm"
                className="wide:w-64!"
                value={searchText}
                onValueChange={(next) => {
                  setSearchText(next);
                  setPage(0);
                }}
              />
              <Chip pressed={status === undefined} count={countedRows.length} onClick={() => filter(undefined)}>
                {t('all')}
              </Chip>
              {statusesOf(rows.filter(({ task }) => !task.isGroup)).map((option) => (
                <Chip
                  key={option}
                  pressed={status === option}
                  count={countedRows.filter((row) => row.status === option).length}
                  onClick={() => filter(option)}
                >
                  {t(`statuses.${option}`)}
                </Chip>
              ))}
              {status === undefined && groupCount > 0 && (
                <span className="text-sm text-text-muted">
                  {t('tasks.counted', { tasks: countedRows.length, groups: groupCount })}
                </span>
              )}
            </div>
            {pageRows.length === 0 ? (
              <EmptyState
                title={t('tasks.noMatch')}
                icon={<SearchX aria-hidden className="size-6 text-text-muted" />}
                actions={
                  <Button
                    size="sm"
                    onClick={() => {
                      setSearchText('');
                      filter(undefined);
                    }}
                  >
                    {t('empty.clear')}
                  </Button>
                }
              >
                {t('tasks.noMatchText')}
              </EmptyState>
            ) : (
              <TasksTable attempt={attempt} rows={pageRows} />
            )}
            {shown.length > ROWS_PER_PAGE && (
              <TableFoot>
                <span>
                  {t(status === undefined ? 'tasks.rangeOfRows' : 'tasks.range', {
                    from: from + 1,
                    to: from + pageRows.length,
                    count: shown.length,
                  })}
                </span>
                <nav aria-label={t('tasks.pages')} className="flex gap-2">
                  <Button size="sm" disabled={from === 0} onClick={() => setPage(from / ROWS_PER_PAGE - 1)}>
                    {t('tasks.previous')}
                  </Button>
                  <Button
                    size="sm"
                    disabled={from + ROWS_PER_PAGE >= shown.length}
                    onClick={() => setPage(from / ROWS_PER_PAGE + 1)}
                  >
                    {t('tasks.next')}
                  </Button>
                </nav>
              </TableFoot>
            )}
          </>
        )}
      </SheetBody>
    </AttemptSheet>
  );
}

function statusesOf(rows: readonly TimelineRow[]): readonly TaskStatus[] {
  return [...new Set(rows.map(({ status }) => status))];
}
