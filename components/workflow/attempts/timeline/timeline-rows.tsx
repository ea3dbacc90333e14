'use client';

import { useTranslations } from 'next-intl';
import { type MouseEvent, useCallback, useRef } from 'react';
import type { TimelineRow } from '#lib/core/workflow/view/attempt-timeline.ts';
import type { AttemptView } from '#lib/core/workflow/view/attempt-view.ts';
import { type Axis, positionOn } from '#lib/core/workflow/view/time-axis.ts';
import { TimelineAxis } from './timeline-axis.tsx';
import { TimelineTask } from './timeline-task.tsx';
import { useRowVirtualizer } from './use-row-virtualizer.ts';
import { useTimelineKeys } from './use-timeline-keys.ts';
import { useTimelineScroll } from './use-timeline-scroll.ts';

export interface TimelineRowsProps {
  attempt: AttemptView;
  rows: readonly TimelineRow[];
  axis: Axis;
  isWide: boolean;
  zoom: number;
  /** Undefined once the attempt has ended. */
  now: number | undefined;
  isFollowing: boolean;
  chosenTask: number | undefined;
  onChoose: (task: number) => void;
  collapsed: ReadonlySet<number>;
  onOpenChange: (task: number, isOpen: boolean) => void;
}

/** More rows than this scroll within the chart. */
const MAX_ROWS = 16;

/** The rows of the timeline, of which only the visible ones are rendered. Arrow keys move between them. */
export function TimelineRows(props: TimelineRowsProps) {
  const { attempt, rows, axis, isWide, zoom, now, isFollowing, chosenTask, onChoose, collapsed, onOpenChange } = props;
  const t = useTranslations('workflow-attempts');
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useRowVirtualizer(scroller, rows, isWide);
  const scrollToRow = useCallback((index: number) => virtual.scrollToIndex(index), [virtual]);
  const runningIndex = rows.findLastIndex(({ status, children }) => status === 'running' && children === 0);
  const chosenIndex = rows.findIndex(({ task }) => task.id === chosenTask);
  useTimelineScroll(scroller, {
    zoom,
    initialRow: chosenIndex < 0 ? undefined : chosenIndex,
    nowPercent: isFollowing && now !== undefined ? positionOn(axis, now) : undefined,
    runningRow: runningIndex < 0 ? undefined : runningIndex,
    scrollToRow,
  });
  const onKeyDown = useTimelineKeys({ scroller, rows, chosenTask, onChoose, collapsed, onOpenChange, scrollToRow });
  const onClick = ({ target }: MouseEvent) => {
    const element = target instanceof Element ? target : null;
    const row = element?.closest('[data-task]');
    if (!row) return;
    const id = Number(row.getAttribute('data-task'));
    if (element?.closest('[data-toggle]')) onOpenChange(id, collapsed.has(id));
    else onChoose(id);
  };
  const items = virtual.getVirtualItems();
  // Tab always leads into the chart, even while the chosen row is not rendered.
  const tabStopIndex = items.some(({ index }) => index === chosenIndex) ? chosenIndex : items[0]?.index;
  const heightAbove = items[0]?.start ?? 0;
  const heightBelow = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const width = zoom > 1 ? `calc(var(--name) + (100% - var(--name)) * ${zoom})` : '100%';
  return (
    <div
      ref={scroller}
      className="overflow-auto px-6 [--name:17rem] max-wide:px-4 max-wide:[--name:0px] lg:max-xl:[--name:14rem]"
      style={{ maxHeight: rows.length > MAX_ROWS ? 'max(22rem, 64dvh)' : undefined }}
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its rows are navigated by keyboard, as in a tree
        role="treegrid"
        aria-label={t('timeline.chart')}
        aria-rowcount={rows.length + 1}
        onKeyDown={onKeyDown}
        onClick={onClick}
        className="block text-sm"
        style={{ width }}
      >
        <TimelineAxis axis={axis} timeZone={attempt.workflow.timeZone} />
        <tbody className="block">
          <Spacer height={heightAbove} />
          {items.map(({ index }) => {
            const row = rows[index];
            if (!row) return null;
            const { id } = row.task;
            return (
              <TimelineTask
                key={id}
                attempt={attempt}
                row={row}
                axis={axis}
                now={now}
                rowNumber={index + 2}
                isChosen={id === chosenTask}
                isTabStop={index === tabStopIndex}
                isOpen={row.children === 0 ? undefined : !collapsed.has(id)}
              />
            );
          })}
          <Spacer height={heightBelow} />
        </tbody>
      </table>
    </div>
  );
}

/** The height of the rows that are not rendered. */
function Spacer({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden className="block">
      <td className="block" style={{ height }} />
    </tr>
  );
}
