import { UserError } from '../../core/errors.ts';
import { emailInput, personNameInput } from '../../core/people/person.ts';
import type { ProviderAccount } from '../../core/people/single-sign-on.ts';

/** The claims of an ID token, completed by those of the userinfo endpoint. */
export interface Claims {
  readonly iss: string;
  readonly sub: string;
  readonly iat: number;
  readonly [claim: string]: unknown;
}

const MAX_SUBJECT_LENGTH = 255;

interface AccountContext {
  readonly issuer: string;
  readonly groupsClaim: string;
  /** The name of the provider. */
  readonly provider: string;
}

/** The account that the claims describe. Throws UserError `sso_refused` if they do not name an account. */
export function accountOf(claims: Claims, { issuer, groupsClaim, provider }: AccountContext): ProviderAccount {
  const { sub } = claims;
  if (sub === '' || sub.length > MAX_SUBJECT_LENGTH) throw new UserError('sso_refused', { provider });
  const names = [claims['name'], claims['preferred_username']].map((claim) => personNameInput.safeParse(textOf(claim)));
  return {
    issuer,
    subject: sub,
    email: emailOf(claims),
    name: names.find(({ success }) => success)?.data ?? null,
    groups: groupsOf(claims[groupsClaim]),
    provedAgoMs: provedAgoOf(claims),
  };
}

/** The email address, unless the provider marks it as unverified. Some providers mark addresses neither way. */
function emailOf({ email, email_verified: isVerified }: Claims): string | null {
  if (isVerified === false || isVerified === 'false') return null;
  return emailInput.safeParse(email).data ?? null;
}

/** The groups in a claim, which is a list or a single name, such as the domain of an organization. */
function groupsOf(claim: unknown): readonly string[] {
  const list = Array.isArray(claim) ? claim : [claim];
  return list.filter((group) => typeof group === 'string' && group !== '');
}

/**
 * How long ago the person signed in at the provider. Uses only the provider's clock, which may differ from that of this
 * machine.
 */
function provedAgoOf({ iat, auth_time: signedInAt }: Claims): number | undefined {
  if (typeof signedInAt !== 'number' || !Number.isFinite(signedInAt)) return undefined;
  return Math.max(0, iat - signedInAt) * 1000;
}

function textOf(claim: unknown): string | undefined {
  return typeof claim === 'string' ? claim : undefined;
}
