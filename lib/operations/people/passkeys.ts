import type { AuditScope } from '../../core/audit/audit-scope.ts';
import { UserError } from '../../core/errors.ts';
import type {
  ChallengePurpose,
  CreatedPasskey,
  NewPasskey,
  PasskeyResponse,
  StoredPasskey,
} from '../../core/people/passkey.ts';
import { actorOfPerson, type Person } from '../../core/people/person.ts';
import { canSignInWithout, type SignInWays } from './can-sign-in.ts';
import {
  type AttemptLimits,
  beginSession,
  type Client,
  type OwnSession,
  type SessionOptions,
  type Tokens,
  throwIfLimited,
} from './sign-in.ts';
import type { Provider } from './single-sign-on.ts';

interface Expected {
  readonly challenge: string;
  /** The origin of the console, as the browser shows it. */
  readonly origin: string;
}

interface ChallengeOptions {
  readonly passkeys: {
    storeChallenge(challenge: {
      readonly challenge: string;
      readonly purpose: ChallengePurpose;
      readonly person: number | null;
      readonly userHandle?: string;
    }): Promise<void>;
    takeChallenge(
      challenge: string,
      purpose: ChallengePurpose,
      person: number | null,
    ): Promise<{ readonly userHandle: string | null } | undefined>;
  };
}

export interface AddPasskeyOptions<Creation> extends ChallengeOptions {
  readonly people: { get(id: number): Promise<Person> };
  readonly newRecoveryCodes: () => readonly string[];
  readonly passkeys: ChallengeOptions['passkeys'] & {
    ofPerson(person: number): Promise<readonly StoredPasskey[]>;
    add(own: OwnSession, passkey: NewPasskey, recoveryCodes: readonly string[]): Promise<boolean>;
  };
  readonly webAuthn: {
    newUserHandle(): string;
    challengeOf(response: PasskeyResponse): string;
    optionsToAdd(
      owner: Pick<Person, 'email' | 'name'> & { userHandle: string; passkeys: readonly StoredPasskey[] },
      origin: string,
    ): Promise<Creation>;
    verifyAdded(response: PasskeyResponse, expected: Expected): Promise<CreatedPasskey | undefined>;
  };
}

/** What the browser needs to create a passkey. */
export async function beginPasskey<Creation extends { readonly challenge: string }>(
  person: number,
  origin: string,
  { people, passkeys, webAuthn }: AddPasskeyOptions<Creation>,
): Promise<Creation> {
  const { email, name } = await people.get(person);
  const existing = await passkeys.ofPerson(person);
  const userHandle = existing[0]?.userHandle ?? webAuthn.newUserHandle();
  const options = await webAuthn.optionsToAdd({ email, name, userHandle, passkeys: existing }, origin);
  await passkeys.storeChallenge({ challenge: options.challenge, purpose: 'add', person, userHandle });
  return options;
}

/**
 * Stores a passkey that the browser has created. Returns recovery codes, which are shown only once; none if the person
 * already has some. Throws UserError `passkey_refused` or `passkey_known`.
 */
export async function addPasskey<Creation>(
  own: OwnSession,
  { response, name, origin }: { readonly response: PasskeyResponse; readonly name: string; readonly origin: string },
  { passkeys, webAuthn, newRecoveryCodes, audit }: AddPasskeyOptions<Creation> & { readonly audit: AuditScope },
): Promise<readonly string[]> {
  const challenge = webAuthn.challengeOf(response);
  const userHandle = (await passkeys.takeChallenge(challenge, 'add', own.person))?.userHandle;
  const created = userHandle ? await webAuthn.verifyAdded(response, { challenge, origin }) : undefined;
  if (!userHandle || !created) throw new UserError('passkey_refused');
  const codes = newRecoveryCodes();
  const areStored = await audit.commit(() => passkeys.add(own, { ...created, userHandle, name }, codes));
  return areStored ? codes : [];
}

/** Throws UserError `passkey_last` if the person could no longer sign in. */
export async function removePasskey(
  id: number,
  own: OwnSession,
  provider: Pick<Provider, 'issuer'> | undefined,
  options: SignInWays & { readonly passkeys: { remove(id: number, own: OwnSession): Promise<void> } },
): Promise<void> {
  if (!(await canSignInWithout({ passkey: id }, own.person, provider, options))) throw new UserError('passkey_last');
  await options.passkeys.remove(id, own);
}

