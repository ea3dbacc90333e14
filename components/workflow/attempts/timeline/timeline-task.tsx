import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { CSSProperties } from 'react';
import type { TimelineRow } from '#lib/core/workflow/view/attempt-timeline.ts';
import { type AttemptView, PARALLEL, shortName } from '#lib/core/workflow/view/attempt-view.ts';
import type { Axis } from '#lib/core/workflow/view/time-axis.ts';
import { TaskStatusIcon } from '../task-status.tsx';
import { TimelineBars } from './timeline-bars.tsx';
import { RowText, TimelineLabel } from './timeline-label.tsx';

export interface TimelineTaskProps {
  attempt: AttemptView;
  row: TimelineRow;
  axis: Axis;
  now: number | undefined;
  /** Its number among all rows; the axis is row 1. */
  rowNumber: number;
  isChosen: boolean;
  /** Whether Tab leads to it. */
  isTabStop: boolean;
  /** Undefined for a task without others below it. */
  isOpen: boolean | undefined;
}

/** A task of the timeline: its name, and its bars. The table handles its clicks and keys. */
export function TimelineTask({ attempt, row, axis, now, rowNumber, isChosen, isTabStop, isOpen }: TimelineTaskProps) {
  const lineSpacing = { '--step': `${(axis.step / (axis.to - axis.from)) * 100}%` } as CSSProperties;
  return (
    <tr
      aria-level={row.depth + 1}
      aria-expanded={isOpen}
      aria-selected={isChosen}
      aria-rowindex={rowNumber}
      data-task={row.task.id}
      tabIndex={isTabStop ? 0 : -1}
      className={clsx(
        'group/row grid h-14 wide:h-8.5 cursor-pointer wide:grid-cols-[var(--name)_minmax(0,1fr)] items-center border-border border-b outline-offset-[-2px]',
        isChosen ? 'bg-surface-selected' : 'bg-surface hover:bg-surface-hover',
      )}
    >
      <TaskName attempt={attempt} row={row} now={now} isOpen={isOpen} />
      <td
        className="relative block h-full min-h-6 bg-[repeating-linear-gradient(90deg,var(--color-border)_0_1px,transparent_1px_var(--step))]"
        style={lineSpacing}
      >
        <TimelineBars row={row} axis={axis} now={now} />
        <span className="max-wide:hidden">
          <TimelineLabel attempt={attempt} row={row} axis={axis} now={now} />
        </span>
      </td>
    </tr>
  );
}

function TaskName({ attempt, row, now, isOpen }: Pick<TimelineTaskProps, 'attempt' | 'row' | 'now' | 'isOpen'>) {
  const t = useTranslations('workflow-attempts');
  const { task, status, depth, children } = row;
  const name = depth === 0 ? attempt.workflow.name : shortName(task.name);
  return (
    <th
      scope="row"
      className="sticky left-0 z-2 grid h-full min-w-0 grid-cols-[1rem_0.9375rem_minmax(0,1fr)_auto] items-center gap-1.5 bg-inherit pr-3"
      style={{ paddingLeft: `${Math.min(depth, MAX_DEPTH) * 1.125}rem` }}
    >
      {isOpen === undefined ? (
        <span />
      ) : (
        <span
          aria-hidden
          data-toggle
          className="-ml-1 grid h-full w-6 place-items-center text-text-faint hover:text-text"
        >
          <ChevronRight className={clsx('size-3.5 transition-transform', isOpen && 'rotate-90')} />
        </span>
      )}
      <TaskStatusIcon status={status} className="size-3.75" />
      <span className={clsx('mono truncate', (children > 0 || task.isGroup) && 'font-semibold')} title={task.name}>
        {name}
        <span className="sr-only">, {t(`statuses.${status}`)}</span>
      </span>
      <span className="text-text-muted text-xs max-wide:flex max-wide:gap-2">
        {task.isGroup ? task.kind === PARALLEL && t('timeline.parallel') : `${task.kind}>`}
        <span className="wide:hidden">
          <RowText attempt={attempt} row={row} now={now} />
        </span>
      </span>
    </th>
  );
}

/** Deeper tasks are not indented further. */
const MAX_DEPTH = 9;
