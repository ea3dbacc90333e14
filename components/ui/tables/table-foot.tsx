import { clsx } from 'clsx';
import type { ReactNode } from 'react';

/** The line below a table, for its count and pagination. */
export function TableFoot({ children, inset = false }: { children: ReactNode; inset?: boolean }) {
  return (
    <div
      className={clsx(
        'flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5 text-text-muted text-xs',
        inset && 'border-border border-t px-4',
      )}
    >
      {children}
    </div>
  );
}
