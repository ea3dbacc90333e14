import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Account } from '#components/people/account/account.tsx';
import { viewAccount } from '#lib/commands/console/access/people.ts';
import { requestVisitor } from '#lib/web/request/request-visitor.ts';
import { load } from '#lib/web/run-command.ts';
import { renameSelf, signOut } from './actions.ts';

const actions = { renameSelf, signOut };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people.account'))('profile') };
}

/** A 404 page until an owner exists, because until then there are no accounts. */
export default async function AccountPage() {
  if ((await requestVisitor()).session === null) notFound();
  return <Account {...(await load(viewAccount, {}))} actions={actions} />;
}
