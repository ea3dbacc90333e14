import type { NewLink } from './people-actions.ts';

/** A new link, and the state of its mail. */
export interface PersonLink extends NewLink {
  readonly url: string;
  readonly email: string;
  /** `notOffered`: there is no mail server, or links for this role are not mailed. */
  readonly mail: 'notOffered' | 'offered' | 'sending' | 'sent';
  /** Why the last attempt to mail it failed. */
  readonly problem?: string | undefined;
}

/** The link after an attempt to mail it; `problem` is why it was not mailed. */
export function afterMail(link: PersonLink, problem: string | undefined): PersonLink {
  return { ...link, mail: problem === undefined ? 'sent' : 'offered', problem };
}

/**
 * The links to show, one after another, once `link` was created or changed. A link that was closed while it was being
 * mailed is shown again if it was not mailed, because no one could get it in another way.
 */
export function withLink(links: readonly PersonLink[], link: PersonLink): readonly PersonLink[] {
  if (links.some(({ token }) => token === link.token))
    return links.map((shown) => (shown.token === link.token ? link : shown));
  return link.mail === 'sent' ? links : [...links, link];
}
