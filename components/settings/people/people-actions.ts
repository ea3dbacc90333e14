import type { Invitation, ListedPerson } from '#lib/core/people/person.ts';
import type { ActionResult } from '#lib/web/action-result.ts';
import type { RunPeopleAction } from './use-people-actions.ts';

type Action<Value = unknown> = (input: unknown) => Promise<ActionResult<Value>>;
/** A new link, for an invitation or a password reset. */
export interface NewLink {
  readonly id: number;
  readonly token: string;
}
type LinkAction = Action<NewLink>;

/** The person for whom a link is. */
export type LinkRecipient = Pick<Invitation, 'email' | 'role'>;

export interface PeopleActions {
  readonly invitePerson: LinkAction;
  readonly renewInvitation: LinkAction;
  readonly resetPassword: LinkAction;
  /** Mails a link that one of the actions above created. */
  readonly mailInvitation: (input: NewLink) => Promise<ActionResult<unknown>>;
  readonly withdrawInvitation: Action;
  readonly changeRole: Action;
  readonly disablePerson: Action;
  readonly enablePerson: Action;
  readonly removeFactors: Action;
  readonly revokeApiKey: Action;
}

export interface PeopleProps {
  readonly people: readonly ListedPerson[];
  readonly invitations: readonly Invitation[];
  /** Whether the visitor may make other people owners. */
  readonly isOwner: boolean;
  /** The public URL, as the base of links; if it is null, their base is the URL in the browser. */
  readonly publicUrl: string | null;
  readonly hasMailServer: boolean;
  /** The identity provider, and whether its groups determine the roles; null if there is none. */
  readonly provider: { readonly name: string; readonly givesRoles: boolean } | null;
  readonly actions: PeopleActions;
}

/** What a row of the table needs. */
export interface RowActions extends Pick<PeopleProps, 'isOwner' | 'provider' | 'actions'> {
  readonly run: RunPeopleAction;
  readonly showLink: (link: NewLink, to: LinkRecipient) => void;
}
