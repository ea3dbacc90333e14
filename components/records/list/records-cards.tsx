import { useTranslations } from 'next-intl';
import { type ListedRecord, mainIssues } from '#components/record/listed-record.ts';
import { Skeleton } from '#components/ui/feedback/skeleton.tsx';
import { Num } from '#components/ui/text/num.tsx';
import type { ShownCell } from '#lib/core/view/record-view.ts';
import { OutcomeBadge } from './outcome-badge.tsx';
import { RecordLink } from './record-link.tsx';
import type { RecordsGridProps } from './records-grid.tsx';
import { useReasons } from './use-reasons.ts';

/** The grid on phones: one card per record, with its issues and the value of the first column with an issue. */
export function RecordsCards({ label, records, values, current, hrefOf, onOpen }: Omit<RecordsGridProps, 'columns'>) {
  const cellsOf = new Map(values?.records.map(({ record, cells }) => [record, cells]));
  return (
    <ol aria-label={label} className="wide:hidden">
      {records.map((each) => (
        <li key={each.record} className="border-border border-b">
          <RecordLink
            href={hrefOf(each.record)}
            isCurrent={each.record === current}
            onOpen={() => onOpen(each.record)}
            className="grid gap-0.5 px-4 py-3 text-sm text-text -outline-offset-2 hover:text-text hover:no-underline aria-[current=true]:bg-surface-selected"
          >
            <RecordCard
              record={each}
              cells={values && (cellsOf.get(each.record) ?? null)}
              constants={values?.constants ?? []}
            />
          </RecordLink>
        </li>
      ))}
    </ol>
  );
}

interface RecordCardProps {
  record: ListedRecord;
  cells: readonly ShownCell[] | null | undefined;
  constants: readonly ShownCell[];
}

function RecordCard({ record, cells, constants }: RecordCardProps) {
  const t = useTranslations('records.grid');
  const reasons = useReasons()(record);
  const column = mainIssues(record).find((issue) => issue.column !== null)?.column;
  const value = [...constants, ...(cells ?? [])].find((cell) => cell.column === column)?.value;
  return (
    <>
      <span className="flex items-center justify-between gap-3">
        <span className="font-semibold">
          <Num value={record.record} />
        </span>
        <OutcomeBadge status={record.status} plain />
      </span>
      <span>{reasons}</span>
      <span className="flex min-h-5 min-w-0 items-center gap-2 text-text-muted">
        {column != null && <span className="mono flex-none">{column}</span>}
        {column != null && cells === undefined && <Skeleton width="40%" />}
        {column != null && cells && <span className="truncate">{value?.trim() ? value : t('empty')}</span>}
      </span>
    </>
  );
}
