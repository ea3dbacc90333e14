import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { AcceptForm } from '#components/people/accept-form.tsx';
import { CardPage } from '#components/shell/card-page.tsx';
import { viewInvitation } from '#lib/commands/console/access/people.ts';
import { requestVisitor } from '#lib/web/request/request-visitor.ts';
import { load } from '#lib/web/run-command.ts';
import { isAnonymous } from '#lib/web/visitor.ts';
import { acceptInvitation } from './actions.ts';

type Props = PageProps<'/invitations/[token]'>;

/** Loads once per request, for the title and the page. */
const findInvitation = cache((token: string) => load(viewInvitation, { token }));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('people.accept');
  const invitation = await findInvitation((await params).token);
  return { title: t(invitation?.person ? 'newPassword' : 'title'), robots: { index: false } };
}

export default async function InvitationPage({ params }: Props) {
  const t = await getTranslations('people.accept');
  const { token } = await params;
  const invitation = await findInvitation(token);
  if (!invitation) notFound();
  const { email, invitedBy, person } = invitation;
  return (
    <CardPage
      title={t(person === null ? 'title' : 'newPassword')}
      lead={t(person === null ? 'lead' : 'newPasswordLead', { email, invitedBy })}
      hasNavigation={!isAnonymous(await requestVisitor())}
    >
      <AcceptForm token={token} isNew={person === null} accept={acceptInvitation} />
    </CardPage>
  );
}
