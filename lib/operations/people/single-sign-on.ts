import { PROOF_MS } from '../../core/access/fresh-proof.ts';
import type { Role } from '../../core/access/permission.ts';
import type { AuditScope } from '../../core/audit/audit-scope.ts';
import type { Clock } from '../../core/clock.ts';
import { UserError } from '../../core/errors.ts';
import { actorOfPerson, type Person } from '../../core/people/person.ts';
import {
  type ConnectedIdentity,
  type Identity,
  type ProviderAccount,
  type RoleRules,
  roleAtSignIn,
  roleOfGroups,
  type SsoPurpose,
  type SsoRequest,
} from '../../core/people/single-sign-on.ts';
import {
  type AttemptLimits,
  beginSession,
  type Client,
  type SessionOptions,
  type Tokens,
  throwIfLimited,
} from './sign-in.ts';

interface Secrets {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

type OpenIdRequest = Secrets & { readonly redirectUri: string };

/** The provider as the settings name it. */
export interface Provider extends RoleRules {
  readonly issuer: string;
  readonly name: string;
}

export interface SsoOptions {
  readonly ssoRequests: {
    begin(request: Omit<SsoRequest, 'begunAt'>): string;
    take(token: string, purpose: SsoPurpose): SsoRequest | undefined;
  };
  readonly ssoSecretsOf: (token: string, purpose: SsoPurpose) => Secrets;
  readonly openIdProvider: OpenIdProvider | undefined;
}

interface OpenIdProvider {
  addressFor(request: OpenIdRequest, isProof: boolean): Promise<string>;
  accountOf(request: OpenIdRequest, parameters: string): Promise<ProviderAccount>;
}

/** Where the browser has to go, and the token for its cookie. */
export interface BegunSso {
  readonly url: string;
  readonly token: string;
}

/** Begins something at the provider. Throws UserError `sso_off`, `sso_unreachable` or `sso_misconfigured`. */
export async function beginSso(
  request: Omit<SsoRequest, 'begunAt'>,
  redirectUri: string,
  { ssoRequests, ssoSecretsOf, openIdProvider }: SsoOptions,
): Promise<BegunSso> {
  if (!openIdProvider) throw new UserError('sso_off');
  const token = ssoRequests.begin(request);
  const secrets = ssoSecretsOf(token, request.purpose);
  const url = await openIdProvider.addressFor({ ...secrets, redirectUri }, request.purpose === 'prove');
  return { url, token };
}

/** What a browser brings back from the provider. */
export interface SsoResponse {
  /** Of its cookie. */
  readonly token: string;
  /** Of its address. */
  readonly parameters: string;
  readonly redirectUri: string;
}

interface Completed {
  readonly request: SsoRequest;
  readonly account: ProviderAccount;
}

/** Throws UserError `sso_over` if the browser has begun nothing for this purpose, or as `accountOf` does. */
async function complete(
  purpose: SsoPurpose,
  { token, parameters, redirectUri }: SsoResponse,
  { ssoRequests, ssoSecretsOf, openIdProvider }: SsoOptions,
): Promise<Completed> {
  const request = ssoRequests.take(token, purpose);
  if (!openIdProvider || !request) throw new UserError('sso_over');
  const secrets = ssoSecretsOf(token, purpose);
  return { request, account: await openIdProvider.accountOf({ ...secrets, redirectUri }, parameters) };
}

/**
 * Begins to sign somebody in. What is begun is stored, so an address gets a limited number; above it, throws UserError `sign_in_limited`. Nobody
 * joins before the owner: throws `sso_before_owner`.
 */
export async function beginSsoSignIn(
  { to, redirectUri }: { readonly to: string; readonly redirectUri: string },
  client: Pick<Client, 'address'>,
  options: SsoOptions & { readonly people: { isEmpty(): boolean }; readonly challengeLimits: AttemptLimits },
): Promise<BegunSso> {
  if (options.people.isEmpty()) throw new UserError('sso_before_owner');
  throwIfLimited(await options.challengeLimits.begin(attemptOf(client)));
  return beginSso({ purpose: 'sign_in', person: null, session: null, to }, redirectUri, options);
}

function attemptOf({ address }: Pick<Client, 'address'>) {
  return { email: address, address, knownBrowser: undefined };
}

export interface SsoSignInOptions extends SsoOptions, SessionOptions {
  readonly provider: Provider;
  readonly people: { isEmpty(): boolean; get(id: number): Person; setRole(id: number, role: Role): void };
  readonly identities: {
    find(identity: Identity): Person | undefined;
    join(person: { name: string; email: string; role: Role }, identity: Identity): Person;
    markUsed(identity: Identity): void;
  };
  readonly challengeLimits: AttemptLimits;
}

/**
 * Signs in the person with this identity, with the role of the groups; makes the person at the first sign-in. Second factors are the provider's
 * affair. Throws UserError `person_disabled`, `sso_group_missing`, `sso_unknown`, `sso_email_missing`, `sso_email_taken`, or as `complete` does.
 */
export async function signInBySso(
  response: SsoResponse,
  client: Client,
  options: SsoSignInOptions,
): Promise<{ readonly tokens: Tokens; readonly to: string }> {
  const { audit, identities } = options;
  const { request, account } = await complete('sign_in', response, options);
  const known = identities.find(account);
  if (known) audit.concerns({ kind: 'person', id: String(known.id) });
  const signedIn = audit.commit(() => {
    const person = known ? admit(known.id, account, options) : join(account, options);
    identities.markUsed(account);
    // A sign-in of days ago that the provider remembers is no fresh proof.
    const proof = { provedAgoMs: account.provedAgoMs ?? PROOF_MS + 1 };
    return { tokens: beginSession({ person, method: 'sso', ...proof }, client, options), to: request.to };
  });
  await options.challengeLimits.succeed(attemptOf(client));
  return signedIn;
}

/** A known person, with the role of the groups. */
function admit(id: number, { groups }: ProviderAccount, { people, provider, audit }: SsoSignInOptions): number {
  const person = people.get(id);
  if (person.disabledAt !== null) throw new UserError('person_disabled');
  const role = roleAtSignIn(person.role, groups, provider);
  if (role === undefined) throw new UserError('sso_group_missing', { provider: provider.name });
  audit.identify(actorOfPerson({ id, role }));
  if (role === person.role) return id;
  people.setRole(id, role);
  audit.adds('changeRoleBySso', { kind: 'person', id: String(id) });
  return id;
}

/** Nobody is found by email: whoever can choose an address at the provider would take over an account. */
function join(account: ProviderAccount, { people, identities, provider, audit }: SsoSignInOptions): number {
  if (people.isEmpty()) throw new UserError('sso_before_owner');
  const { name: ofProvider, roles, defaultRole } = provider;
  const role = roleOfGroups(account.groups, provider);
  const refusal = roles.length === 0 && defaultRole === undefined ? 'sso_unknown' : 'sso_group_missing';
  if (role === undefined) throw new UserError(refusal, { provider: ofProvider });
  const { email, name } = account;
  if (email === null) throw new UserError('sso_email_missing', { provider: ofProvider });
  const person = identities.join({ name: name ?? email, email, role }, account);
  const object = { kind: 'person', id: String(person.id) } as const;
  audit.identify(actorOfPerson(person));
  audit.concerns(object);
  audit.adds('joinBySso', object);
  return person.id;
}

/** The person and the session in which the identities change; all other sessions end. */
interface Own {
  readonly person: number;
  readonly session: number;
}

/** Connects the own account with one of the provider. Throws UserError `identity_taken`, `identity_connected`, or as `complete` does. */
export async function connectIdentity(
  own: Own,
  response: SsoResponse,
  options: SsoOptions & {
    readonly audit: AuditScope;
    readonly identities: { connect(own: Own, identity: Identity & { readonly account: string }): void };
  },
): Promise<{ readonly to: string }> {
  const { request, account } = await completeOwn('connect', own, response, options);
  const shown = account.email ?? account.name ?? '';
  options.audit.commit(() => options.identities.connect(own, { ...account, account: shown }));
  return { to: request.to };
}

/** Throws UserError `identity_last` if the person could no longer sign in. */
export function disconnectIdentity(
  id: number,
  own: Own,
  provider: Provider | undefined,
  options: {
    readonly people: { passwordOf(id: number): string | null };
    readonly passkeys: { ofPerson(person: number): readonly unknown[] };
    readonly identities: {
      ofPerson(person: number): readonly ConnectedIdentity[];
      disconnect(id: number, own: Own): void;
    };
  },
): void {
  const { person } = own;
  const hasKey = options.people.passwordOf(person) !== null || options.passkeys.ofPerson(person).length > 0;
  const isUsable = ({ id: each, issuer }: ConnectedIdentity) => each !== id && issuer === provider?.issuer;
  if (!hasKey && !options.identities.ofPerson(person).some(isUsable)) throw new UserError('identity_last');
  options.identities.disconnect(id, own);
}

/**
 * Proves who somebody is by the provider, which has asked again. Throws UserError `sso_other_account`, `sso_proof_stale` if it has not
 * asked since or does not say so, or as `complete` does.
 */
export async function proveBySso(
  own: Own,
  response: SsoResponse,
  options: SsoOptions & {
    readonly provider: Provider;
    readonly clock: Pick<Clock, 'now'>;
    readonly identities: { find(identity: Identity): Person | undefined };
    readonly sessions: { prove(session: number, person: number): void };
  },
): Promise<{ readonly to: string }> {
  const { request, account } = await completeOwn('prove', own, response, options);
  const params = { provider: options.provider.name };
  if (options.identities.find(account)?.id !== own.person) throw new UserError('sso_other_account', params);
  const tookMs = options.clock.now() - request.begunAt;
  const isFresh = account.provedAgoMs !== undefined && account.provedAgoMs <= tookMs + ROUNDING_MS;
  if (!isFresh) throw new UserError('sso_proof_stale', params);
  options.sessions.prove(own.session, own.person);
  return { to: request.to };
}

/** Providers name whole seconds. */
const ROUNDING_MS = 2000;

/** Only the session that has begun it may complete it. */
async function completeOwn(
  purpose: SsoPurpose,
  own: Own,
  response: SsoResponse,
  options: SsoOptions,
): Promise<Completed> {
  const completed = await complete(purpose, response, options);
  const { person, session } = completed.request;
  if (person !== own.person || session !== own.session) throw new UserError('sso_over');
  return completed;
}

/** How the person signs in by providers, for the page of the person. */
export function identitiesOf(
  person: number,
  provider: Provider | undefined,
  { identities }: { readonly identities: { ofPerson(person: number): readonly ConnectedIdentity[] } },
) {
  return identities.ofPerson(person).map((identity) => ({
    ...identity,
    /** Null for one by which nobody can sign in any more. */
    provider: provider && identity.issuer === provider.issuer ? provider.name : null,
  }));
}
