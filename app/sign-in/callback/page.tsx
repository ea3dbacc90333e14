import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { SsoCallback } from '#components/people/sso/sso-callback.tsx';
import { CardPage } from '#components/shell/card-page.tsx';
import { viewSso } from '#lib/commands/console/access/single-sign-on.ts';
import { requestVisitor } from '#lib/web/request/request-visitor.ts';
import { load } from '#lib/web/run-command.ts';
import { isAnonymous } from '#lib/web/visitor.ts';
import { completeSsoSignIn, connectIdentity, proveBySso } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await getTranslations('people.signIn'))('title'),
    referrer: 'no-referrer',
    robots: { index: false },
  };
}

/**
 * The redirect URI for the identity provider. Rendering the page does not use its query parameters: the flow is
 * completed by a request from the page itself, because no other site can send such a request.
 */
export default async function SignInCallbackPage() {
  const sso = await load(viewSso, {});
  if (!sso) notFound();
  return (
    <CardPage title={sso.name} hasNavigation={!isAnonymous(await requestVisitor())}>
      <SsoCallback
        provider={sso.name}
        completeSignIn={completeSsoSignIn}
        completeConnect={connectIdentity}
        completeProof={proveBySso}
      />
    </CardPage>
  );
}
