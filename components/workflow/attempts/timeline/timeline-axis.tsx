import { clsx } from 'clsx';
import { useFormatter, useTranslations } from 'next-intl';
import { type Axis, positionOn } from '#lib/core/workflow/view/time-axis.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const MINUTE_MS = 60 * 1000;

/** The times above the rows. */
export function TimelineAxis({ axis, timeZone }: { axis: Axis; timeZone: string }) {
  const t = useTranslations('workflow-attempts.columns');
  const format = useFormatter();
  const { from, to, step } = axis;
  const stepCount = Math.round((to - from) / step);
  const ticks = Array.from({ length: stepCount + 1 }, (_, index) => index);
  const textOf = (time: number) => format.dateTime(time, { ...shapeOf(axis), timeZone });
  return (
    <thead className="sticky top-0 z-3 block bg-surface">
      <tr
        aria-rowindex={1}
        className="grid h-6.25 grid-cols-[var(--name)_minmax(0,1fr)] items-center border-border border-b text-2xs text-text-faint tabular-nums"
      >
        <th scope="col" className="sticky left-0 z-1 block h-6 bg-surface">
          <span className="sr-only">{t('task')}</span>
        </th>
        <th scope="col" className="@container relative block h-4">
          <span className="sr-only">{t('time')}</span>
          {ticks.map((index) => (
            <span
              key={index}
              aria-hidden
              className={clsx('absolute whitespace-nowrap', index % 2 === 1 && hiddenBelow(axis, stepCount))}
              style={{
                left: `${positionOn(axis, from + index * step)}%`,
                translate: shiftOf(index, stepCount),
              }}
            >
              {textOf(from + index * step)}
            </span>
          ))}
        </th>
      </tr>
    </thead>
  );
}

/** Centers a label on its line; shifts the first and the last one inward. */
function shiftOf(index: number, last: number): string {
  if (index === 0) return '0';
  return index === last ? '-100%' : '-50%';
}

/**
 * The class that hides every second label where the axis is too narrow. A step needs room for one and a half labels,
 * because those at both ends are shifted inward.
 */
function hiddenBelow(axis: Axis, stepCount: number): string {
  const needed = stepCount * (hasLongLabels(axis) ? REM_OF_LONG_STEP : REM_OF_STEP);
  return WIDTHS.find(([rem]) => rem >= needed)?.[1] ?? 'hidden';
}

const REM_OF_STEP = 5;
const REM_OF_LONG_STEP = 9;

const WIDTHS = [
  [16, '@max-[16rem]:hidden'],
  [26, '@max-[26rem]:hidden'],
  [36, '@max-[36rem]:hidden'],
  [46, '@max-[46rem]:hidden'],
  [64, '@max-[64rem]:hidden'],
] as const;

/** Whether labels have a day and a time. */
function hasLongLabels({ from, to, step }: Axis): boolean {
  return step < DAY_MS && to - from > DAY_MS;
}

function shapeOf(axis: Axis) {
  const { from, step } = axis;
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  if (step >= DAY_MS) return { day: 'numeric', month: 'short' } as const;
  if (hasLongLabels(axis)) return { day: 'numeric', month: 'short', ...clock } as const;
  if (step < 1000) return { minute: '2-digit', second: '2-digit', fractionalSecondDigits: 1 } as const;
  return step % MINUTE_MS === 0 && from % MINUTE_MS === 0 ? clock : ({ ...clock, second: '2-digit' } as const);
}
