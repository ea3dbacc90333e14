import type { ReactNode } from 'react';

export interface SideSectionProps {
  title: ReactNode;
  /** Beside the title, such as a count. */
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A part of the column beside the editor. */
export function SideSection({ title, note, actions, children }: SideSectionProps) {
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] content-start gap-2.5 border-border px-6 py-5 not-first:border-t max-wide:px-4">
      <div className="flex min-h-6 flex-wrap items-center gap-2">
        <h2 className="font-semibold text-base tracking-normal">{title}</h2>
        {note}
        {actions && <div className="ml-auto">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
