import { z } from 'zod';
import type { ApiKey } from '../access/api-key.ts';
import { type Actor, MINIMUM_ROLES, ROLES, type Role } from '../access/permission.ts';
import { nameInput } from '../text/name.ts';
import type { Factor } from './second-factor.ts';
import type { Session } from './session.ts';

/** A person who signs in. Times are milliseconds since 1970. */
export interface Person {
  readonly id: number;
  readonly name: string;
  /** In lower case. */
  readonly email: string;
  readonly role: Role;
  readonly passwordChangedAt: number | null;
  readonly createdAt: number;
  /** Since when the person cannot sign in; null if the person can. */
  readonly disabledAt: number | null;
}

/** A person as listed for a visitor, who may be the same person. */
export interface ListedPerson extends Person {
  /** When the person last used the console; null if no session is known, because sessions that end are deleted. */
  readonly lastUsedAt: number | null;
  readonly isSelf: boolean;
  /** Whether the visitor may change this person. */
  readonly mayChange: boolean;
  /** The second factors. If there is one, the password alone does not sign the person in. */
  readonly factors: readonly Factor[];
  /** Whether the person can sign in through the identity provider. */
  readonly hasIdentity: boolean;
  /** Whether the visitor may remove the second factors. */
  readonly mayRemoveFactors: boolean;
  /**
   * The API keys that the person created and that are neither revoked nor expired. They stay valid if the
   * person is disabled.
   */
  readonly activeKeys: readonly Pick<ApiKey, 'id' | 'name'>[];
}

/** A link for choosing a password: as a new person, or in place of a forgotten or missing one. */
export interface Invitation {
  readonly id: number;
  readonly email: string;
  readonly role: Role;
  /** Null for a new person. */
  readonly person: number | null;
  readonly invitedBy: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

const HOUR = 60 * 60 * 1000;
export const INVITATION_MS = 48 * HOUR;

/** The page of the console that an invitation's link opens. */
export function invitationPath(token: string): string {
  return `/invitations/${token}`;
}

const MAX_EMAIL = 254;
/** Longer passwords would only cost time. */
const MAX_PASSWORD = 1000;

export const personNameInput = nameInput({ required: 'person_name_required', tooLong: 'person_name_too_long' });
export const emailInput = z
  .string({ error: 'email_required' })
  .trim()
  .toLowerCase()
  .min(1, 'email_required')
  .max(MAX_EMAIL, 'email_invalid')
  .regex(/^[^\s@<>,;]+@[^\s@<>,;]+$/, 'email_invalid');
export const roleInput = z.enum(ROLES);
/** Any text, blanks included; `passwordFault` checks new passwords. */
export const passwordInput = z
  .string({ error: 'password_required' })
  .min(1, 'password_required')
  .max(MAX_PASSWORD, 'password_too_long');

export const newOwner = z.object({ name: personNameInput, email: emailInput, password: passwordInput });
export const signInInput = z.object({ email: emailInput, password: passwordInput });
export const newInvitation = z.object({ email: emailInput, role: roleInput });
export const acceptedInvitation = z.object({
  token: z.string().max(100),
  /** Required of a new person. */
  name: personNameInput.optional(),
  password: passwordInput,
});
export const changedPassword = z.object({ current: passwordInput, password: passwordInput });

/** The person as the actor of a command, with the session, if there is one. */
export function actorOfPerson({ id, role }: Pick<Person, 'id' | 'role'>, session?: Session): Actor {
  const actor: Actor = { kind: 'person', id: String(id), role };
  return session ? { ...actor, session: { id: session.id, provedAt: session.provedAt } } : actor;
}

/**
 * Only owners may remove second factors of people of their own role: an admin could otherwise sign in as another admin.
 */
export function mayRemoveFactors({ role }: Pick<Actor, 'role'>, targetRole: Role): boolean {
  return role === 'owner' || (mayManage({ role }, targetRole) && role !== targetRole);
}

/**
 * Whether a link for a person of this role may be mailed. People who may choose the mail server can read all mail, so a
 * mailed link must not give a role that they may not grant.
 */
export function isLinkMailable(role: Role): boolean {
  return mayManage({ role: MINIMUM_ROLES['settings.manage'] }, role);
}

/**
 * Whether an actor may manage people of all these roles. They must not be above the actor's own role, so only owners
 * appoint owners.
 */
export function mayManage({ role }: Pick<Actor, 'role'>, ...targetRoles: readonly Role[]): boolean {
  return targetRoles.every((target) => role !== 'anonymous' && ROLES.indexOf(target) <= ROLES.indexOf(role));
}
