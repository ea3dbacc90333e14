import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { RegainFocus } from './focus/regain-focus.ts';
import { MAIN_ID } from './focus/skip-link.tsx';
import { FootHeight } from './foot-height.tsx';

/** The main area of a page. It contains head, subtitle, tabs, body and foot, in this order. */
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
      <RegainFocus />
      {children}
    </main>
  );
}

/** A line below the head, such as the source and target of a job. */
export function SheetSubtitle({ children }: { children: ReactNode }) {
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
  /** False for regions, tables and grids without side margins. */
  padded?: boolean;
  className?: string;
  /**
   * The accessible name of a body without focusable content: it becomes focusable, so that it can be scrolled by
   * keyboard.
   */
  scrollLabel?: string;
}

/** The scrollable part on desktops; on phones the whole page scrolls. */
export function SheetBody({ children, padded = true, className, scrollLabel }: SheetBodyProps) {
  return (
    <div
      {...(scrollLabel !== undefined && { role: 'region', 'aria-label': scrollLabel, tabIndex: 0 })}
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

/** The page's actions, always visible. On phones they share the width. */
export function SheetFoot({ children }: { children: ReactNode }) {
  return (
    <footer className="flex min-h-15 flex-none flex-wrap items-center gap-3 border-border border-t bg-surface-sunken px-6 py-2.5 max-wide:sticky max-wide:bottom-0 max-wide:z-5 max-wide:px-4 max-wide:[&>:is(a,button)]:flex-1">
      {children}
      <FootHeight />
    </footer>
  );
}
