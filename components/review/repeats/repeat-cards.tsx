import { useTranslations } from 'next-intl';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';
import type { RepeatRow } from '#lib/core/review/repeats/repeats-view.ts';
import type { GridColumn } from '../grid/review-columns.ts';
import { RepeatState } from './repeat-state.tsx';
import type { RepeatListProps } from './repeat-table.tsx';

/** The repeats on phones, with the values that differ. */
export function RepeatCards({ rows, columns, choice }: RepeatListProps) {
  const t = useTranslations('review.repeats');
  return (
    <ol aria-label={t('label')} className="grid">
      {rows.map((row) => (
        <li
          key={`${row.first} ${row.record}`}
          className={`grid gap-1 px-4 py-2.5 text-sm ${row.record === row.first ? 'border-border border-t' : 'pl-8'}`}
        >
          <b className="font-semibold tabular-nums">{t('record', { record: row.record })}</b>
          <RepeatState row={row} columns={columns} choice={choice} />
          <Differences row={row} columns={columns} />
        </li>
      ))}
    </ol>
  );
}

function Differences({ row: { differing, cells }, columns }: { row: RepeatRow; columns: readonly GridColumn[] }) {
  if (differing.length === 0) return null;
  return (
    <Facts labels="narrow">
      {columns
        .filter(({ column }) => differing.includes(column))
        .map(({ index, column }) => (
          <Fact key={column} label={column}>
            {cells[index]?.value}
          </Fact>
        ))}
    </Facts>
  );
}
