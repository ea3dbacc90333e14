import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { useIssueText } from '#components/job/issue-titles.tsx';
import { StatusIcon } from '#components/ui/feedback/status-icon.tsx';
import type { Issue, Severity } from '#lib/core/issue.ts';
import type { ReviewRow } from '#lib/core/review/review-view.ts';
import { highestSeverity, issuesAt } from './cell-issues.ts';
import { CellEditor } from './editing/cell-editor.tsx';
import type { GridEditing } from './editing/use-cell-editing.ts';
import type { GridColumn } from './review-columns.ts';

export interface GridCellProps {
  /** The cell's row and column in the grid, as `cellAt` looks them up. */
  place: string;
  colIndex: number;
  record: number;
  row: ReviewRow | undefined;
  column: GridColumn;
  left: number;
  width: number;
  isActive: boolean;
  /** A value being saved. */
  pending: string | undefined;
  editing: GridEditing | undefined;
}

const STYLES: Readonly<Record<Severity | 'none', string>> = {
  error: 'bg-error-bg text-error shadow-[inset_0_-2px_0_var(--color-error)]',
  warning: 'bg-warning-bg text-warning shadow-[inset_0_-1px_0_var(--color-warning)]',
  none: 'group-hover:bg-surface-hover',
};

/** A value of the file. Issues are marked with a line and an icon, fixes with a bar, not by color alone. */
export function GridCell({ place, colIndex, record, row, column, left, width, isActive, ...state }: GridCellProps) {
  const { pending, editing } = state;
  const { issues, isFixed } = stateOf(row, column, pending);
  const severity = highestSeverity(issues);
  const isReadOnly = column.field === undefined;
  const noteId = issues.length > 0 ? `note-${record}-${column.index}` : undefined;
  return (
    <div
      role="gridcell"
      aria-colindex={colIndex}
      aria-invalid={severity === 'error' || undefined}
      aria-describedby={noteId}
      aria-readonly={isReadOnly || undefined}
      data-place={place}
      data-noted={noteId && ''}
      // While the cell is edited, its input has the focus.
      tabIndex={isActive && !editing ? 0 : -1}
      style={{ left, width }}
      className={clsx(
        'absolute top-0 flex h-full items-center gap-1.5 border-border border-r border-b px-2.5 -outline-offset-2',
        STYLES[severity ?? 'none'],
        isReadOnly && 'text-text-faint',
        row?.status === 'left_out' && 'text-text-faint line-through',
      )}
    >
      {isFixed && <span aria-hidden className="absolute inset-y-0 left-0 w-[3px] bg-accent" />}
      <span className="min-w-0 flex-1 truncate">
        <CellText text={pending ?? row?.cells[column.index]?.value} />
      </span>
      {severity && <CellMark issues={issues} id={noteId} />}
      {isFixed && <FixedLabel />}
      {editing && <CellEditor editing={editing} row={row} record={record} column={column} />}
    </div>
  );
}

/** A value that is being saved has not been checked yet. */
function stateOf(row: ReviewRow | undefined, { column }: GridColumn, pending: string | undefined) {
  if (pending !== undefined) return { issues: [], isFixed: true };
  if (!row) return { issues: [], isFixed: false };
  return { issues: issuesAt(row, column), isFixed: row.fixed.includes(column) };
}

/** Looks up texts only when needed, because thousands of cells are rendered while scrolling. */
function CellText({ text }: { text: string | undefined }) {
  // Visible at once, without the delay of Skeleton, to avoid empty rows while scrolling.
  if (text === undefined) return <span aria-hidden className="block h-3 w-2/3 rounded-tag bg-chart-track" />;
  return text.trim() === '' ? <EmptyText /> : text;
}

function EmptyText() {
  const t = useTranslations('review.grid');
  return <span className="text-2xs tracking-wide opacity-80">{t('empty')}</span>;
}

function CellMark({ issues, id }: { issues: readonly Issue[]; id: string | undefined }) {
  const textOf = useIssueText();
  return (
    <>
      <StatusIcon tone={highestSeverity(issues) === 'error' ? 'error' : 'warning'} className="size-3.25 stroke-[2.2]" />
      <span id={id} hidden>
        {issues.map(({ code, params }) => textOf(code, params)).join(' ')}
      </span>
    </>
  );
}

function FixedLabel() {
  const t = useTranslations('review.states');
  return <span className="sr-only">, {t('fixed')}</span>;
}
