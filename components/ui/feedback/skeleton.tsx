import { clsx } from 'clsx';

/** A place held for a line of text (or a badge); it appears only when loading takes longer than 200 ms. */
export function Skeleton({ width = '100%', badge = false }: { width?: string; badge?: boolean }) {
  return (
    <span
      aria-hidden
      style={{ width }}
      className={clsx('appear-late block max-w-full bg-chart-track', badge ? 'h-6 rounded-full' : 'h-3 rounded-tag')}
    />
  );
}
