import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface FactsProps {
  children: ReactNode;
  /** Width of the labels. */
  labels?: 'narrow' | 'normal' | 'wide';
  className?: string;
}

const LABELS = {
  narrow: '[--label:7rem]',
  normal: '[--label:7.5rem]',
  wide: '[--label:8.75rem]',
} as const;

/** A list of labels and values, one per line. */
export function Facts({ children, labels = 'normal', className }: FactsProps) {
  return <dl className={clsx('grid content-start gap-2 text-sm', LABELS[labels], className)}>{children}</dl>;
}

export interface FactProps {
  label: ReactNode;
  children: ReactNode;
  /** Draws a line above. */
  startsGroup?: boolean;
}

export function Fact({ label, children, startsGroup = false }: FactProps) {
  return (
    <div
      className={clsx(
        'grid grid-cols-[var(--label)_minmax(0,1fr)] gap-2',
        startsGroup && 'mt-1.5 border-border border-t pt-3.5',
      )}
    >
      <dt className="text-text-muted">{label}</dt>
      <dd className="[overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
