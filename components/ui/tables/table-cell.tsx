import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface TdProps {
  children?: ReactNode;
  /** The column's name, shown before the value when rows are cards. */
  label?: string;
  /** When rows are cards: shown at the end of the first line without a label, for the status or menu. */
  corner?: boolean;
  /** For numbers: right-aligned tabular figures. */
  end?: boolean;
  muted?: boolean;
  /** Truncates long text; `title` should have the full text. */
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

/** The cell of a value that does not exist: a dash, left out when rows are cards. */
export function EmptyTd({ className, ...props }: Pick<TdProps, 'label' | 'end' | 'className'>) {
  return (
    <Td {...props} muted className={clsx('cards:hidden max-wide:hidden', className)}>
      —
    </Td>
  );
}

/** A row. `isFresh` highlights a newly created one, `selected` the one that is open or that the page is about. */
export function Tr({
  children,
  isFresh = false,
  selected,
}: {
  children: ReactNode;
  isFresh?: boolean;
  selected?: boolean;
}) {
  return (
    <tr
      aria-selected={selected}
      className={clsx(
        (isFresh || selected) &&
          'wide:[&>*]:bg-surface-selected max-wide:bg-surface-selected cards:bg-surface-selected',
        isFresh &&
          'wide:[&>:first-child]:shadow-[inset_3px_0_0_var(--color-accent)] max-wide:shadow-[8px_0_0_var(--color-surface-selected),-8px_0_0_var(--color-surface-selected),-11px_0_0_var(--color-accent)] wide:[&>:first-child]:pl-3!',
      )}
    >
      {children}
    </tr>
  );
}
