import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { MAIN_ID } from './skip-link.tsx';

/** The white sheet that holds the task: one a page. Head, lead, tabs, body and foot stand in it in this order. */
export function Sheet({ children }: { children: ReactNode }) {
  return (
    <main
      id={MAIN_ID}
      tabIndex={-1}
      className={clsx(
        'relative flex min-h-0 min-w-0 flex-1 flex-col border border-border bg-surface shadow-sheet outline-none',
        'wide:m-2 wide:overflow-hidden wide:rounded-sheet',
        'max-wide:rounded-t-sheet max-wide:border-x-0 max-wide:border-b-0',
      )}
    >
      {children}
    </main>
  );
}

/** A line under the head: from where to where, or what the page is for. */
export function SheetLead({ children }: { children: ReactNode }) {
  return (
    <div className="-mt-1.5 flex flex-wrap items-center gap-2 px-6 pb-3 text-sm text-text-muted max-wide:px-4 [&_svg]:size-4">
      {children}
    </div>
  );
}

export function SheetTabs({ children }: { children: ReactNode }) {
  return <div className="flex-none px-6 max-wide:px-4">{children}</div>;
}

export interface SheetBodyProps {
  children: ReactNode;
  /** Off for regions, tables and grids that stand edge to edge. */
  padded?: boolean;
  className?: string;
  /** Its name where nothing in it takes the focus: then it takes the focus itself, so that keys can scroll it. */
  scrolled?: string;
}

/** What scrolls on a desk; on a phone the whole page does. */
export function SheetBody({ children, padded = true, className, scrolled }: SheetBodyProps) {
  return (
    <div
      {...(scrolled !== undefined && { role: 'region', 'aria-label': scrolled, tabIndex: 0 })}
      className={clsx(
        'min-h-0 flex-1 scroll-py-16 border-border border-t wide:overflow-auto',
        padded && 'p-6 max-wide:px-4 max-wide:pt-4',
        className,
      )}
    >
      {children}
    </div>
  );
}

/** The page's actions; it stays in sight. On a phone they share the width. */
export function SheetFoot({ children }: { children: ReactNode }) {
  return (
    <footer className="flex min-h-15 flex-none flex-wrap items-center gap-3 border-border border-t bg-surface-sunken px-6 py-2.5 max-wide:sticky max-wide:bottom-0 max-wide:z-5 max-wide:px-4 max-wide:[&>:is(a,button)]:flex-1">
      {children}
    </footer>
  );
}
