import type { ReactNode } from 'react';

export interface PanelSectionProps {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}

/** A section of the editor's panel. */
export function PanelSection({ title, action, children }: PanelSectionProps) {
  return (
    <section aria-label={title} className="grid min-w-0 gap-2 border-border not-first:border-t not-first:pt-6">
      <div className="flex min-h-7.5 items-center justify-between gap-2">
        <h2 className="font-semibold text-base tracking-normal">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}
