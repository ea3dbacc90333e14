import type { MouseEvent, ReactNode } from 'react';

export interface RecordLinkProps {
  href: string;
  isCurrent: boolean;
  onOpen: () => void;
  label?: string;
  className?: string;
  children: ReactNode;
}

/** A link to a record. A plain click opens the drawer; clicks with modifier keys behave as on any link. */
export function RecordLink({ href, isCurrent, onOpen, label, className, children }: RecordLinkProps) {
  const press = (event: MouseEvent) => {
    // The row around the link opens the drawer, too.
    event.stopPropagation();
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onOpen();
  };
  return (
    <a
      data-record-link
      href={href}
      aria-label={label}
      aria-current={isCurrent ? 'true' : undefined}
      onClick={press}
      className={
        className ??
        'inline-flex min-h-target min-w-target items-center justify-end rounded-tag px-1 text-text-muted text-xs -outline-offset-2 hover:text-accent'
      }
    >
      {children}
    </a>
  );
}
