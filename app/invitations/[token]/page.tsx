import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AcceptForm } from '#components/people/accept-form.tsx';
import { EntryPage } from '#components/shell/entry-page.tsx';
import { viewInvitation } from '#lib/commands/console/access/people.ts';
import { requestVisitor } from '#lib/web/request-visitor.ts';
import { load } from '#lib/web/run-command.ts';
import { isAnonymous } from '#lib/web/visitor.ts';
import { acceptInvitation } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people.accept'))('title'), robots: { index: false } };
}

export default async function InvitationPage({ params }: PageProps<'/invitations/[token]'>) {
  const t = await getTranslations('people.accept');
  const { token } = await params;
  const invitation = await load(viewInvitation, { token });
  if (!invitation) notFound();
  const { email, invitedBy, person } = invitation;
  return (
    <EntryPage
      title={t(person === null ? 'title' : 'newPassword')}
      lead={t(person === null ? 'lead' : 'newPasswordLead', { email, invitedBy })}
      hasNavigation={!isAnonymous(await requestVisitor())}
    >
      <AcceptForm token={token} isNew={person === null} accept={acceptInvitation} />
    </EntryPage>
  );
}
