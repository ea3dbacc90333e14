import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { AUTHENTICATIONS } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('authentications.missing'))('title') };
}

export default function AuthenticationNotFound() {
  const t = useTranslations('authentications');
  return (
    <Sheet>
      <SheetHead crumbs={[{ label: t('title'), href: AUTHENTICATIONS }]} title={t('missing.crumb')} />
      <SheetBody>
        <EmptyState
          title={t('missing.title')}
          actions={
            <ButtonLink variant="primary" size="sm" href={AUTHENTICATIONS}>
              {t('missing.action')}
            </ButtonLink>
          }
        >
          {t('missing.text')}
        </EmptyState>
      </SheetBody>
    </Sheet>
  );
}
