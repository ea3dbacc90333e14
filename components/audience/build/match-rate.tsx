import { clsx } from 'clsx';
import { TriangleAlert } from 'lucide-react';
import { useFormatter } from 'next-intl';
import type { ReactNode } from 'react';

/** Below this share, a join probably uses the wrong keys. */
export const LOW_MATCH = 0.05;

/** The smallest share that is shown. */
const MIN_SHARE = 0.001;

/** The share of matches, rounded so that 100 % means all, and 0 % none. */
export function shareOf(matched: number, all: number): number | null {
  if (all === 0) return null;
  return matched === 0 ? 0 : Math.max(MIN_SHARE, Math.floor((matched / all) * 1000) / 1000);
}

/** A share as text; a dash if there is nothing to match. */
export function Share({ value }: { value: number | null }) {
  const format = useFormatter();
  if (value === null) return '—';
  return <span className="tabular-nums">{format.number(value, { style: 'percent', maximumFractionDigits: 1 })}</span>;
}

/** A share as a bar; its text is next to it. */
export function ShareBar({ value, className }: { value: number | null; className?: string }) {
  return (
    <span aria-hidden className={clsx('block h-1.5 overflow-hidden rounded-full bg-chart-track', className)}>
      <i
        className={clsx('block h-full rounded-full', isLow(value) ? 'bg-warning' : 'bg-chart-accepted')}
        style={{ width: `${(value ?? 0) * 100}%` }}
      />
    </span>
  );
}

export interface MatchRateProps {
  name: ReactNode;
  /** What the share is of. */
  of?: ReactNode;
  value: number | null;
  /** The numbers behind the share. */
  children: ReactNode;
}

/** How much of a joined table matches. */
export function MatchRate({ name, of, value, children }: MatchRateProps) {
  return (
    <li className="grid gap-1">
      <span className="flex items-center gap-2 text-sm">
        <span className="min-w-0 [overflow-wrap:anywhere]">
          <b className="font-semibold">{name}</b> {of && <span className="text-text-muted text-xs">{of}</span>}
        </span>
        <span
          className={clsx('ml-auto flex flex-none items-center gap-1', isLow(value) && 'font-semibold text-warning')}
        >
          {isLow(value) && <TriangleAlert aria-hidden className="size-4" />}
          <Share value={value} />
        </span>
      </span>
      <ShareBar value={value} />
      <span className="text-text-muted text-xs">{children}</span>
    </li>
  );
}

function isLow(value: number | null): boolean {
  return value !== null && value < LOW_MATCH;
}
