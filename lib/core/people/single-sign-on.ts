import type { Role } from '../access/permission.ts';

/**
 * An account of a person at an identity provider. Issuer and subject identify it forever; an email address does not.
 */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** An identity with which a person can sign in, as the person sees it. Times are milliseconds since 1970. */
export interface ConnectedIdentity {
  readonly id: number;
  readonly issuer: string;
  /** The name of the account at the provider, when it was connected. */
  readonly account: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

/** What a provider says about a person who has just signed in there. */
export interface ProviderAccount extends Identity {
  /** Null if the provider names none. */
  readonly name: string | null;
  /** In lower case; null if the provider names no address, or says that the address is not verified. */
  readonly email: string | null;
  readonly groups: readonly string[];
  /** How long ago the person proved there who they are; undefined if the provider does not say. */
  readonly provedAgoMs: number | undefined;
}

/** What a sign-in at the provider is for. */
const SSO_PURPOSES = ['sign_in', 'connect', 'prove'] as const;
export type SsoPurpose = (typeof SSO_PURPOSES)[number];

/** A sign-in that a browser has begun at the provider. */
export interface SsoRequest {
  readonly purpose: SsoPurpose;
  /** Null for a person who is not signed in. */
  readonly person: number | null;
  readonly session: number | null;
  /** The path in this console to open afterwards. */
  readonly returnTo: string;
  /** Milliseconds since 1970. */
  readonly begunAt: number;
}

/** The page to which the provider sends the browser back. */
export const SIGN_IN_CALLBACK = '/sign-in/callback';

/** How long a sign-in at the provider may take. */
export const SSO_MS = 10 * 60 * 1000;

/**
 * The roles that a provider's groups can give. Owners are appointed in the console, so that control of the groups is
 * not control of the console.
 */
export const GROUP_ROLES = ['viewer', 'operator', 'admin'] as const satisfies readonly Role[];
export type GroupRole = (typeof GROUP_ROLES)[number];

/** Which role a person gets after signing in at the provider. */
export interface RoleRules {
  /** Empty if groups do not determine roles. */
  readonly roles: readonly { readonly group: string; readonly role: GroupRole }[];
  /** The role of people without one of these groups; if undefined, they are refused, except as `roleAtSignIn` says. */
  readonly defaultRole: GroupRole | undefined;
}

/** The highest role of these groups, or else the default role, if there is one. */
export function roleOfGroups(groups: readonly string[], { roles, defaultRole }: RoleRules): GroupRole | undefined {
  const granted = roles.filter(({ group }) => groups.includes(group)).map(({ role }) => role);
  return GROUP_ROLES.findLast((role) => granted.includes(role)) ?? defaultRole;
}

/**
 * The role of a known person after a sign-in, by the person's groups if groups determine roles. Owners stay owners.
 * Undefined if the person is refused.
 */
export function roleAtSignIn(current: Role, groups: readonly string[], rules: RoleRules): Role | undefined {
  return current === 'owner' || rules.roles.length === 0 ? current : roleOfGroups(groups, rules);
}
