import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ownPath } from '#components/people/own-path.ts';
import { SignInForm } from '#components/people/sign-in-form.tsx';
import { EntryPage } from '#components/shell/entry-page.tsx';
import { requestVisitor } from '#lib/web/request-visitor.ts';
import { isNobody } from '#lib/web/visitor.ts';
import { signIn } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people.signIn'))('title') };
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const t = await getTranslations('people.signIn');
  const to = ownPath((await searchParams)['to']);
  if (!isNobody(await requestVisitor())) redirect(to);
  return (
    <EntryPage title={t('title')} foot={t('foot')}>
      <SignInForm signIn={signIn} to={to} />
    </EntryPage>
  );
}
