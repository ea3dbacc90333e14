import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SIGN_IN } from '#components/paths.ts';
import { CardPage } from '#components/shell/card-page.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { requestVisitor } from '#lib/web/request/request-visitor.ts';
import { isAnonymous } from '#lib/web/visitor.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people.invalidLink'))('title') };
}

/** For a link that was used, has expired, was withdrawn, or never existed; the page does not reveal which. */
export default async function InvitationNotFound() {
  const t = await getTranslations('people.invalidLink');
  return (
    <CardPage title={t('title')} lead={t('text')} hasNavigation={!isAnonymous(await requestVisitor())}>
      <ButtonLink variant="primary" href={SIGN_IN}>
        {t('signIn')}
      </ButtonLink>
    </CardPage>
  );
}
