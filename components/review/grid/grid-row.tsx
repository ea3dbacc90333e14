import type { VirtualItem } from '@tanstack/react-virtual';
import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { Checkbox } from '#components/ui/forms/checkbox.tsx';
import { Num } from '#components/ui/text/num.tsx';
import type { ReviewRow } from '#lib/core/review/review-view.ts';
import { RowState } from '../cards/row-state.tsx';
import type { GridEditing } from './editing/use-cell-editing.ts';
import { GridCell } from './grid-cell.tsx';
import { CHECKBOX, LEADING_COLUMN_COUNT, NUMBER, STATE } from './grid-position.ts';
import type { GridColumn } from './review-columns.ts';

export interface GridRowProps {
  index: number;
  record: number;
  /** Undefined while loading. */
  row: ReviewRow | undefined;
  columns: readonly GridColumn[];
  visibleColumns: readonly VirtualItem[];
  top: number;
  width: number;
  /** The column of the focused cell, if that cell is in this row. */
  activeColumn: number | undefined;
  isSelected: boolean;
  /** Values of this record being saved, by column. */
  pending: ReadonlyMap<string, string> | undefined;
  /** Set if a cell of this row is being edited. */
  editing: GridEditing | undefined;
  onToggle: (row: number, isRange: boolean) => void;
}

/** The sticky leading cells. */
export const LEADING_CELLS = 'sticky left-0 grid h-full w-36 grid-cols-[2.25rem_4.5rem_2.25rem]';

const LEADING_CELL = 'flex items-center border-border border-r border-b px-2.5 -outline-offset-2';

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const {
    index,
    record,
    row,
    columns,
    visibleColumns,
    top,
    width,
    activeColumn,
    isSelected,
    pending,
    editing,
    onToggle,
  } = props;
  const t = useTranslations('review.grid');
  const note = useTranslations('review.note');
  const focusable = (column: number) => ({
    'data-place': `${index}:${column}`,
    tabIndex: activeColumn === column ? 0 : -1,
  });
  const isHighlighted = isSelected || editing !== undefined;
  const background = isHighlighted ? 'bg-surface-selected' : 'bg-surface-sunken';
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={clsx('group absolute top-0 left-0 h-row-dense', isHighlighted ? 'bg-surface-selected' : 'bg-surface')}
      style={{ transform: `translateY(${top}px)`, width }}
    >
      <div className={`${LEADING_CELLS} z-2`}>
        <div role="gridcell" aria-colindex={CHECKBOX + 1} className={clsx(LEADING_CELL, background, 'px-1.5!')}>
          <Checkbox
            {...focusable(CHECKBOX)}
            label={t('select', { record })}
            labelHidden
            checked={isSelected}
            onChange={({ nativeEvent }) => onToggle(index, (nativeEvent as unknown as MouseEvent).shiftKey === true)}
          />
        </div>
        <div
          role="rowheader"
          aria-colindex={NUMBER + 1}
          {...focusable(NUMBER)}
          title={row && note('record', { record, line: row.line })}
          className={clsx(
            LEADING_CELL,
            background,
            'cursor-pointer justify-end text-text-muted text-xs hover:text-accent hover:link-underline',
          )}
        >
          <Num value={record} />
        </div>
        <div
          role="gridcell"
          aria-colindex={STATE + 1}
          {...focusable(STATE)}
          className={clsx(LEADING_CELL, background, 'justify-center px-0!')}
        >
          <RowState row={row} />
        </div>
      </div>
      {visibleColumns.map(({ index: at, start, size }) => {
        const column = columns[at];
        if (!column) return null;
        const isActive = activeColumn === at + LEADING_COLUMN_COUNT;
        return (
          <GridCell
            key={column.index}
            place={`${index}:${at + LEADING_COLUMN_COUNT}`}
            colIndex={at + LEADING_COLUMN_COUNT + 1}
            record={record}
            row={row}
            column={column}
            left={start}
            width={size}
            isActive={isActive}
            pending={pending?.get(column.column)}
            editing={editing?.cell?.column === at + LEADING_COLUMN_COUNT ? editing : undefined}
          />
        );
      })}
    </div>
  );
});
