import { UserError } from '../../core/errors.ts';
import { emailInput, personName } from '../../core/people/person.ts';
import type { ProviderAccount } from '../../core/people/single-sign-on.ts';

/** The claims of an ID token, completed by those of the userinfo endpoint. */
export interface Claims {
  readonly iss: string;
  readonly sub: string;
  readonly iat: number;
  readonly [claim: string]: unknown;
}

const MAX_SUBJECT = 255;

interface Reading {
  readonly issuer: string;
  readonly groupsClaim: string;
  /** The name of the provider. */
  readonly provider: string;
}

/** What the claims say of somebody. Throws UserError `sso_refused` if they do not name an account. */
export function accountOf(claims: Claims, { issuer, groupsClaim, provider }: Reading): ProviderAccount {
  const { sub } = claims;
  if (sub === '' || sub.length > MAX_SUBJECT) throw new UserError('sso_refused', { provider });
  const [name, preferred] = [textOf(claims['name']), textOf(claims['preferred_username'])];
  return {
    ...{ issuer, subject: sub, email: emailOf(claims) },
    name: [name, preferred].map((text) => personName.safeParse(text).data).find((text) => text !== undefined) ?? null,
    groups: groupsOf(claims[groupsClaim]),
    provedAgoMs: provedAgoOf(claims),
  };
}

/** Not one that the provider says is not verified; some providers say nothing. */
function emailOf({ email, email_verified: isVerified }: Claims): string | null {
  if (isVerified === false || isVerified === 'false') return null;
  return emailInput.safeParse(email).data ?? null;
}

/** A list, or one name alone, such as the domain of an organization. */
function groupsOf(claim: unknown): readonly string[] {
  const list = Array.isArray(claim) ? claim : [claim];
  return list.filter((group) => typeof group === 'string' && group !== '');
}

/** By the provider's clock alone, which may differ from that of this machine. */
function provedAgoOf({ iat, auth_time: at }: Claims): number | undefined {
  return typeof at === 'number' && Number.isFinite(at) ? Math.max(0, iat - at) * 1000 : undefined;
}

function textOf(claim: unknown): string | undefined {
  return typeof claim === 'string' ? claim : undefined;
}
