import type { AuditScope } from '../../core/audit/audit-scope.ts';
import { UserError } from '../../core/errors.ts';
import { actorOfPerson, type Invitation, type Person } from '../../core/people/person.ts';
import { hashNewPassword, type PasswordOptions } from './judge-password.ts';

/** The browser from which a person signs in. */
export interface Client {
  readonly address: string;
  /** What it calls itself. */
  readonly browser: string;
  /** The token of its cookie if a person has signed in there before. */
  readonly knownBrowser?: string | undefined;
}

/** Tokens for the cookies of the browser. */
export interface Tokens {
  readonly session: string;
  readonly knownBrowser: string;
}

export interface SessionOptions {
  /** Ends with one transaction. */
  readonly audit: AuditScope;
  readonly sessions: {
    begin(person: number, client: Pick<Client, 'address' | 'browser'>): string;
    remember(person: number): string;
    isKnown(token: string, person: number): boolean;
  };
}

interface Attempt {
  readonly email: string;
  readonly address: string;
  readonly knownBrowser: string | undefined;
}

export interface SignInOptions extends SessionOptions {
  readonly people: { findByEmail(email: string): { person: Person; password: string | null } | undefined };
  readonly passwords: { verify(password: string, hash: string | null): Promise<boolean> };
  readonly signInLimits: { begin(attempt: Attempt): Promise<number>; succeed(attempt: Attempt): Promise<void> };
}

const SECONDS_PER_MINUTE = 60;

/**
 * Signs a person in with a password. Throws UserError `sign_in_refused`, which does not tell whether the person exists, or
 * `sign_in_limited` after too many failed attempts, without looking at the password.
 */
export async function signIn(
  { email, password }: { readonly email: string; readonly password: string },
  client: Client,
  options: SignInOptions,
): Promise<Tokens> {
  const { audit } = options;
  const found = options.people.findByEmail(email);
  if (found) audit.concerns({ kind: 'person', id: String(found.person.id) });
  const attempt = { email, address: client.address, knownBrowser: knownBrowserOf(client, found?.person, options) };
  const seconds = await options.signInLimits.begin(attempt);
  if (seconds > 0) throw new UserError('sign_in_limited', { minutes: Math.ceil(seconds / SECONDS_PER_MINUTE) });
  const isRight = await options.passwords.verify(password, found?.password ?? null);
  if (!found || !isRight) throw new UserError('sign_in_refused');
  await options.signInLimits.succeed(attempt);
  audit.identify(actorOfPerson(found.person));
  return audit.commit(() => beginSession(found.person.id, client, options));
}

/** Begins a session in a browser, and remembers the browser. */
export function beginSession(person: number, client: Client, { sessions }: Pick<SessionOptions, 'sessions'>): Tokens {
  const { address, browser, knownBrowser } = client;
  const isKnown = knownBrowser !== undefined && sessions.isKnown(knownBrowser, person);
  return {
    session: sessions.begin(person, { address, browser }),
    knownBrowser: isKnown ? knownBrowser : sessions.remember(person),
  };
}

function knownBrowserOf({ knownBrowser }: Client, person: Person | undefined, { sessions }: SignInOptions) {
  return person && knownBrowser !== undefined && sessions.isKnown(knownBrowser, person.id) ? knownBrowser : undefined;
}

export interface NewPersonOptions extends SessionOptions, PasswordOptions {
  readonly people: {
    isEmpty(): boolean;
    createOwner(person: { name: string; email: string; password: string }): Person;
    get(id: number): Person;
  };
  readonly invitations: {
    find(token: string): Invitation | undefined;
    accept(token: string, person: { name: string; password: string }): number;
  };
}

/** Creates the first person, and signs it in in a browser. Throws UserError `owner_exists`, or as `hashNewPassword` does. */
export async function createOwner(
  { name, email, password }: { readonly name: string; readonly email: string; readonly password: string },
  client: Client | undefined,
  options: NewPersonOptions,
): Promise<Tokens | null> {
  const { people, audit } = options;
  if (!people.isEmpty()) throw new UserError('owner_exists');
  const hash = await hashNewPassword(password, { name, email }, options);
  return audit.commit(() => {
    const { id } = people.createOwner({ name, email, password: hash });
    audit.concerns({ kind: 'person', id: String(id) });
    return client ? beginSession(id, client, options) : null;
  });
}

/**
 * Uses an invitation, and signs its person in. Throws UserError `invitation_unknown`, `person_name_required`, or as
 * `hashNewPassword` does.
 */
export async function acceptInvitation(
  {
    token,
    name: given,
    password,
  }: { readonly token: string; readonly name?: string | undefined; readonly password: string },
  client: Client,
  options: NewPersonOptions,
): Promise<Tokens> {
  const { audit } = options;
  const invitation = options.invitations.find(token);
  if (!invitation) throw new UserError('invitation_unknown');
  const { email, person } = invitation;
  const name = person === null ? given : options.people.get(person).name;
  if (name === undefined) throw new UserError('person_name_required', {}, { field: 'name' });
  const hash = await hashNewPassword(password, { name, email }, options);
  return audit.commit(() => {
    const accepted = options.people.get(options.invitations.accept(token, { name, password: hash }));
    audit.concerns({ kind: 'person', id: String(accepted.id) });
    audit.identify(actorOfPerson(accepted));
    return beginSession(accepted.id, client, options);
  });
}