export interface RequestPasskeyOptions<Request> extends ChallengeOptions {
  readonly passkeys: ChallengeOptions['passkeys'] & {
    ofPerson(person: number): Promise<readonly StoredPasskey[]>;
    find(credentialId: string): Promise<StoredPasskey | undefined>;
    markUsed(passkey: StoredPasskey, newCounter: number): Promise<boolean>;
  };
  readonly webAuthn: {
    challengeOf(response: PasskeyResponse): string;
    optionsToRequest(passkeys: readonly StoredPasskey[], origin: string): Promise<Request>;
    verifySigned(response: PasskeyResponse, passkey: StoredPasskey, expected: Expected): Promise<number | undefined>;
  };
}

/** What the browser needs to ask for a passkey of this person. */
export async function requestOwnPasskey<Request extends { readonly challenge: string }>(
  person: number,
  origin: string,
  { passkeys, webAuthn }: RequestPasskeyOptions<Request>,
): Promise<Request> {
  const options = await webAuthn.optionsToRequest(await passkeys.ofPerson(person), origin);
  await passkeys.storeChallenge({ challenge: options.challenge, purpose: 'prove', person });
  return options;
}

/**
 * What the browser needs to ask for any passkey of this console. Each challenge is stored, so an address gets a limited
 * number of them; beyond that, throws UserError `sign_in_limited`.
 */
export async function requestAnyPasskey<Request extends { readonly challenge: string }>(
  { address }: Pick<Client, 'address'>,
  origin: string,
  { passkeys, webAuthn, challengeLimits }: RequestPasskeyOptions<Request> & { readonly challengeLimits: AttemptLimits },
): Promise<Request> {
  // The email is not known yet, so the network address takes its place in the counts.
  throwIfLimited(await challengeLimits.begin({ email: address, address, knownBrowser: undefined }));
  const options = await webAuthn.optionsToRequest([], origin);
  await passkeys.storeChallenge({ challenge: options.challenge, purpose: 'sign_in', person: null });
  return options;
}

/** The response of a passkey to a challenge, and the address of the page that sent it. */
interface SignedChallenge {
  readonly response: PasskeyResponse;
  readonly origin: string;
}

/**
 * Signs in the owner of a passkey. Failed attempts are not limited: a signature cannot be guessed. Throws UserError
 * `passkey_refused`.
 */
export async function signInWithPasskey<Request>(
  { response, origin }: SignedChallenge,
  client: Client,
  options: RequestPasskeyOptions<Request> & SessionOptions & { readonly people: { get(id: number): Promise<Person> } },
): Promise<Tokens> {
  const { people, audit } = options;
  const { id, person, userHandle } = await verify('sign_in', null, { response, origin }, options);
  if (response.response.userHandle !== userHandle) throw new UserError('passkey_refused');
  await audit.setObject({ kind: 'person', id: String(person) });
  audit.identify(actorOfPerson(await people.get(person)));
  return audit.commit(async () => {
    // Removing a passkey ends other sessions. A passkey removed during the verification must not begin another one.
    if ((await options.passkeys.find(response.id))?.id !== id) throw new UserError('passkey_refused');
    return beginSession({ person, method: 'passkey' }, client, options);
  });
}

/** Throws UserError `passkey_refused` unless the passkey belongs to this person. */
export async function provePasskey<Request>(
  own: OwnSession,
  signed: SignedChallenge,
  options: RequestPasskeyOptions<Request>,
): Promise<void> {
  await verify('prove', own.person, signed, options);
}

async function verify<Request>(
  purpose: 'sign_in' | 'prove',
  person: number | null,
  { response, origin }: SignedChallenge,
  { passkeys, webAuthn }: RequestPasskeyOptions<Request>,
): Promise<StoredPasskey> {
  const challenge = webAuthn.challengeOf(response);
  const isExpected = (await passkeys.takeChallenge(challenge, purpose, person)) !== undefined;
  const passkey = await passkeys.find(response.id);
  if (!isExpected || !passkey || (person !== null && passkey.person !== person)) throw new UserError('passkey_refused');
  const counter = await webAuthn.verifySigned(response, passkey, { challenge, origin });
  if (counter === undefined || !(await passkeys.markUsed(passkey, counter))) throw new UserError('passkey_refused');
  return passkey;
}
