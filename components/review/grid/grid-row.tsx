import type { VirtualItem } from '@tanstack/react-virtual';
import { clsx } from 'clsx';
import { memo } from 'react';
import type { GridEditing } from './editing/use-cell-editing.ts';
import { GridCell } from './grid-cell.tsx';
import { GridLeadingCells, type GridLeadingCellsProps } from './grid-leading-cells.tsx';
import { LEADING_COLUMN_COUNT } from './grid-position.ts';
import type { GridColumn } from './review-columns.ts';

export interface GridRowProps extends Omit<GridLeadingCellsProps, 'isHighlighted'> {
  columns: readonly GridColumn[];
  visibleColumns: readonly VirtualItem[];
  top: number;
  width: number;
  /** Values of this record being saved, by column. */
  pending: ReadonlyMap<string, string> | undefined;
  /** Set if a cell of this row is being edited. */
  editing: GridEditing | undefined;
}

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { index, record, row, columns, visibleColumns, activeColumn, isSelected, pending, editing, onToggle } = props;
  const isHighlighted = isSelected || editing !== undefined;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={clsx('group absolute top-0 left-0 h-row-dense', isHighlighted ? 'bg-surface-selected' : 'bg-surface')}
      style={{ transform: `translateY(${props.top}px)`, width: props.width }}
    >
      <GridLeadingCells
        index={index}
        record={record}
        row={row}
        activeColumn={activeColumn}
        isSelected={isSelected}
        isHighlighted={isHighlighted}
        onToggle={onToggle}
      />
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
