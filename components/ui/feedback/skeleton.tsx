import { clsx } from 'clsx';

/** A placeholder for a line of text or a badge. It appears only if loading takes longer than 200 ms. */
export function Skeleton({ width = '100%', badge = false }: { width?: string; badge?: boolean }) {
  return (
    <span
      aria-hidden
      style={{ width }}
      className={clsx('appear-late block max-w-full bg-chart-track', badge ? 'h-6 rounded-full' : 'h-3 rounded-tag')}
    />
  );
}
