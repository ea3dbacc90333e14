import { clsx } from 'clsx';
import { type ReactNode, useId } from 'react';

export interface SideColumnProps {
  title: ReactNode;
  children: ReactNode;
  /** A note at the end, on desktops only. */
  note?: ReactNode;
  /** Wide enough for numbers only. */
  slim?: boolean;
  /** Wide enough for a tree with numbers. */
  broad?: boolean;
}

/** The column between rail and sheet: a section's pages, or the stepper. */
export function SideColumn({ title, children, note, slim = false, broad = false }: SideColumnProps) {
  const titleId = useId();
  return (
    <section
      aria-labelledby={titleId}
      className={clsx(
        'no-scrollbar flex flex-none flex-col gap-4 overflow-auto px-3 pt-5 pb-4',
        slim ? 'wide:-mr-2 wide:w-14 wide:items-center wide:px-2' : 'wide:-mr-2',
        !slim && (broad ? 'wide:w-66' : 'wide:w-side'),
        'max-wide:px-4 max-wide:py-2.5',
      )}
    >
      <p
        id={titleId}
        className={clsx('px-2.5 font-semibold text-lg tracking-tight max-wide:hidden', slim && 'sr-only')}
      >
        {title}
      </p>
      {children}
      {note && (
        <div className="mt-auto border-border border-t px-2.5 pt-3 text-text-muted text-xs max-wide:hidden">{note}</div>
      )}
    </section>
  );
}
