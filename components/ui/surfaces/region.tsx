import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface RegionHeadProps {
  title: ReactNode;
  note?: ReactNode;
  actions?: ReactNode;
  level?: 2 | 3;
}

export function RegionHead({ title, note, actions, level = 2 }: RegionHeadProps) {
  const Heading = `h${level}` as const;
  return (
    <div data-head className="mb-2.5 flex min-h-7.5 flex-wrap items-center gap-x-3 gap-y-1">
      <Heading className="font-semibold text-base tracking-normal">{title}</Heading>
      {note && <span className="text-text-muted text-xs">{note}</span>}
      {actions && <div className="ml-auto flex items-center gap-2">{actions}</div>}
    </div>
  );
}

export interface RegionProps extends Partial<RegionHeadProps> {
  children: ReactNode;
  /** The accessible name, if there is no visible title. */
  label?: string;
  /** The content has no side margins; the head does. */
  flush?: boolean;
  /** No line below. */
  last?: boolean;
  className?: string;
}

/** A section of a sheet, separated from the next by a line. Regions are used in a sheet body without padding. */
export function Region({ children, title, label, flush = false, last = false, className, ...head }: RegionProps) {
  return (
    <section
      aria-label={label}
      className={clsx(
        'min-w-0 py-5',
        flush ? '[&>[data-head]]:px-6 max-wide:[&>[data-head]]:px-4' : 'px-6 max-wide:px-4',
        !last && 'border-border border-b',
        className,
      )}
    >
      {title && <RegionHead title={title} {...head} />}
      {children}
    </section>
  );
}
