import { clsx } from 'clsx';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Share, ShareBar } from '#components/ui/charts/share.tsx';

const LOW_MATCH = 0.05;

export interface MatchRateProps {
  name: ReactNode;
  /** What the share is a part of. */
  whole?: ReactNode;
  value: number | null;
  /** The numbers behind the share. */
  children: ReactNode;
}

/** How well a joined table matches: the share of its rows, or of the customers, that have a match. */
export function MatchRate({ name, whole, value, children }: MatchRateProps) {
  return (
    <li className="grid gap-1">
      <span className="flex items-center gap-2 text-sm">
        <span className="min-w-0 [overflow-wrap:anywhere]">
          <b className="font-semibold">{name}</b> {whole && <span className="text-text-muted text-xs">{whole}</span>}
        </span>
        <span
          className={clsx(
            'ml-auto flex flex-none items-center gap-1',
            isLowMatch(value) && 'font-semibold text-warning',
          )}
        >
          {isLowMatch(value) && <TriangleAlert aria-hidden className="size-4" />}
          <Share value={value} />
        </span>
      </span>
      <ShareBar value={value} isLow={isLowMatch(value)} />
      <span className="text-text-muted text-xs">{children}</span>
    </li>
  );
}

/** Whether a join with this share of matches probably uses the wrong keys. */
export function isLowMatch(value: number | null): boolean {
  return value !== null && value < LOW_MATCH;
}
