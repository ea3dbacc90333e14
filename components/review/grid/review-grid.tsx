'use client';

import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { ACCEPTS_TYPING } from '#components/layout/is-typing.ts';
import type { ReviewContext } from '../review-context.ts';
import type { RowAt } from '../use-rows.ts';
import { useSettledRows } from '../use-settled-rows.ts';
import { CellNote } from './cell-note.tsx';
import type { GridEditing } from './editing/use-cell-editing.ts';
import { GridHead } from './grid-head.tsx';
import { LEADING_COLUMN_COUNT, NUMBER } from './grid-position.ts';
import { GridRow } from './grid-row.tsx';
import { useCellNote } from './use-cell-note.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { type GridView, positionOf } from './use-grid-view.ts';

export interface ReviewGridProps {
  context: ReviewContext;
  gridView: GridView;
  rowAt: RowAt;
  /** Whether rows could not be loaded, so that rendering must not wait for them. */
  hasFailed: boolean;
  editing: GridEditing;
  /** Copies and pastes the value of a cell. */
  clipboard: Pick<ComponentProps<'div'>, 'onCopy' | 'onPaste'>;
  /** Opens the details of a record. */
  onOpen: (record: number) => void;
}

/** The lines between rows, visible even before rows are rendered: below the head's 46 px, a line every 34 px. */
const LINES =
  'bg-[linear-gradient(to_bottom,transparent_calc(100%_-_1px),var(--color-border)_0)] bg-position-[0_2.875rem] bg-size-[100%_2.125rem]';

/** A virtualized grid of the file's records. One cell has the focus; keys move it. */
export function ReviewGrid({ context, gridView, rowAt, hasFailed, editing, clipboard, onOpen }: ReviewGridProps) {
  const t = useTranslations('review.grid');
  const { columns, records, selection, edits } = context;
  const { scroller, active, vertical, horizontal } = gridView;
  const note = useCellNote();
  const openDetails = (row: number) => {
    const record = records.list.at(row);
    if (record !== undefined) onOpen(record);
  };
  const keys = useGridKeys({ context, gridView, rowAt, editing, dismissNote: note.dismiss, onOpen: openDetails });
  const visibleColumns = horizontal.getVirtualItems();
  const { items, shift } = useSettledRows(gridView, rowAt, hasFailed ? undefined : records.key);
  const width = horizontal.getTotalSize();
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={t('label')}
      aria-rowcount={records.list.length + 1}
      aria-colcount={columns.length + LEADING_COLUMN_COUNT}
      aria-multiselectable
      {...ACCEPTS_TYPING}
      onKeyDown={keys.onKeyDown}
      onFocus={keys.onFocus}
      {...clipboard}
      {...note.listeners}
      onMouseDown={(event) => {
        const position = positionOf(event.target);
        if (position) gridView.setActive(position);
      }}
      onClick={(event) => {
        const position = positionOf(event.target);
        if (position?.column === NUMBER) openDetails(position.row);
      }}
      onDoubleClick={(event) => {
        const position = positionOf(event.target);
        if (position) void editing.start(position);
      }}
      className="relative min-h-0 flex-1 overflow-auto overscroll-contain text-sm leading-4.5 [overflow-anchor:none]"
    >
      <div className={`relative ${LINES}`} style={{ height: vertical.getTotalSize(), width }}>
        <GridHead context={context} visibleColumns={visibleColumns} width={width} />
        <div
          role="rowgroup"
          className="absolute top-0 left-0 w-full"
          style={shift === 0 ? undefined : { transform: `translateY(${shift}px)` }}
        >
          {items.map(({ index, start }) => {
            const record = records.list.at(index) ?? 0;
            // Found by its record, not its position, because the list may be reloaded while a person types.
            const isEdited = editing.cell?.record === record;
            return (
              <GridRow
                key={record}
                index={index}
                record={record}
                row={rowAt(index)}
                columns={columns}
                visibleColumns={visibleColumns}
                top={start}
                width={width}
                activeColumn={active.row === index ? active.column : undefined}
                isSelected={selection.records.has(record)}
                pending={edits.pending.get(record)}
                editing={isEdited ? editing : undefined}
                onToggle={selection.toggle}
              />
            );
          })}
        </div>
      </div>
      <CellNote state={note} rowAt={rowAt} columns={columns} isEditing={editing.cell !== undefined} />
    </div>
  );
}
