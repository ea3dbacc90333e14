import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Account } from '#components/people/account/account.tsx';
import { viewAccount } from '#lib/commands/console/access/people.ts';
import { requestVisitor } from '#lib/web/request-visitor.ts';
import { load } from '#lib/web/run-command.ts';
import { changeOwnPassword, endOtherSessions, endSession, renameSelf, signOut } from './actions.ts';

const actions = { changeOwnPassword, endOtherSessions, endSession, renameSelf, signOut };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people.account'))('title') };
}

/** A 404 page until an owner exists: there are no accounts before. */
export default async function AccountPage() {
  const { session } = await requestVisitor();
  if (session === null) notFound();
  return <Account {...(await load(viewAccount, {}))} session={session} actions={actions} />;
}
