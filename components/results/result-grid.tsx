'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { clamp } from '#lib/core/clamp.ts';
import type { RecordSample } from '#lib/core/query/workbench.ts';
import { ColumnTypeIcon } from './column-type-icon.tsx';
import { ResultRow } from './result-row.tsx';
import { useGridKeys } from './use-grid-keys.ts';

export interface ResultGridProps {
  label: string;
  result: RecordSample;
}

const ROW_HEIGHT_PX = 34;

const GRID =
  'w-px table-fixed border-separate border-spacing-0 text-sm leading-4.5 ' +
  '[&_:is(td,th)]:h-row-dense [&_:is(td,th)]:overflow-hidden [&_:is(td,th)]:text-ellipsis [&_:is(td,th)]:whitespace-nowrap [&_:is(td,th)]:border-border [&_:is(td,th)]:border-r [&_:is(td,th)]:border-b [&_:is(td,th)]:px-2.5 ' +
  '[&_thead_th]:sticky [&_thead_th]:top-0 [&_thead_th]:z-2 [&_thead_th]:bg-surface-sunken [&_thead_th]:font-semibold [&_thead_th]:text-text-muted [&_thead_th]:text-xs ' +
  '[&_td]:outline-offset-[-2px] [&_tbody_tr:hover>*]:bg-surface-hover';

/** Records in a virtualized grid. Arrow keys move between cells, Ctrl or ⌘ with C copies one. */
export function ResultGrid({ label, result: { columns, records } }: ResultGridProps) {
  const t = useTranslations('workbench.grid');
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: records.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT_PX,
    overscan: 12,
    // The sticky header covers this height.
    scrollPaddingStart: ROW_HEIGHT_PX,
  });
  const keys = useGridKeys({ scroller, records, scrollTo: (row) => virtualizer.scrollToIndex(row) });
  const shown = virtualizer.getVirtualItems();
  const above = shown[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <div ref={scroller} className="h-full min-h-0 overflow-auto">
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are navigated by keyboard, as in a grid
        role="grid"
        aria-label={label}
        aria-rowcount={records.length + 1}
        className={GRID}
        onKeyDown={keys.onKeyDown}
      >
        <colgroup>
          <col className="w-16" />
          {columns.map(({ name }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have the same name
            <col key={`${index} ${name}`} style={{ width: widthOf(name, index, records) }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className="left-0 z-3!">
              <span className="sr-only">{t('row')}</span>
            </th>
            {columns.map(({ name, type }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have the same name
              <th key={`${index} ${name}`} scope="col" title={name}>
                {type && <ColumnTypeIcon type={type} />}
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={above} columns={columns.length} />
          {shown.map(({ index }) => (
            <ResultRow key={index} row={index} cells={records[index] ?? []} keys={keys} />
          ))}
          <Spacer height={below} columns={columns.length} />
        </tbody>
      </table>
    </div>
  );
}

const SAMPLE_SIZE = 50;
const MIN_WIDTH_REM = 6.5;
const MAX_WIDTH_REM = 20;
const CHARACTER_REM = 0.5;
/** The padding of a cell; in the head also the icon of the column's type. */
const CELL_PADDING_REM = 1.5;
const HEAD_PADDING_REM = 3.5;

/** A width that fits the first records, within bounds. */
function widthOf(name: string, index: number, records: RecordSample['records']): string {
  const longest = Math.max(0, ...records.slice(0, SAMPLE_SIZE).map((record) => record[index]?.length ?? 0));
  const headRem = name.length * CHARACTER_REM + HEAD_PADDING_REM;
  const cellRem = longest * CHARACTER_REM + CELL_PADDING_REM;
  return `${clamp(Math.max(headRem, cellRem), MIN_WIDTH_REM, MAX_WIDTH_REM)}rem`;
}

/** The height of the rows that are not rendered. */
function Spacer({ height, columns: columnCount }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={columnCount + 1} style={{ height }} className="border-0! p-0!" />
    </tr>
  );
}
