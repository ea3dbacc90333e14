import type { ReactNode } from 'react';
import { FlowMark } from '../charts/flow-mark.tsx';

export interface EmptyStateProps {
  title: ReactNode;
  /** What will be shown here, and why there is nothing yet. */
  children: ReactNode;
  /** A small primary button, and possibly a quiet one. */
  actions?: ReactNode;
  /** Replaces the logo; null for searches without matches. */
  icon?: ReactNode;
  level?: 2 | 3;
}

export function EmptyState({ title, children, actions, icon, level = 2 }: EmptyStateProps) {
  const Heading = `h${level}` as const;
  return (
    <div className="grid justify-items-center gap-3 px-6 py-10 text-center [&_svg]:flex-none">
      {icon === undefined ? <FlowMark className="h-12 w-18 text-accent" /> : icon}
      <Heading className="text-lg">{title}</Heading>
      <div className="max-w-[44ch] text-balance text-text-muted">{children}</div>
      {actions && <div className="flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
