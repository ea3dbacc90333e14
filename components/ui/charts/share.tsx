import { clsx } from 'clsx';
import { useFormatter } from 'next-intl';

/** The smallest share above 0 that is shown. */
const MIN_SHARE = 0.001;

/** A share, rounded so that 100% means all, and 0% none; null if `total` is 0. */
export function shareOf(part: number, total: number): number | null {
  if (total === 0) return null;
  return part === 0 ? 0 : Math.max(MIN_SHARE, Math.floor((part / total) * 1000) / 1000);
}

/** The share of work that is done, rounded down to whole percent: 100% means that it has ended. */
export function doneShare(done: number, all: number): number {
  return all === 0 ? 0 : Math.floor((done / all) * 100) / 100;
}

/** A share as text; a dash if there is none. */
export function Share({ value }: { value: number | null }) {
  const format = useFormatter();
  if (value === null) return '—';
  return <span className="tabular-nums">{format.number(value, { style: 'percent', maximumFractionDigits: 1 })}</span>;
}

export interface ShareBarProps {
  value: number | null;
  /** Whether the share is so low that something is probably wrong. */
  isLow?: boolean;
  className?: string;
}

/** A share as a bar; its text is next to it. */
export function ShareBar({ value, isLow, className }: ShareBarProps) {
  return (
    <span aria-hidden className={clsx('block h-1.5 overflow-hidden rounded-full bg-chart-track', className)}>
      <i
        className={clsx('block h-full rounded-full', isLow ? 'bg-warning' : 'bg-chart-accepted')}
        style={{ width: `${(value ?? 0) * 100}%` }}
      />
    </span>
  );
}
