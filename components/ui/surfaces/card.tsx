import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface CardProps {
  children: ReactNode;
  /** A quiet, let-in panel instead of one of several like it. */
  well?: boolean;
  /** The edge follows the pointer and the focus inside. */
  lively?: boolean;
  className?: string;
}

/** One of several like it. Regions of a page are ruled, not boxed. */
export function Card({ children, well = false, lively = false, className }: CardProps) {
  return (
    <div
      className={clsx(
        'min-w-0 rounded-card border border-border',
        well ? 'bg-surface-sunken' : 'bg-surface',
        lively && 'transition-colors focus-within:border-accent hover:border-accent',
        className,
      )}
    >
      {children}
    </div>
  );
}
