import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { Td } from '../tables/table-cell.tsx';
import { Skeleton } from './skeleton.tsx';

/** More columns would not fit on a phone. */
const COLUMNS_ON_PHONE = 2;

export interface SkeletonRowsProps {
  rows: number;
  columns: number;
}

/** Placeholder rows of a loading table, with the height of real rows. */
export function SkeletonRows({ rows, columns }: SkeletonRowsProps) {
  return Array.from({ length: rows }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
    <tr key={row} aria-hidden>
      {Array.from({ length: columns }, (_, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <Td key={column} className={clsx(column >= COLUMNS_ON_PHONE && 'max-sm:hidden')}>
          <Skeleton width={`${3 + ((row * 3 + column * 5) % 7)}rem`} badge={column === 0} />
        </Td>
      ))}
    </tr>
  ));
}

/** Announces to screen readers that a region is loading. */
export function LoadingNote() {
  const t = useTranslations('shell.kit');
  return (
    <p role="status" className="sr-only">
      {t('loading')}
    </p>
  );
}
