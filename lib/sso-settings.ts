import { z } from 'zod';
import { GROUP_ROLES, type RoleRules } from './core/people/single-sign-on.ts';
import { MAX_NAME_LENGTH } from './core/text/name.ts';
import { firstUnprintable } from './core/text/unprintable.ts';
import { problemOfServerUrl } from './network-settings.ts';

/** The identity provider through which people sign in. Never from the database or the browser. */
export interface SsoEnv extends RoleRules {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The name on the sign-in button. */
  readonly name: string;
  readonly scopes: string;
  readonly groupsClaim: string;
}

const ROLE_NAMES = GROUP_ROLES.join(', ');

/** The URL of an issuer. A trailing slash is kept, because it is part of the issuer's identifier. */
export const issuerUrl = z.string().transform((text, context) => {
  const url = URL.parse(text);
  const problem = url === null ? 'must be a URL' : problemOfIssuer(url);
  if (url !== null && problem === undefined) return url.href;
  context.addIssue({ code: 'custom', message: problem ?? '' });
  return z.NEVER;
});

function problemOfIssuer(url: URL): string | undefined {
  return url.pathname.includes('/.well-known/') ? 'must end before /.well-known/' : problemOfServerUrl(url);
}

export const providerName = z
  .string()
  .trim()
  .min(1, 'must be a name')
  .max(MAX_NAME_LENGTH, `must have at most ${MAX_NAME_LENGTH} characters`)
  .refine((name) => firstUnprintable(name) === undefined, 'must not contain control characters');

export const scopeList = z
  .string()
  .regex(/^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/, 'must be names separated by single spaces')
  .refine((text) => text.split(' ').includes('openid'), 'must contain openid');

/** Pairs `group=role`, separated by commas. */
export const groupRoles = z.string().transform((text, context): RoleRules['roles'] => {
  const pairs = text.split(',').map((pair) => {
    const at = pair.lastIndexOf('=');
    const role = GROUP_ROLES.find((known) => known === pair.slice(at + 1).trim());
    return { group: pair.slice(0, Math.max(at, 0)).trim(), role };
  });
  const complete = pairs.flatMap(({ group, role }) => (group === '' || role === undefined ? [] : [{ group, role }]));
  if (complete.length === pairs.length) return complete;
  const message = `must list group=role, separated by commas; roles are ${ROLE_NAMES}, and owners are appointed in the console`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

export const defaultRole = z.enum(GROUP_ROLES);

export interface SsoValues {
  readonly PINTD_OIDC_ISSUER?: string | undefined;
  readonly PINTD_OIDC_CLIENT_ID?: string | undefined;
  readonly PINTD_OIDC_CLIENT_SECRET?: string | undefined;
  readonly PINTD_OIDC_NAME?: string | undefined;
  readonly PINTD_OIDC_SCOPES: string;
  readonly PINTD_OIDC_GROUPS_CLAIM: string;
  readonly PINTD_OIDC_ROLES?: RoleRules['roles'] | undefined;
  readonly PINTD_OIDC_DEFAULT_ROLE?: RoleRules['defaultRole'];
}

/**
 * Issuer, client and secret are set together or not at all, and are needed for roles. `refuse` gets the variable and
 * its problem.
 */
export function refuseIncompleteSso(values: SsoValues, refuse: (name: keyof SsoValues, message: string) => void): void {
  const needed = ['PINTD_OIDC_ISSUER', 'PINTD_OIDC_CLIENT_ID', 'PINTD_OIDC_CLIENT_SECRET'] as const;
  const triggers = [...needed, 'PINTD_OIDC_ROLES', 'PINTD_OIDC_DEFAULT_ROLE'] as const;
  const cause = triggers.find((name) => values[name] !== undefined);
  if (cause === undefined) return;
  for (const name of needed) if (values[name] === undefined) refuse(name, `must be set with ${cause}`);
}

/** The configured identity provider; undefined if there is none. */
export function ssoOf(values: SsoValues): SsoEnv | undefined {
  const { PINTD_OIDC_ISSUER: issuer, PINTD_OIDC_CLIENT_ID: clientId } = values;
  const clientSecret = values.PINTD_OIDC_CLIENT_SECRET;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  return {
    issuer,
    clientId,
    clientSecret,
    name: values.PINTD_OIDC_NAME ?? new URL(issuer).hostname,
    scopes: values.PINTD_OIDC_SCOPES,
    groupsClaim: values.PINTD_OIDC_GROUPS_CLAIM,
    roles: values.PINTD_OIDC_ROLES ?? [],
    defaultRole: values.PINTD_OIDC_DEFAULT_ROLE,
  };
}
