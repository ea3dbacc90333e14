import type { NewLink } from './people-actions.ts';

/** A link that was just made, and what became of its mail. */
export interface PersonLink extends NewLink {
  readonly url: string;
  readonly email: string;
  /** `notOffered`: the console cannot mail it. */
  readonly mail: 'notOffered' | 'offered' | 'sending' | 'sent';
  /** Why it was not mailed the last time. */
  readonly problem?: string | undefined;
}

/** The link after its mail was tried; `refusal` is why it was not mailed. */
export function afterMail(link: PersonLink, refusal: string | undefined): PersonLink {
  return { ...link, mail: refusal === undefined ? 'sent' : 'offered', problem: refusal };
}

/**
 * The links to show, one after another, after one of them was made, or its mail was tried. A link that was closed while
 * it was mailed is shown again only if it was not mailed, or else the person never gets it.
 */
export function withLink(links: readonly PersonLink[], link: PersonLink): readonly PersonLink[] {
  if (links.some(({ token }) => token === link.token))
    return links.map((each) => (each.token === link.token ? link : each));
  return link.mail === 'sent' ? links : [...links, link];
}
