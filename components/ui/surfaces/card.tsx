import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface CardProps {
  children: ReactNode;
  /** A sunken panel instead of a list item. */
  well?: boolean;
  /** Highlights the border on hover and focus. */
  interactive?: boolean;
  className?: string;
}

/** A bordered list item. Parts of a page use Region instead. */
export function Card({ children, well = false, interactive = false, className }: CardProps) {
  return (
    <div
      className={clsx(
        'min-w-0 rounded-card border border-border',
        well ? 'bg-surface-sunken' : 'bg-surface',
        interactive && 'transition-colors focus-within:border-accent hover:border-accent',
        className,
      )}
    >
      {children}
    </div>
  );
}
