import type { VirtualItem } from '@tanstack/react-virtual';
import { clsx } from 'clsx';
import { useFormatter, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useFieldName, useFieldText } from '#components/connector/use-field-name.ts';
import { Checkbox } from '#components/ui/forms/checkbox.tsx';
import { countByColumn } from '#lib/core/view/record-view.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { severityOf } from '../filter/use-review-filter.ts';
import type { ReviewContext } from '../review-context.ts';
import { LEADING_CELLS } from './grid-leading-cells.tsx';
import { LEADING_COLUMN_COUNT } from './grid-position.ts';
import type { GridColumn } from './review-columns.ts';
import { MAX_SELECTED } from './use-selection.ts';

export interface GridHeadProps {
  context: ReviewContext;
  visibleColumns: readonly VirtualItem[];
  width: number;
}

const CELL =
  'flex h-full items-center border-border border-r border-b bg-surface-sunken px-2.5 text-text-muted text-xs';

/** The sticky head of the grid: the columns of the file, and below them their fields. */
export function GridHead({ context, visibleColumns, width }: GridHeadProps) {
  const { columns, records, selection, view, filter } = context;
  const t = useTranslations('review.grid');
  const { list } = records;
  const selectedCount = selection.records.size;
  const severity = severityOf(filter);
  const issueCounts = useMemo(
    () => new Map(countByColumn(view.issues, severity).map(({ column, records }) => [column, records])),
    [view.issues, severity],
  );
  return (
    <div role="row" aria-rowindex={1} className="sticky top-0 z-3 h-11.5" style={{ width }}>
      <div className={`${LEADING_CELLS} z-4`}>
        <div role="columnheader" aria-colindex={1} className={`${CELL} px-1.5!`}>
          {list.length <= MAX_SELECTED ? (
            <Checkbox
              label={t('selectAll')}
              labelHidden
              checked={selectedCount === list.length}
              indeterminate={selectedCount > 0 && selectedCount < list.length}
              onChange={selection.toggleAll}
            />
          ) : (
            <span className="sr-only">{t('selected')}</span>
          )}
        </div>
        <div role="columnheader" aria-colindex={2} className={`${CELL} justify-end font-semibold`}>
          {t('record')}
        </div>
        <div role="columnheader" aria-colindex={3} className={CELL}>
          <span className="sr-only">{t('state')}</span>
        </div>
      </div>
      {visibleColumns.map(({ index, start, size }) => {
        const column = columns[index];
        if (!column) return null;
        const count = issueCounts.get(column.column) ?? 0;
        return (
          <div
            key={column.index}
            role="columnheader"
            aria-colindex={index + LEADING_COLUMN_COUNT + 1}
            className={clsx(
              'absolute top-0',
              CELL,
              count > 0 && severity === 'error' && 'shadow-[inset_0_2px_0_var(--color-error)]',
              count > 0 && severity === 'warning' && 'shadow-[inset_0_2px_0_var(--color-warning)]',
            )}
            style={{ left: start, width: size }}
          >
            <ColumnName column={column} issueCount={count} severity={severity} />
          </div>
        );
      })}
    </div>
  );
}

interface ColumnNameProps {
  column: GridColumn;
  issueCount: number;
  severity: ReturnType<typeof severityOf>;
}

function ColumnName({ column: { column, field, fields }, issueCount, severity }: ColumnNameProps) {
  const t = useTranslations('review.grid');
  const format = useFormatter();
  const nameOf = useFieldName();
  const textOf = useFieldText();
  const title =
    field === undefined ? t('ignored', { column }) : `${column} → ${format.list(fields.map(textOf), LIST_FORMAT)}`;
  return (
    <span className="grid min-w-0 gap-0.5 leading-4" title={title}>
      <span className="flex min-w-0 items-baseline gap-1.5">
        <span className={clsx('truncate', field === undefined ? 'text-text-faint' : 'font-semibold text-text')}>
          {column}
        </span>
        {issueCount > 0 && (
          <span className={clsx('font-semibold tabular-nums', severity === 'error' ? 'text-error' : 'text-warning')}>
            <span aria-hidden>{format.number(issueCount)}</span>
            <span className="sr-only">, {t(severity === 'error' ? 'errors' : 'warnings', { count: issueCount })}</span>
          </span>
        )}
      </span>
      {field === undefined ? (
        <span className="truncate text-text-faint">{t('notSent')}</span>
      ) : (
        <span className="truncate">
          <span aria-hidden>→ </span>
          {nameOf(field)} <span className="mono">{field}</span>
          {fields.length > 1 && ` +${fields.length - 1}`}
        </span>
      )}
    </span>
  );
}
