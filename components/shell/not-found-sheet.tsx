import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';

/** What an address may name. */
type Missing = 'page' | 'job' | 'query' | 'table' | 'parentSegment' | 'audience' | 'project' | 'attempt';

/** The document title of a page whose address names something that does not exist. */
export async function notFoundMetadata(missing: Missing): Promise<Metadata> {
  return { title: (await getTranslations('shell.notFound'))(`${missing}.title`) };
}

/** Says what does not exist, with a link to the list of what does. */
export function NotFoundSheet({ missing, href }: { missing: Missing; href: string }) {
  const t = useTranslations('shell.notFound');
  const title = t(`${missing}.title`);
  return (
    <Sheet>
      <SheetHead title={title} />
      <SheetBody>
        <EmptyState
          title={title}
          actions={
            <ButtonLink variant="primary" size="sm" href={href}>
              {t(`${missing}.action`)}
            </ButtonLink>
          }
        >
          {missing === 'page' ? t('pageText') : t('text')}
        </EmptyState>
      </SheetBody>
    </Sheet>
  );
}
