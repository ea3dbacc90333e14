'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { NumberList } from '#lib/core/review/number-list.ts';
import { severityOf } from '../filter/use-review-filter.ts';
import type { ReviewContext } from '../review-context.ts';
import { useErrorToast } from '../use-error-toast.ts';
import { currentMatches } from '../use-matching-records.ts';
import { fetchRows } from '../use-rows.ts';
import { issuesAt } from './cell-issues.ts';
import { LEADING_COLUMN_COUNT, STATE } from './grid-position.ts';
import type { GridView } from './use-grid-view.ts';

/** Moves to the next or previous cell with an issue in the whole list; does not move past its ends. */
export function useIssueNavigation({ view, columns, records, filter }: ReviewContext, gridView: GridView) {
  const client = useQueryClient();
  const showError = useErrorToast();
  const { upload } = view;
  const show = filter.show === 'warned' ? 'warned' : 'invalid';
  /** The records that have issues now; the displayed list may still contain records that have been fixed since. */
  const findMatches = async () => {
    const matchFilter = { ...filter, show } as const;
    const { list } = await client.fetchQuery({
      ...currentMatches(view, matchFilter),
      staleTime: Number.POSITIVE_INFINITY,
    });
    return list;
  };
  const issueColumns = async (record: number) => {
    const [row] = await fetchRows(upload, { records: [record], personal: false });
    const severity = severityOf(filter);
    const hasIssue = (column: string | null) =>
      row !== undefined && issuesAt(row, column).some((issue) => issue.severity === severity);
    const cells = columns.flatMap(({ column }, index) => (hasIssue(column) ? [index + LEADING_COLUMN_COUNT] : []));
    return hasIssue(null) || cells.length === 0 ? [STATE, ...cells] : cells;
  };
  const move = async (by: 1 | -1) => {
    const { row, column } = gridView.active;
    const record = records.list.at(row) ?? 0;
    const matches = await findMatches();
    const isMatch = matches.indexOf(record) !== undefined;
    const next = isMatch ? nextColumn(await issueColumns(record), column, by) : undefined;
    if (next !== undefined) return gridView.moveTo({ row, column: next });
    const other = nextListedMatch(matches, records.list, record, by);
    if (!other) return;
    gridView.moveTo({ row: other.row, column: (await issueColumns(other.record)).at(by > 0 ? 0 : -1) ?? STATE });
  };
  return (by: 1 | -1) => move(by).catch(showError);
}

function nextColumn(columns: readonly number[], from: number, by: 1 | -1): number | undefined {
  return by > 0 ? columns.find((column) => column > from) : columns.findLast((column) => column < from);
}

/** The matching record after or before a record that is also in the displayed list, with its row there. */
function nextListedMatch(matches: NumberList, listed: NumberList, from: number, by: 1 | -1) {
  const first = by > 0 ? matches.countBefore(from + 1) : matches.countBefore(from) - 1;
  for (let position = first; position >= 0 && position < matches.length; position += by) {
    const record = matches.at(position) ?? 0;
    const row = listed.indexOf(record);
    if (row !== undefined) return { record, row };
  }
  return undefined;
}
