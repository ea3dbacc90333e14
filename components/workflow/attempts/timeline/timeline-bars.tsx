import { clsx } from 'clsx';
import type { TimelineRow, TimelineSpan } from '#lib/core/workflow/view/attempt-timeline.ts';
import { type Axis, positionOn } from '#lib/core/workflow/view/time-axis.ts';

/** The look of a row's spans, which differ in pattern as well as in color. */
export const SPAN_STYLE: Readonly<Record<TimelineSpan['kind'], string>> = {
  success: 'h-3.5 rounded-[3px] outcome-accepted',
  error: 'h-3.5 rounded-[3px] outcome-rejected',
  canceled: 'h-3.5 rounded-[3px] outcome-not-sent',
  running: 'h-3.5 rounded-[3px] stripes-running',
  waiting: 'h-0 border-chart-not-sent border-t-2 border-dashed',
  kept: 'h-3.5 rounded-[3px] bg-surface shadow-[inset_0_0_0_1.5px_var(--color-chart-accepted)]',
  group: 'h-1 bg-chart-not-sent',
};

interface TimelineBarsProps {
  row: TimelineRow;
  axis: Axis;
  now: number | undefined;
}

export function TimelineBars({ row, axis, now }: TimelineBarsProps) {
  return (
    <>
      {row.spans.map((span) => (
        <Bar key={`${span.kind} ${span.from}`} span={span} axis={axis} now={now} />
      ))}
      {now !== undefined && (
        <i
          className="absolute inset-y-0 border-running border-l-[1.5px] border-dashed transition-[left] duration-500 ease-linear"
          style={{ left: `${positionOn(axis, now)}%` }}
        />
      )}
    </>
  );
}

function Bar({ span: { kind, from, to }, axis, now }: { span: TimelineSpan; axis: Axis; now: number | undefined }) {
  const start = positionOn(axis, from);
  const end = positionOn(axis, to ?? now ?? axis.to);
  return (
    <i
      className={clsx(
        'absolute top-1/2 -translate-y-1/2',
        kind === 'kept' ? 'min-w-1.5' : 'min-w-[3px]',
        to === null && 'transition-[width] duration-500 ease-linear',
        SPAN_STYLE[kind],
      )}
      style={{ left: `${start}%`, width: `${Math.max(0, end - start)}%` }}
    />
  );
}
