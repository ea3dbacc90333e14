import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface CardProps {
  children: ReactNode;
  /** A sunken panel instead of a list item. */
  well?: boolean;
  /** Highlights the border on hover and focus. */
  lively?: boolean;
  className?: string;
}

/** A bordered list item. Parts of a page use Region instead. */
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
