import { clsx } from 'clsx';

export interface ProgressBarProps {
  label: string;
  /** Absent if unknown. */
  value?: number | undefined;
  max?: number;
  text?: string | undefined;
  paused?: boolean;
}

export function ProgressBar({ label, value, max = 100, text, paused = false }: ProgressBarProps) {
  const isKnown = value !== undefined;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      aria-valuetext={text}
      className="h-2.5 overflow-hidden rounded-full bg-chart-track"
    >
      <i
        className={clsx(
          'block h-full rounded-full transition-[width] duration-base',
          paused ? 'stripes-paused' : 'bg-chart-accepted',
          !isKnown && 'indeterminate w-1/3',
        )}
        style={isKnown ? { width: `${Math.min(100, (value / Math.max(1, max)) * 100)}%` } : undefined}
      />
    </div>
  );
}
