import { clsx } from 'clsx';
import type { ReactNode } from 'react';

/** A descriptive label, without status or action. */
export function Tag({ children, accent = false }: { children: ReactNode; accent?: boolean }) {
  return (
    <span
      className={clsx(
        'inline-flex h-5 flex-none items-center gap-1 whitespace-nowrap rounded-tag border px-1.5 font-semibold text-2xs tracking-[0.03em]',
        accent ? 'border-transparent bg-accent-soft text-accent-soft-text' : 'border-border-strong text-text-muted',
      )}
    >
      {children}
    </span>
  );
}
