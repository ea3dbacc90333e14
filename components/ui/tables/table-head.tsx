import { clsx } from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from '#components/ui/navigation/link.tsx';

export interface ThProps {
  children?: ReactNode;
  end?: boolean;
  /** How the table is sorted by this column. */
  sort?: 'ascending' | 'descending' | 'none';
  /** The link that sorts the list by this column. */
  sortHref?: string;
  className?: string;
}

/** The sticky header of a column. */
export function Th({ children, end = false, sort, sortHref, className }: ThProps) {
  const Arrow = sort === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={sort}
      className={clsx(
        'sticky top-0 z-1 h-control whitespace-nowrap bg-surface px-3 py-1 font-medium text-text-muted text-xs shadow-[inset_0_-1px_0_var(--color-border)]',
        end && 'text-end',
        className,
      )}
    >
      {sortHref ? (
        <Link href={sortHref} className="inline-flex min-h-target items-center gap-1 text-inherit hover:text-text">
          {children}
          {sort && sort !== 'none' && <Arrow aria-hidden className="size-3" />}
        </Link>
      ) : (
        children
      )}
    </th>
  );
}

/** The header cell of a row, usually a link. */
export function RowHead({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <th
      scope="row"
      className={clsx('h-row border-border border-b px-3 py-1 text-start font-semibold text-text', className)}
    >
      {children}
    </th>
  );
}
