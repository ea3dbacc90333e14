import type { AuditScope } from '../../core/audit/audit-scope.ts';
import { UserError } from '../../core/errors.ts';
import { actorOfPerson, type Invitation, type Person } from '../../core/people/person.ts';
import { hasSecondFactor, type SecondFactors, type SignInMethod } from '../../core/people/second-factor.ts';
import { hashNewPassword, type PasswordOptions } from './hash-new-password.ts';

/** The browser from which a person signs in. */
export interface Client {
  readonly address: string;
  /** The User-Agent of the browser. */
  readonly browser: string;
  /** The token in the browser's cookie, if a person has signed in from this browser before. */
  readonly knownBrowser?: string | undefined;
}

/** A person in a session. When the person changes how they sign in, all other sessions end. */
export interface OwnSession {
  readonly person: number;
  readonly session: number;
}

/** Tokens for the cookies of the browser. */
export interface Tokens {
  readonly session: string;
  readonly knownBrowser: string;
}

/** A sign-in that needs a second factor. */
export interface PendingSignIn {
  /** The token for the browser's cookie. It permits only the completion of this sign-in. */
  readonly pending: string;
}

/** A sign-in that has succeeded. */
interface SignIn {
  readonly person: number;
  readonly method: SignInMethod;
  /** How long ago the person proved who they are, if not by this sign-in. */
  readonly provedAgoMs?: number | undefined;
}

export interface SessionOptions {
  /** Commits the sign-in, in one transaction with the audit entry. */
  readonly audit: AuditScope;
  readonly sessions: {
    begin(
      person: number,
      session: Pick<Client, 'address' | 'browser'> & Pick<SignIn, 'method' | 'provedAgoMs'>,
    ): Promise<string>;
    remember(person: number): Promise<string>;
    isKnownBrowser(token: string, person: number): Promise<boolean>;
  };
}

interface PasswordSignInOptions extends SessionOptions {
  readonly secondFactors: { of(person: number): Promise<SecondFactors> };
  readonly pendingSignIns: { begin(person: number): Promise<string> };
}

export interface SignInAttempt {
  readonly email: string;
  readonly address: string;
  readonly knownBrowser: string | undefined;
}

/** Counts failed attempts. */
export interface AttemptLimits {
  /** Counts an attempt. Returns the seconds to wait, 0 for none. */
  begin(attempt: SignInAttempt): Promise<number>;
  /** Removes a successful attempt from the count. */
  succeed(attempt: SignInAttempt): Promise<void>;
}

export interface SignInOptions extends PasswordSignInOptions {
  readonly people: {
    findByEmail(email: string): Promise<{ person: Person; password: string | null } | undefined>;
    passwordOf(id: number): Promise<string | null>;
  };
  readonly passwords: { verify(password: string, hash: string | null): Promise<boolean> };
  readonly signInLimits: AttemptLimits;
}

const SECONDS_PER_MINUTE = 60;

/**
 * Signs a person in with a password, or asks for a second factor. Throws UserError `sign_in_refused`, which does not
 * reveal whether the person exists, or `sign_in_limited` after too many failed attempts, without looking at the
 * password.
 */
export async function signInWithPassword(
  { email, password }: { readonly email: string; readonly password: string },
  client: Client,
  options: SignInOptions,
): Promise<Tokens | PendingSignIn> {
  const { audit } = options;
  const account = await options.people.findByEmail(email);
  if (account) await audit.setObject({ kind: 'person', id: String(account.person.id) });
  const attempt = {
    email,
    address: client.address,
    knownBrowser: await knownBrowserOf(client, account?.person.id, options),
  };
  throwIfLimited(await options.signInLimits.begin(attempt));
  const isCorrect = await options.passwords.verify(password, account?.password ?? null);
  if (!account || !isCorrect) throw new UserError('sign_in_refused');
  await options.signInLimits.succeed(attempt);
  const { person } = account;
  return audit.commit(async () => {
    // Replacing a password ends all sessions. A password replaced during the verification must not begin a session.
    if ((await options.people.passwordOf(person.id)) !== account.password) throw new UserError('sign_in_refused');
    audit.identify(actorOfPerson(person));
    return continueSignIn(person.id, client, options);
  });
}

