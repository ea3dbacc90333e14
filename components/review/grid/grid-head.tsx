import type { VirtualItem } from '@tanstack/react-virtual';
import { useTranslations } from 'next-intl';
import { useFieldName, useFieldText } from '#components/connector/use-field-name.ts';
import { Checkbox } from '#components/ui/forms/checkbox.tsx';
import type { ReviewContext } from '../review-context.ts';
import { LEADING_COLUMNS } from './grid-position.ts';
import { LEADING_CELLS } from './grid-row.tsx';
import { MAX_SELECTED } from './use-selection.ts';

export interface GridHeadProps {
  context: ReviewContext;
  visibleColumns: readonly VirtualItem[];
  width: number;
}

const CELL =
  'flex h-full items-center border-border border-r border-b bg-surface-sunken px-2.5 font-semibold text-text-muted text-xs';

/** The sticky header row with the column names. */
export function GridHead({ context: { columns, records, selection }, visibleColumns, width }: GridHeadProps) {
  const t = useTranslations('review.grid');
  const nameOf = useFieldName();
  const fieldText = useFieldText();
  const { list } = records;
  const selected = selection.records.size;
  return (
    <div role="row" aria-rowindex={1} className="sticky top-0 z-3 h-row-dense" style={{ width }}>
      <div className={`${LEADING_CELLS} z-4`}>
        <div role="columnheader" aria-colindex={1} className={`${CELL} px-1.5!`}>
          {list.length <= MAX_SELECTED ? (
            <Checkbox
              label={t('selectAll')}
              labelHidden
              checked={selected === list.length}
              indeterminate={selected > 0 && selected < list.length}
              onChange={selection.toggleAll}
            />
          ) : (
            <span className="sr-only">{t('selected')}</span>
          )}
        </div>
        <div role="columnheader" aria-colindex={2} className={`${CELL} justify-end`}>
          {t('record')}
        </div>
        <div role="columnheader" aria-colindex={3} className={CELL}>
          <span className="sr-only">{t('state')}</span>
        </div>
      </div>
      {visibleColumns.map(({ index, start, size }) => {
        const column = columns[index];
        if (!column) return null;
        const { field, glyph } = column;
        return (
          <div
            key={index}
            role="columnheader"
            aria-colindex={index + LEADING_COLUMNS + 1}
            title={
              field === undefined ? t('ignored', { column: column.column }) : `${column.column} → ${fieldText(field)}`
            }
            className={`absolute top-0 gap-1.5 ${CELL} ${field === undefined ? 'font-normal text-text-faint' : ''}`}
            style={{ left: start, width: size }}
          >
            {glyph && (
              <span aria-hidden className="font-bold font-mono text-2xs text-text-faint">
                {glyph}
              </span>
            )}
            <span className="truncate">
              {field === column.column.toLowerCase() && `${nameOf(field)} `}
              <span className="font-mono font-normal">{column.column}</span>
            </span>
            {field === undefined && <span className="sr-only">, {t('notSent')}</span>}
          </div>
        );
      })}
    </div>
  );
}
