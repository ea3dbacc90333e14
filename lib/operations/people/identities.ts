import type { AuditScope } from '../../core/audit/audit-scope.ts';
import type { Clock } from '../../core/clock.ts';
import { UserError } from '../../core/errors.ts';
import type { Person } from '../../core/people/person.ts';
import type { ConnectedIdentity, Identity } from '../../core/people/single-sign-on.ts';
import { canSignInWithout, type SignInWays } from './can-sign-in.ts';
import type { OwnSession } from './sign-in.ts';
import { completeSso, type Provider, type SsoOptions, type SsoResponse } from './single-sign-on.ts';

/**
 * Connects a person to an account of the provider. Throws UserError `identity_taken`, `identity_connected`, `sso_over`
 * if the session ended before the provider responded, or as `completeSso` does.
 */
export async function connectIdentity(
  own: OwnSession,
  response: SsoResponse,
  options: SsoOptions & {
    readonly audit: AuditScope;
    readonly identities: { connect(own: OwnSession, identity: Identity & { readonly account: string }): Promise<void> };
  },
): Promise<{ readonly to: string }> {
  const { request, account } = await completeSso('connect', own, response, options);
  const accountName = account.email ?? account.name ?? '';
  await options.audit.commit(() => options.identities.connect(own, { ...account, account: accountName }));
  return { to: request.returnTo };
}

/** Throws UserError `identity_last` if the person could no longer sign in. */
export async function disconnectIdentity(
  id: number,
  own: OwnSession,
  provider: Provider | undefined,
  options: SignInWays & { readonly identities: { disconnect(id: number, own: OwnSession): Promise<void> } },
): Promise<void> {
  if (!(await canSignInWithout({ identity: id }, own.person, provider, options))) throw new UserError('identity_last');
  await options.identities.disconnect(id, own);
}

/**
 * Records a fresh proof, because the provider has authenticated the person again. Throws UserError `sso_other_account`,
 * `sso_proof_stale` if the provider does not confirm that it has done so, or as `completeSso` does.
 */
export async function proveBySso(
  own: OwnSession,
  response: SsoResponse,
  options: SsoOptions & {
    readonly provider: Provider;
    readonly clock: Pick<Clock, 'now'>;
    readonly identities: { find(identity: Identity): Promise<Person | undefined> };
    readonly audit: AuditScope;
    readonly sessions: { prove(session: number, person: number): Promise<void> };
  },
): Promise<{ readonly to: string }> {
  const { request, account } = await completeSso('prove', own, response, options);
  const params = { provider: options.provider.name };
  if ((await options.identities.find(account))?.id !== own.person) throw new UserError('sso_other_account', params);
  const elapsedMs = options.clock.now() - request.begunAt;
  const isFresh = account.provedAgoMs !== undefined && account.provedAgoMs <= elapsedMs + ROUNDING_MS;
  if (!isFresh) throw new UserError('sso_proof_stale', params);
  await options.audit.commit(() => options.sessions.prove(own.session, own.person));
  return { to: request.returnTo };
}

/** Providers state the two times whose difference is `provedAgoMs` in whole seconds. */
const ROUNDING_MS = 2000;

/** The provider accounts with which a person signs in, for the person's page. */
export async function identitiesOf(
  person: number,
  provider: Provider | undefined,
  { identities }: { readonly identities: { ofPerson(person: number): Promise<readonly ConnectedIdentity[]> } },
) {
  return (await identities.ofPerson(person)).map((identity) => ({
    ...identity,
    /** Null if the provider is no longer configured. */
    provider: provider && identity.issuer === provider.issuer ? provider.name : null,
  }));
}
