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
 * affair. Throws UserError `person_disabled`, `sso_group_missing`, `sso_unknown`, `sso_email_missing`, `sso_email_taken`, or as `completeSso` does.
 */
export async function signInBySso(
  response: SsoResponse,
  client: Client,
  options: SsoSignInOptions,
): Promise<{ readonly tokens: Tokens; readonly to: string }> {
  const { audit, identities } = options;
  const { request, account } = await completeSso('sign_in', null, response, options);
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
