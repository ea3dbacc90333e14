import { useTranslations } from 'next-intl';
import { Button } from '../buttons/button.tsx';
import { ButtonLink } from '../buttons/button-link.tsx';

export interface PaginationProps {
  /** The previous page, towards the top of the list. */
  newerHref?: string | undefined;
  olderHref?: string | undefined;
}

/** Cursor pagination. At an end of the list the button is disabled, so that nothing shifts. */
export function Pagination({ newerHref, olderHref }: PaginationProps) {
  const t = useTranslations('shell.kit');
  return (
    <nav aria-label={t('pages')} className="flex gap-2">
      <Page href={newerHref}>{t('newer')}</Page>
      <Page href={olderHref}>{t('older')}</Page>
    </nav>
  );
}

function Page({ href, children }: { href: string | undefined; children: string }) {
  if (href === undefined)
    return (
      <Button size="sm" disabled>
        {children}
      </Button>
    );
  return (
    <ButtonLink size="sm" href={href}>
      {children}
    </ButtonLink>
  );
}