/** Throws UserError `sign_in_limited` if there are seconds to wait. */
export function throwIfLimited(seconds: number): void {
  if (seconds > 0) throw new UserError('sign_in_limited', { minutes: Math.ceil(seconds / SECONDS_PER_MINUTE) });
}

/** Continues after a correct password: begins a session, or a sign-in that waits for a second factor. */
async function continueSignIn(
  person: number,
  client: Client,
  options: PasswordSignInOptions,
): Promise<Tokens | PendingSignIn> {
  if (hasSecondFactor(await options.secondFactors.of(person))) {
    options.audit.setNote('second_factor_pending'); // otherwise, the entry would read as if a session had begun
    return { pending: await options.pendingSignIns.begin(person) };
  }
  return beginSession({ person, method: 'password' }, client, options);
}

/** Begins a session in a browser, and remembers the browser. */
export async function beginSession(
  { person, method, provedAgoMs }: SignIn,
  client: Client,
  options: Pick<SessionOptions, 'sessions'>,
): Promise<Tokens> {
  const { address, browser } = client;
  return {
    session: await options.sessions.begin(person, { address, browser, method, provedAgoMs }),
    knownBrowser: (await knownBrowserOf(client, person, options)) ?? (await options.sessions.remember(person)),
  };
}

/** The token of a browser in which this person has signed in before. */
export async function knownBrowserOf(
  { knownBrowser }: Client,
  person: number | undefined,
  { sessions }: Pick<SessionOptions, 'sessions'>,
): Promise<string | undefined> {
  const isKnownBrowser =
    person !== undefined && knownBrowser !== undefined && (await sessions.isKnownBrowser(knownBrowser, person));
  return isKnownBrowser ? knownBrowser : undefined;
}

export interface NewPersonOptions extends PasswordSignInOptions, PasswordOptions {
  readonly people: {
    isEmpty(): Promise<boolean>;
    createOwner(person: { name: string; email: string; password: string }): Promise<Person>;
    get(id: number): Promise<Person>;
  };
  readonly invitations: {
    find(token: string): Promise<Invitation | undefined>;
    accept(token: string, person: { name: string; password: string }): Promise<number>;
  };
}

/**
 * Creates the first owner, and signs them in if there is a browser. Throws UserError `owner_exists`, or as
 * `hashNewPassword` does.
 */
export async function createFirstOwner(
  { name, email, password }: { readonly name: string; readonly email: string; readonly password: string },
  client: Client | undefined,
  options: NewPersonOptions,
): Promise<Tokens | null> {
  const { people, audit } = options;
  if (!(await people.isEmpty())) throw new UserError('owner_exists');
  const hash = await hashNewPassword(password, { name, email }, options);
  return audit.commit(async () => {
    const { id } = await people.createOwner({ name, email, password: hash });
    await audit.setObject({ kind: 'person', id: String(id) });
    return client ? await beginSession({ person: id, method: 'password' }, client, options) : null;
  });
}

/**
 * Accepts an invitation, and signs the person in; a person who has a second factor still needs it. Throws UserError
 * `invitation_unknown`, `person_name_required`, `email_taken`, or as `hashNewPassword` does.
 */
export async function joinByInvitation(
  {
    token,
    name: enteredName,
    password,
  }: { readonly token: string; readonly name?: string | undefined; readonly password: string },
  client: Client,
  options: NewPersonOptions,
): Promise<Tokens | PendingSignIn> {
  const { audit } = options;
  const invitation = await options.invitations.find(token);
  if (!invitation) throw new UserError('invitation_unknown');
  const { email, person } = invitation;
  const name = person === null ? enteredName : (await options.people.get(person)).name;
  if (name === undefined) throw new UserError('person_name_required', {}, { field: 'name' });
  const hash = await hashNewPassword(password, { name, email }, options);
  return audit.commit(async () => {
    const joinedPerson = await options.people.get(await options.invitations.accept(token, { name, password: hash }));
    await audit.setObject({ kind: 'person', id: String(joinedPerson.id) });
    audit.identify(actorOfPerson(joinedPerson));
    return continueSignIn(joinedPerson.id, client, options);
  });
}
