import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Link } from '#components/ui/navigation/link.tsx';

export interface TimeChartProps {
  /** A text alternative for the chart. */
  label: string;
  /** One value per time interval, in order. */
  values: readonly number[];
  /** The tooltip of a value. */
  titleOf: (index: number) => string;
  /** A limit line; the scale includes it. */
  ceiling?: { value: number; label: string };
  /** Intervals to mark with a line and a label, such as the first one after a gap. */
  marks?: readonly { index: number; label: ReactNode }[];
  formatValue: (value: number) => string;
  /** Labels of the time axis, at equal distances. */
  times: readonly ReactNode[];
  /** The link of a value's point. People who use the keyboard reach the same links in the table. */
  hrefOf?: (index: number) => string;
}

/** An amount over time. The chart has a fixed height; the numbers are available in the table. */
export function TimeChart({ label, values, titleOf, ceiling, marks = [], formatValue, times, hrefOf }: TimeChartProps) {
  const top = niceTop(Math.max(1, ceiling?.value ?? 0, ...values));
  const lines = [top, top / 2, 0];
  const points = pointsOf(values, top);
  return (
    <figure className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-2xs text-text-muted tabular-nums">
      <div aria-hidden className="flex h-30 flex-col justify-between text-end leading-0">
        {lines.map((line) => (
          <span key={line}>{formatValue(line)}</span>
        ))}
      </div>
      <div className="relative h-30">
        <svg
          role="img"
          aria-label={label}
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible"
        >
          {lines.map((line) => (
            <Level key={line} at={100 - (line / top) * 100} className="stroke-border" />
          ))}
          <path d={`M0,100 L${points.join(' L')} L100,100 Z`} className="fill-accent-soft" />
          <path d={`M${points.join(' L')}`} className="fill-none stroke-2 stroke-chart-accepted" {...UNSCALED} />
          {ceiling && (
            <Level at={100 - (ceiling.value / top) * 100} className="stroke-chart-rejected [stroke-dasharray:6_4]" />
          )}
          {marks.map(({ index }) => (
            <line
              key={index}
              x1={xOf(index, values.length)}
              x2={xOf(index, values.length)}
              y1="0"
              y2="100"
              className="stroke-chart-not-sent [stroke-dasharray:2_3]"
              {...UNSCALED}
            />
          ))}
          {values.map((_, index) => (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a value is identified by its interval
              key={index}
              x={(index / values.length) * 100}
              y="0"
              width={100 / values.length}
              height="100"
              className="fill-transparent hover:fill-text/5"
            >
              <title>{titleOf(index)}</title>
            </rect>
          ))}
        </svg>
        {hrefOf &&
          values.map((value, index) => (
            <Link
              // biome-ignore lint/suspicious/noArrayIndexKey: a value is identified by its interval
              key={index}
              href={hrefOf(index)}
              title={titleOf(index)}
              aria-hidden
              tabIndex={-1}
              className="group absolute grid size-6 -translate-1/2 place-items-center"
              style={{ left: `${xOf(index, values.length)}%`, top: `${100 - (value / top) * 100}%` }}
            >
              <i className="size-2 rounded-full bg-chart-accepted ring-2 ring-surface group-hover:scale-150" />
            </Link>
          ))}
        {ceiling && (
          <span
            className="absolute right-0 bg-surface px-1 text-chart-rejected"
            style={{ top: `calc(${100 - (ceiling.value / top) * 100}% + 2px)` }}
          >
            {ceiling.label}
          </span>
        )}
        {marks.slice(0, MAX_LABELS).map(({ index, label }, labelIndex) => (
          <span
            key={index}
            className={clsx(
              'absolute whitespace-nowrap rounded-tag bg-surface/80 px-1',
              labelIndex === 0 ? 'bottom-1' : 'bottom-6', // stacked, so that they cannot overlap
              index * 2 > values.length && '-translate-x-full',
            )}
            style={{ left: `${xOf(index, values.length)}%` }}
          >
            {label}
          </span>
        ))}
      </div>
      <div className="col-start-2 mt-1 flex justify-between">
        {times.map((time, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a tick is identified by its position
          <span key={index}>{time}</span>
        ))}
      </div>
    </figure>
  );
}

const UNSCALED = { vectorEffect: 'non-scaling-stroke' } as const;
/** More labels would overlap. */
const MAX_LABELS = 2;

function Level({ at, className }: { at: number; className: string }) {
  return <line x1="0" x2="100" y1={at} y2={at} className={className} {...UNSCALED} />;
}

/** The position of an interval in percent of the width. */
function xOf(index: number, count: number): number {
  return count < 2 ? 0 : (index / (count - 1)) * 100;
}

function pointsOf(values: readonly number[], top: number): string[] {
  const plotted = values.length === 1 ? [...values, ...values] : values;
  return plotted.map(
    (value, index) => `${xOf(index, plotted.length).toFixed(2)},${(100 - (value / top) * 100).toFixed(2)}`,
  );
}

const STEPS = [1, 2, 4, 5, 8, 10];

/** The next round number, for readable axis labels. */
function niceTop(max: number): number {
  const power = 10 ** Math.floor(Math.log10(max));
  return (STEPS.find((step) => step * power >= max) ?? 10) * power;
}
