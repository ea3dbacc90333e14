import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface TdProps {
  children?: ReactNode;
  /** The column's name, shown beside the value where rows are cards. */
  label?: string;
  /** Where rows are cards: at the end of the first line, without its column's name. For the status or the menu. */
  corner?: boolean;
  /** Numbers: aligned at the end, digits of one width. */
  end?: boolean;
  muted?: boolean;
  /** Cuts long text; give the full text in `title`. */
  cut?: boolean;
  title?: string;
  colSpan?: number;
  className?: string;
}

export function Td({
  children,
  label,
  corner = false,
  end = false,
  muted = false,
  cut = false,
  className,
  ...props
}: TdProps) {
  return (
    <td
      {...props}
      data-label={corner ? undefined : label}
      data-corner={corner || undefined}
      className={clsx(
        'h-row border-border border-b px-3 py-1 align-middle',
        end && 'text-end tabular-nums',
        muted && 'text-text-muted',
        cut && 'max-w-0 truncate',
        className,
      )}
    >
      {children}
    </td>
  );
}

/** A row; `fresh` marks one that has just been made, `selected` the one being looked at. */
export function Tr({
  children,
  fresh = false,
  selected,
}: {
  children: ReactNode;
  fresh?: boolean;
  selected?: boolean;
}) {
  return (
    <tr
      aria-selected={selected}
      className={clsx(
        (fresh || selected) && 'wide:[&>*]:bg-surface-selected max-wide:bg-surface-selected',
        fresh &&
          'wide:[&>:first-child]:shadow-[inset_3px_0_0_var(--color-accent)] max-wide:shadow-[8px_0_0_var(--color-surface-selected),-8px_0_0_var(--color-surface-selected),-11px_0_0_var(--color-accent)] wide:[&>:first-child]:pl-3!',
      )}
    >
      {children}
    </tr>
  );
}
