import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useFieldName } from '#components/connector/use-field-name.ts';
import { Num } from '#components/ui/text/num.tsx';
import type { RepeatChoice } from '#lib/core/job/job.ts';
import type { RepeatRow } from '#lib/core/review/repeats/repeats-view.ts';
import type { GridColumn } from '../grid/review-columns.ts';
import { isSent, RepeatState } from './repeat-state.tsx';

export interface RepeatListProps {
  rows: readonly RepeatRow[];
  columns: readonly GridColumn[];
  choice: RepeatChoice;
}

const HEAD =
  'sticky top-0 z-1 h-row whitespace-nowrap border-border border-r border-b bg-surface-sunken px-3 py-1.5 text-start align-middle text-xs';
const CELL = 'h-row max-w-80 truncate border-border border-r border-b px-3 py-1';

/** The repeats as a table of the mapped columns; columns whose values differ come first. */
export function RepeatTable({ rows, columns, choice }: RepeatListProps) {
  const t = useTranslations('review.repeats');
  const grid = useTranslations('review.grid');
  const nameOf = useFieldName();
  const shownColumns = useMemo(() => differingFirst(columns, rows), [columns, rows]);
  return (
    <table aria-label={t('label')} className="min-w-full border-separate border-spacing-0 text-sm">
      <thead>
        <tr>
          <th scope="col" className={`${HEAD} text-end text-text-muted`}>
            {grid('record')}
          </th>
          <th scope="col" className={`${HEAD} text-text-muted`}>
            {t('facet')}
          </th>
          {shownColumns.map(({ column, field }) => (
            <th key={column} scope="col" className={HEAD}>
              <span className="block font-semibold text-text">{column}</span>
              <span className="block font-normal text-text-muted">
                <span aria-hidden>→ </span>
                {(field && nameOf(field)) || field}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={`${row.first} ${row.record}`}
            className={clsx(
              row.record === row.first && '[&>*]:border-t-border-strong [&:not(:first-child)>*]:border-t',
              !isSent(row, choice) && 'text-text-muted',
            )}
          >
            <th scope="row" className={`${CELL} bg-surface-sunken text-end font-normal text-text-muted text-xs`}>
              <Num value={row.record} />
            </th>
            <td className={`${CELL} max-w-none text-xs`}>
              <RepeatState row={row} columns={columns} choice={choice} />
            </td>
            {shownColumns.map(({ index, column }) => (
              <td
                key={column}
                className={clsx(
                  CELL,
                  row.record === row.first && 'font-medium',
                  row.differing.includes(column) && 'bg-warning-bg font-medium text-warning',
                )}
              >
                {row.cells[index]?.value}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function differingFirst(columns: readonly GridColumn[], rows: readonly RepeatRow[]): readonly GridColumn[] {
  const differing = new Set(rows.flatMap((row) => row.differing));
  const mapped = columns.filter(({ field }) => field !== undefined);
  const isDiffering = ({ column }: GridColumn) => differing.has(column);
  return mapped.toSorted((a, b) => Number(isDiffering(b)) - Number(isDiffering(a)));
}
