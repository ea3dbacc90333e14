import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { CodeForm } from '#components/people/code-form.tsx';
import { ownPath } from '#components/people/own-path.ts';
import { SignInForm } from '#components/people/sign-in-form.tsx';
import { CardPage } from '#components/shell/card-page.tsx';
import { viewPasskeyOrigin } from '#lib/commands/console/access/passkeys.ts';
import { viewPendingSignIn } from '#lib/commands/console/access/second-factors.ts';
import { viewSso } from '#lib/commands/console/access/single-sign-on.ts';
import { requestVisitor } from '#lib/web/request/request-visitor.ts';
import { load } from '#lib/web/run-command.ts';
import { pendingToken } from '#lib/web/session-cookies.ts';
import { isAnonymous } from '#lib/web/visitor.ts';
import {
  beginPasskeySignIn,
  beginSsoSignIn,
  cancelSignIn,
  completePasskeySignIn,
  completeSignIn,
  signIn,
} from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people.signIn'))('title') };
}

/**
 * Signs a person in, in one or two steps. If a second factor is needed, the first step sets a cookie; the page shows
 * the second step in the browser that has it.
 */
export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const t = await getTranslations('people');
  const to = ownPath((await searchParams)['to']);
  if (!isAnonymous(await requestVisitor())) redirect(to);
  const pending = await load(viewPendingSignIn, { pending: await pendingToken() });
  const passkey = {
    origin: await load(viewPasskeyOrigin, {}),
    begin: beginPasskeySignIn,
    complete: completePasskeySignIn,
  };
  if (pending) {
    return (
      <CardPage
        title={t(pending.hasTotp ? 'code.title' : 'code.titleWithoutApp')}
        lead={pending.email}
        foot={t('signIn.foot')}
      >
        <CodeForm {...pending} passkey={passkey} complete={completeSignIn} cancel={cancelSignIn} pathAfter={to} />
      </CardPage>
    );
  }
  const provider = await load(viewSso, {});
  const sso = provider ? { ...provider, begin: beginSsoSignIn } : undefined;
  return (
    <CardPage title={t('signIn.title')} foot={t('signIn.foot')}>
      <SignInForm signIn={signIn} passkey={passkey} sso={sso} pathAfter={to} />
    </CardPage>
  );
}
