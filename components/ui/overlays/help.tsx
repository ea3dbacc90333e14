import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export function Help({ id, children, className }: { id?: string; children: ReactNode; className?: string }) {
  return (
    <p id={id} className={clsx('max-w-[62ch] text-pretty text-text-muted text-xs [overflow-wrap:anywhere]', className)}>
      {children}
    </p>
  );
}
