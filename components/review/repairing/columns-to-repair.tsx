import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useFieldName } from '#components/connector/use-field-name.ts';
import { Checkbox } from '#components/ui/forms/checkbox.tsx';
import { Num } from '#components/ui/text/num.tsx';
import type { ColumnToRepair } from '#lib/core/review/review-view.ts';
import { useRepairName } from '../edits/use-repair-name.ts';

const COLUMNS = 'wide:grid-cols-[1.125rem_10rem_minmax(0,1fr)_8rem]';

interface ColumnsToRepairProps {
  columns: readonly ColumnToRepair[];
  /** The columns that are not ticked. */
  without: readonly string[];
  onToggle: (column: string) => void;
}

/** The columns with safe repairs, each with a checkbox; if it is not ticked, the column stays as it is. */
export function ColumnsToRepair({ columns, without, onToggle }: ColumnsToRepairProps) {
  const t = useTranslations('review.repairAll');
  return (
    <div>
      <div aria-hidden className={`grid ${COLUMNS} gap-x-3 pb-1.5 text-text-muted text-xs max-wide:hidden`}>
        <span className="col-start-2">{t('head.column')}</span>
        <span>{t('head.repair')}</span>
        <span className="text-right">{t('head.cells')}</span>
      </div>
      <ul aria-label={t('columns')} className="border-border border-b">
        {columns.map((column) => (
          <li
            key={column.column}
            className={`grid grid-cols-[1.125rem_minmax(0,1fr)_auto] ${COLUMNS} gap-x-3 gap-y-1 border-border border-t py-3 text-sm`}
          >
            <Checkbox
              label={t('column', { column: column.column })}
              labelHidden
              checked={!without.includes(column.column)}
              onChange={() => onToggle(column.column)}
            />
            <ColumnName column={column} />
            <div className="text-right">
              <b className="font-semibold">
                <Num value={column.cells} />
              </b>
              <span className="block text-text-muted text-xs">
                {t('cells', { errors: column.errors, warnings: column.cells - column.errors })}
              </span>
            </div>
            <Repairs column={column} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function ColumnName({ column: { column, fields } }: { column: ColumnToRepair }) {
  const nameOf = useFieldName();
  return (
    <div className="min-w-0">
      <b className="block font-semibold [overflow-wrap:anywhere]">{column}</b>
      {fields.map((field) => (
        <span key={field} className="block text-text-muted text-xs">
          {nameOf(field)} <span className="mono text-2xs">{field}</span>
        </span>
      ))}
    </div>
  );
}

/** The repairs of a column and up to three changes. */
function Repairs({ column: { repairs, samples } }: { column: ColumnToRepair }) {
  const t = useTranslations('review.repairAll');
  const nameOf = useRepairName();
  return (
    <div className="col-span-full min-w-0 max-wide:pl-7.5 wide:col-span-1 wide:col-start-3 wide:row-start-1">
      {repairs.map(({ repair, cells }) => (
        <p key={repair}>
          {nameOf(repair)}
          {repairs.length > 1 && (
            <span className="text-text-muted tabular-nums"> · {t('cellsOf', { count: cells })}</span>
          )}
        </p>
      ))}
      <ul aria-label={t('samples')}>
        {samples.map(({ before, after }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: different values may be masked to the same text
          <li key={at} className="grid grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-baseline gap-x-3">
            <span className="line-clamp-3 whitespace-pre-wrap text-text-muted [overflow-wrap:anywhere]">{before}</span>
            <ArrowRight role="img" aria-label={t('sums.becomes')} className="size-3.5 self-center text-text-faint" />
            <span className="line-clamp-3 whitespace-pre-wrap text-success [overflow-wrap:anywhere]">{after}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
