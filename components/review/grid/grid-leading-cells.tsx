import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/ui/forms/checkbox.tsx';
import { Num } from '#components/ui/text/num.tsx';
import type { ReviewRow } from '#lib/core/review/review-view.ts';
import { RowState } from '../cards/row-state.tsx';
import { CHECKBOX, NUMBER, STATE } from './grid-position.ts';

export const LEADING_CELLS = 'sticky left-0 grid h-full w-36 grid-cols-[2.25rem_4.5rem_2.25rem]';

const LEADING_CELL = 'flex items-center border-border border-r border-b px-2.5 -outline-offset-2';

export interface GridLeadingCellsProps {
  index: number;
  record: number;
  /** Undefined while loading. */
  row: ReviewRow | undefined;
  /** The column of the focused cell, if that cell is in this row. */
  activeColumn: number | undefined;
  isSelected: boolean;
  isHighlighted: boolean;
  onToggle: (row: number, isRange: boolean) => void;
}

/** The checkbox, the number and the state of a record. */
export function GridLeadingCells(props: GridLeadingCellsProps) {
  const { index, record, row, activeColumn, isSelected, isHighlighted, onToggle } = props;
  const t = useTranslations('review.grid');
  const note = useTranslations('review.note');
  const focusable = (column: number) => ({
    'data-place': `${index}:${column}`,
    tabIndex: activeColumn === column ? 0 : -1,
  });
  const background = isHighlighted ? 'bg-surface-selected' : 'bg-surface-sunken';
  return (
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
  );
}
