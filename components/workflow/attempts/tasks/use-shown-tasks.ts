import { useDeferredValue, useMemo, useState } from 'react';
import type { TaskStatus, TimelineRow } from '#lib/core/workflow/view/attempt-timeline.ts';

const ROWS_PER_PAGE = 100;

/** The rows that match the search and the filter, by page. */
export function useShownTasks(rows: readonly TimelineRow[]) {
  const [status, setStatus] = useState<TaskStatus>();
  const [searchText, setSearchText] = useState('');
  const [page, setPage] = useState(0);
  const term = useDeferredValue(searchText).trim().toLowerCase();
  const matches = useMemo(() => rows.filter(({ task }) => task.name.toLowerCase().includes(term)), [rows, term]);
  // Groups are only headings: the counts of the filters leave them out, as the count of the tab does. The workflow
  // itself is a group, too, but is not called one.
  const groupCount = matches.filter(({ task, depth }) => task.isGroup && depth > 0).length;
  const countedRows = matches.filter(({ task }) => !task.isGroup);
  const shown = status === undefined ? matches : countedRows.filter((row) => row.status === status);
  const from = Math.min(page, Math.max(0, Math.ceil(shown.length / ROWS_PER_PAGE) - 1)) * ROWS_PER_PAGE;
  const pageRows = shown.slice(from, from + ROWS_PER_PAGE);
  const filter = (next: TaskStatus | undefined) => {
    setStatus(next);
    setPage(0);
  };
  const search = (text: string) => {
    setSearchText(text);
    setPage(0);
  };
  return {
    status,
    filter,
    searchText,
    search,
    groupCount,
    /** The tasks that match the search, without groups. */
    countedRows,
    pageRows,
    pages: {
      from,
      to: from + pageRows.length,
      count: shown.length,
      hasPrevious: from > 0,
      hasNext: from + ROWS_PER_PAGE < shown.length,
      move: (pageCount: number) => setPage(from / ROWS_PER_PAGE + pageCount),
    },
  };
}

export type ShownTasks = ReturnType<typeof useShownTasks>;
