import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Security } from '#components/people/security/security.tsx';
import { viewPasskeyOrigin } from '#lib/commands/console/access/passkeys.ts';
import { viewAccount } from '#lib/commands/console/access/people.ts';
import { viewFactors } from '#lib/commands/console/access/second-factors.ts';
import { viewIdentities, viewSso } from '#lib/commands/console/access/single-sign-on.ts';
import { requestVisitor } from '#lib/web/request/request-visitor.ts';
import { load } from '#lib/web/run-command.ts';
import {
  addPasskey,
  beginPasskey,
  beginSsoConnect,
  changeOwnPassword,
  confirmTotp,
  disconnectIdentity,
  endOtherSessions,
  endSession,
  removePasskey,
  removeTotp,
  renamePasskey,
  renewRecoveryCodes,
  startTotp,
} from './actions.ts';

const factorActions = { startTotp, confirmTotp, removeTotp, renewRecoveryCodes };
const passkeyActions = { beginPasskey, addPasskey, renamePasskey, removePasskey };
const ssoActions = { beginSsoConnect, disconnectIdentity };
const actions = { ...factorActions, ...passkeyActions, ...ssoActions, changeOwnPassword, endSession, endOtherSessions };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people.security'))('title') };
}

/** A 404 page until an owner exists, because until then there are no accounts. */
export default async function SecurityPage() {
  const { session } = await requestVisitor();
  if (session === null) notFound();
  const [account, factors, passkeyOrigin, identities, sso] = await Promise.all([
    load(viewAccount, {}),
    load(viewFactors, {}),
    load(viewPasskeyOrigin, {}),
    load(viewIdentities, {}),
    load(viewSso, {}),
  ]);
  const signIn = { factors, identities, sso, passkeyOrigin };
  return <Security {...account} {...signIn} currentSession={session} actions={actions} />;
}
