import { clsx } from 'clsx';
import { type ReactNode, useId } from 'react';

interface SecurityRowProps {
  readonly title: string;
  readonly note: string;
  readonly last?: boolean;
  readonly children: ReactNode;
}

/** A subject of the page: what it is on the left, its state on the right. */
export function SecurityRow({ title, note, last = false, children }: SecurityRowProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={clsx(
        'mx-6 grid wide:grid-cols-[minmax(0,20rem)_minmax(0,40rem)] gap-x-10 gap-y-3 py-6 max-wide:mx-4 max-wide:py-5',
        !last && 'border-border border-b',
      )}
    >
      <div className="grid content-start gap-1">
        <h2 id={id} className="font-semibold text-base tracking-normal">
          {title}
        </h2>
        <p className="text-pretty text-text-muted text-xs">{note}</p>
      </div>
      <div className="grid min-w-0 content-start gap-3">{children}</div>
    </section>
  );
}

/** A state, and what can be done about it. */
export function SecurityLine({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-2 text-sm">
      <span className="min-w-0 flex-1 text-text-muted">{children}</span>
      {actions}
    </div>
  );
}
