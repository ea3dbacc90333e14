import { PROOF_MS } from '../../core/access/fresh-proof.ts';
import type { Role } from '../../core/access/permission.ts';
import { UserError } from '../../core/errors.ts';
import { actorOfPerson, type Person } from '../../core/people/person.ts';
import { type Identity, type ProviderAccount, roleAtSignIn, roleOfGroups } from '../../core/people/single-sign-on.ts';
import {
  type AttemptLimits,
  beginSession,
  type Client,
  type SessionOptions,
  type Tokens,
  throwIfLimited,
} from './sign-in.ts';
import {
  type BegunSso,
  beginSso,
  completeSso,
  type Provider,
  type SsoOptions,
  type SsoResponse,
} from './single-sign-on.ts';

/**
 * Begins a sign-in. Each one is stored, so an address can begin a limited number of them; beyond that, throws UserError
 * `sign_in_limited`. Throws `sso_before_owner` if there is no owner yet.
 */
export async function beginSsoSignIn(
  { to, redirectUri }: { readonly to: string; readonly redirectUri: string },
  client: Pick<Client, 'address'>,
  options: SsoOptions & { readonly people: { isEmpty(): Promise<boolean> }; readonly challengeLimits: AttemptLimits },
): Promise<BegunSso> {
  if (await options.people.isEmpty()) throw new UserError('sso_before_owner');
  throwIfLimited(await options.challengeLimits.begin(attemptOf(client)));
  return beginSso({ purpose: 'sign_in', person: null, session: null, returnTo: to }, redirectUri, options);
}

/** The email is not known when a sign-in begins, so the network address takes its place in the counts. */
function attemptOf({ address }: Pick<Client, 'address'>) {
  return { email: address, address, knownBrowser: undefined };
}

export interface SsoSignInOptions extends SsoOptions, SessionOptions {
  readonly provider: Provider;
  readonly people: {
    isEmpty(): Promise<boolean>;
    get(id: number): Promise<Person>;
    setRole(id: number, role: Role): Promise<void>;
  };
  readonly identities: {
    find(identity: Identity): Promise<Person | undefined>;
    join(person: { name: string; email: string; role: Role }, identity: Identity): Promise<Person>;
    markUsed(identity: Identity): Promise<void>;
  };
  readonly challengeLimits: AttemptLimits;
}

/**
 * Signs in the person with this identity, and creates the person at the first sign-in. If groups determine roles, the
 * person gets the role of their groups, unless they are an owner. The provider is responsible for second factors.
 * Throws UserError `person_disabled`, `sso_before_owner`, `sso_group_missing`, `sso_unknown`, `sso_email_missing`,
 * `sso_email_taken`, or as `completeSso` does.
 */
export async function signInBySso(
  response: SsoResponse,
  client: Client,
  options: SsoSignInOptions,
): Promise<{ readonly tokens: Tokens; readonly to: string }> {
  const { audit, identities } = options;
  const { request, account } = await completeSso('sign_in', null, response, options);
  const signedIn = await audit.commit(async () => {
    const existing = await identities.find(account);
    if (existing) await audit.setObject({ kind: 'person', id: String(existing.id) });
    const person = existing ? await admit(existing.id, account, options) : await join(account, options);
    await identities.markUsed(account);
    // The provider may remember a sign-in from days ago, so a sign-in of unknown age is not a fresh proof.
    const proof = { provedAgoMs: account.provedAgoMs ?? PROOF_MS + 1 };
    return { tokens: await beginSession({ person, method: 'sso', ...proof }, client, options), to: request.returnTo };
  });
  await options.challengeLimits.succeed(attemptOf(client));
  return signedIn;
}

/** Admits an existing person, with the role of `roleAtSignIn`. */
async function admit(
  id: number,
  { groups }: ProviderAccount,
  { people, provider, audit }: SsoSignInOptions,
): Promise<number> {
  const person = await people.get(id);
  if (person.disabledAt !== null) throw new UserError('person_disabled');
  const role = roleAtSignIn(person.role, groups, provider);
  if (role === undefined) throw new UserError('sso_group_missing', { provider: provider.name });
  audit.identify(actorOfPerson({ id, role }));
  if (role === person.role) return id;
  await people.setRole(id, role);
  await audit.add('changeRoleBySso', { kind: 'person', id: String(id) });
  return id;
}

/**
 * Creates a person. Does not look for an existing person with the same email: a person who can choose an address at the
 * provider could take over another person's account.
 */
async function join(
  account: ProviderAccount,
  { people, identities, provider, audit }: SsoSignInOptions,
): Promise<number> {
  if (await people.isEmpty()) throw new UserError('sso_before_owner');
  const { name: providerName, roles, defaultRole } = provider;
  const role = roleOfGroups(account.groups, provider);
  const refusal = roles.length === 0 && defaultRole === undefined ? 'sso_unknown' : 'sso_group_missing';
  if (role === undefined) throw new UserError(refusal, { provider: providerName });
  const { email, name } = account;
  if (email === null) throw new UserError('sso_email_missing', { provider: providerName });
  const person = await identities.join({ name: name ?? email, email, role }, account);
  const object = { kind: 'person', id: String(person.id) } as const;
  audit.identify(actorOfPerson(person));
  await audit.setObject(object);
  await audit.add('joinBySso', object);
  return person.id;
}
