import type { ReactNode } from 'react';
import { Link } from '#components/ui/navigation/link.tsx';
import { Num } from '../text/num.tsx';
import { OUTCOME_STYLE, type OutcomeKey } from './outcome-style.ts';

export interface Bar {
  key: string;
  label: ReactNode;
  value: number;
  outcome: OutcomeKey;
  /** Link to the records that the bar counts. */
  href?: string;
}

const ROW =
  '-mx-1.5 grid min-h-8 items-center gap-x-3 rounded-control px-1.5 text-sm text-text ' +
  'wide:grid-cols-[minmax(0,12.5rem)_minmax(0,1fr)_3.5rem] grid-cols-[minmax(0,1fr)_3.5rem] max-wide:py-1';

/** Compares amounts, in the given order. */
export function BarList({ bars, label }: { bars: readonly Bar[]; label: string }) {
  const max = Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <ul aria-label={label} className="grid gap-1">
      {bars.map((bar) => (
        <li key={bar.key}>
          {bar.href ? (
            <Link
              href={bar.href}
              className={`${ROW} hover:bg-surface-hover hover:text-text hover:no-underline focus-visible:outline-offset-0`}
            >
              <BarParts bar={bar} max={max} />
            </Link>
          ) : (
            <div className={ROW}>
              <BarParts bar={bar} max={max} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function BarParts({ bar, max }: { bar: Bar; max: number }) {
  return (
    <>
      <span className="min-w-0">{bar.label}</span>
      <span
        aria-hidden
        className="h-2.5 rounded-[3px] bg-[linear-gradient(var(--color-chart-track),var(--color-chart-track))] bg-[length:100%_1px] bg-center bg-no-repeat max-wide:col-span-full max-wide:row-start-2"
      >
        <i
          className={`block h-full min-w-0.75 rounded-[3px] ${OUTCOME_STYLE[bar.outcome]}`}
          style={{ width: `${(bar.value / max) * 100}%` }}
        />
      </span>
      <span className="text-end">
        <Num value={bar.value} />
      </span>
    </>
  );
}
