'use client';

import { useState } from 'react';
import { useActionResult } from '#components/http/use-action-result.ts';
import { invitationPath, isLinkMailable } from '#lib/core/people/person.ts';
import type { LinkRecipient, NewLink, PeopleProps } from './people-actions.ts';
import { afterMail, type PersonLink, withLink } from './person-links.ts';

/** The link that an action returned, shown until the person closes it. It can be mailed as long as it is shown. */
export function usePersonLink({ publicUrl, hasMailServer, actions }: Omit<PeopleProps, 'people' | 'invitations'>) {
  const resultOf = useActionResult();
  const [links, setLinks] = useState<readonly PersonLink[]>([]);
  const update = (link: PersonLink) => setLinks((before) => withLink(before, link));
  const mail = async (link: PersonLink) => {
    update({ ...link, mail: 'sending', problem: undefined });
    const result = await resultOf(() => actions.mailInvitation({ id: link.id, token: link.token }));
    update(afterMail(link, result.ok ? undefined : result.message));
  };
  const show = (link: NewLink, { email, role }: LinkRecipient, mailsLink = false) => {
    const url = new URL(invitationPath(link.token), publicUrl ?? window.location.href).href;
    const isMailOffered = hasMailServer && isLinkMailable(role);
    const created = { ...link, url, email, mail: isMailOffered ? 'offered' : 'notOffered' } as const;
    if (isMailOffered && mailsLink) void mail(created);
    else update(created);
  };
  const [shown = null] = links;
  return {
    shown,
    show,
    mail: () => shown && void mail(shown),
    close: () => setLinks((before) => before.slice(1)),
  };
}
