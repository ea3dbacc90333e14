'use client';

import { useState } from 'react';
import { useActionResult } from '#components/http/use-action-result.ts';
import { invitationPath, isLinkMailable } from '#lib/core/people/person.ts';
import type { LinkFor, NewLink, PeopleProps } from './people-actions.ts';

/** A link that was just made, and what became of its mail. */
export interface PersonLink {
  readonly url: string;
  readonly email: string;
  /** `notOffered`: the console cannot mail it. */
  readonly mail: 'notOffered' | 'offered' | 'sending' | 'sent';
  /** Why it was not mailed. */
  readonly problem?: string;
}

/** The link that an action has returned, until it is closed. It can be mailed as long as it is shown. */
export function usePersonLink({ publicUrl, hasMailServer, actions }: Omit<PeopleProps, 'people' | 'invitations'>) {
  const resultOf = useActionResult();
  const [shown, setShown] = useState<(PersonLink & NewLink) | null>(null);
  const mail = async (link: PersonLink & NewLink) => {
    setShown({ ...link, mail: 'sending' });
    const result = await resultOf(() => actions.mailInvitation({ id: link.id, token: link.token }));
    const mailed: PersonLink & NewLink = result.ok
      ? { ...link, mail: 'sent' }
      : { ...link, mail: 'offered', problem: result.message };
    // A link that was closed meanwhile is shown again only if it was not mailed, or else the person never gets it.
    setShown((current) => (current === null && result.ok ? null : mailed));
  };
  const show = (link: NewLink, { email, role }: LinkFor, isMailed = false) => {
    const url = new URL(invitationPath(link.token), publicUrl ?? window.location.href).href;
    const isOffered = hasMailServer && isLinkMailable(role);
    const created = { ...link, url, email, mail: isOffered ? 'offered' : 'notOffered' } as const;
    if (isOffered && isMailed) void mail(created);
    else setShown(created);
  };
  return {
    shown,
    show,
    mail: () => shown && void mail(shown),
    close: () => setShown(null),
  };
}
