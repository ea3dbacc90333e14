import { useTranslations } from 'next-intl';
import { CursorPages } from '../navigation/cursor-pages.tsx';

export interface PaginationProps {
  /** The previous page, towards the top of the list. */
  newerHref?: string | undefined;
  olderHref?: string | undefined;
}

/** Links to the previous and the next page of a list. */
export function Pagination({ newerHref, olderHref }: PaginationProps) {
  const t = useTranslations('shell.kit');
  return (
    <CursorPages
      scroll
      label={t('pages')}
      previous={{ label: t('newer'), href: newerHref }}
      next={{ label: t('older'), href: olderHref }}
    />
  );
}
