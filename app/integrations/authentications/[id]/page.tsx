import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ArchivedBanner } from '#components/authentication/detail/archived-banner.tsx';
import { AuthenticationDetailButtons } from '#components/authentication/detail/authentication-detail-buttons.tsx';
import { AuthenticationFacts } from '#components/authentication/detail/authentication-facts.tsx';
import { RefusedTokenBanner } from '#components/authentication/detail/refused-token-banner.tsx';
import { AuthenticationState } from '#components/authentication/list/authentication-state.tsx';
import type { ListedAuthentication } from '#components/authentication/list/listed-authentication.ts';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { CliHint } from '#components/new-authentication/cli-hint.tsx';
import { AUTHENTICATIONS } from '#components/paths.ts';
import { Region } from '#components/ui/surfaces/region.tsx';
import { viewAuthentications } from '#lib/commands/console/authentications.ts';
import { load } from '#lib/web/run-command.ts';
import { authenticationActions } from '../authentication-actions.ts';

type Props = PageProps<'/integrations/authentications/[id]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await findAuthentication(params))?.name ?? (await getTranslations('authentications'))('title') };
}

export default async function AuthenticationPage({ params }: Props) {
  const t = await getTranslations('authentications');
  const authentication = await findAuthentication(params);
  if (!authentication) notFound();
  return (
    <Sheet>
      <SheetHead
        crumbs={[{ label: t('title'), href: AUTHENTICATIONS }]}
        title={authentication.name}
        badges={<AuthenticationState authentication={authentication} />}
        actions={<AuthenticationDetailButtons authentication={authentication} actions={authenticationActions} />}
      />
      <SheetBody padded={false}>
        <ArchivedBanner authentication={authentication} />
        <RefusedTokenBanner authentication={authentication} />
        <Region title={t('detail.facts')}>
          <AuthenticationFacts authentication={authentication} />
        </Region>
        <Region title={t('hint.title')} last>
          <CliHint authentication={authentication} />
        </Region>
      </SheetBody>
    </Sheet>
  );
}

/** Undefined if the authentication does not exist, for example because it was deleted. */
async function findAuthentication(params: Props['params']): Promise<ListedAuthentication | undefined> {
  const id = Number((await params).id);
  return (await load(viewAuthentications, {})).find((each) => each.id === id);
}
