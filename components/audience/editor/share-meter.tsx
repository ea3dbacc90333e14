import { clsx } from 'clsx';

/** A share of all customers or values as a bar; its text is next to it. */
export function ShareMeter({ value, className }: { value: number | null; className?: string }) {
  return (
    <span aria-hidden className={clsx('block h-1.5 overflow-hidden rounded-full bg-chart-track', className)}>
      <i className="block h-full rounded-full bg-chart-accepted" style={{ width: `${(value ?? 0) * 100}%` }} />
    </span>
  );
}
