import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Security } from '#components/people/security/security.tsx';
import { viewPasskeyOrigin } from '#lib/commands/console/access/passkeys.ts';
import { viewAccount } from '#lib/commands/console/access/people.ts';
import { viewFactors } from '#lib/commands/console/access/second-factors.ts';
import { requestVisitor } from '#lib/web/request-visitor.ts';
import { load } from '#lib/web/run-command.ts';
import {
  addPasskey,
  beginPasskey,
  changeOwnPassword,
  confirmTotp,
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
const actions = { ...factorActions, ...passkeyActions, changeOwnPassword, endSession, endOtherSessions };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people.security'))('title') };
}

/** A 404 page until an owner exists: there are no accounts before. */
export default async function SecurityPage() {
  const { session } = await requestVisitor();
  if (session === null) notFound();
  const [account, factors, origin] = await Promise.all([
    load(viewAccount, {}),
    load(viewFactors, {}),
    load(viewPasskeyOrigin, {}),
  ]);
  return <Security {...account} factors={factors} origin={origin} session={session} actions={actions} />;
}
