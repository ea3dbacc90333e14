import { z } from 'zod';
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
  /** Since when the person cannot sign in. */
  readonly disabledAt: number | null;
}

/** A person as another one sees it. */
export interface ListedPerson extends Person {
  /** When the person last used the console; null for never, or not for a week. */
  readonly lastUsedAt: number | null;
  readonly isSelf: boolean;
  /** Whether the reader may change it. */
  readonly mayChange: boolean;
  /** Besides the password, which alone does not sign the person in if there is one. */
  readonly factors: readonly Factor[];
  /** Whether the person signs in by the identity provider. */
  readonly hasIdentity: boolean;
  /** Whether the reader may remove the second factors. */
  readonly mayRemoveFactors: boolean;
}

/** A link to choose a password with: as a new person, or because the old password is forgotten. */
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

/** Where a link leads in the console. */
export function invitationPath(token: string): string {
  return `/invitations/${token}`;
}

const MAX_EMAIL = 254;
/** Longer passwords would only cost time. */
const MAX_PASSWORD = 1000;

export const personName = nameInput({ required: 'person_name_required', tooLong: 'person_name_too_long' });
export const emailInput = z
  .string({ error: 'email_required' })
  .trim()
  .toLowerCase()
  .min(1, 'email_required')
  .max(MAX_EMAIL, 'email_invalid')
  .regex(/^[^\s@<>,;]+@[^\s@<>,;]+$/, 'email_invalid');
export const roleInput = z.enum(ROLES);
/** Any text, blanks included; `passwordFault` judges new ones. */
export const passwordInput = z
  .string({ error: 'password_required' })
  .min(1, 'password_required')
  .max(MAX_PASSWORD, 'password_too_long');

export const newOwner = z.object({ name: personName, email: emailInput, password: passwordInput });
export const signInInput = z.object({ email: emailInput, password: passwordInput });
export const newInvitation = z.object({ email: emailInput, role: roleInput });
export const acceptedInvitation = z.object({
  token: z.string().max(100),
  /** Required of a new person. */
  name: personName.optional(),
  password: passwordInput,
});
export const changedPassword = z.object({ current: passwordInput, password: passwordInput });

/** The person as the actor of a command; in a session, which knows when the person last proved who they are. */
export function actorOfPerson({ id, role }: Pick<Person, 'id' | 'role'>, session?: Session): Actor {
  const proved = session && { session: { id: session.id, provedAt: session.provedAt } };
  return { kind: 'person', id: String(id), role, ...proved };
}

/** Second factors of an equal are removed by owners only: an admin could otherwise enter as another. */
export function mayRemoveFactors({ role }: Pick<Actor, 'role'>, of: Role): boolean {
  return role === 'owner' || (mayManage({ role }, of) && role !== of);
}

/**
 * Whether a link for somebody of a role may be mailed. A person who sets the mail server can read the mails, and
 * must not get a role by them that this person could not give.
 */
export function isLinkMailable(role: Role): boolean {
  return mayManage({ role: MINIMUM_ROLES['settings.manage'] }, role);
}

/** Nobody manages people of a higher role, and only owners make owners. */
export function mayManage({ role }: Pick<Actor, 'role'>, ...roles: readonly Role[]): boolean {
  return roles.every((each) => role !== 'anonymous' && ROLES.indexOf(each) <= ROLES.indexOf(role));
}
