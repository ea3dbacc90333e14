import type { Clock } from '../../core/clock.ts';
import { UserError } from '../../core/errors.ts';
import { actorOfPerson, type Person } from '../../core/people/person.ts';
import { isTotpCode, type SecondFactors, type SignInMethod } from '../../core/people/second-factor.ts';
import {
  type AttemptLimits,
  beginSession,
  type Client,
  knownBrowserOf,
  type OwnSession,
  type SessionOptions,
  type SignInAttempt,
  type Tokens,
} from './sign-in.ts';

export interface CodeOptions {
  readonly clock: Pick<Clock, 'now'>;
  readonly codeLimits: AttemptLimits;
  readonly totp: { stepOf(secret: string, code: string, now: number): number | undefined };
  readonly secondFactors: {
    totpOf(person: number): Promise<{ readonly secret: string; readonly isOn: boolean } | undefined>;
    takeStep(person: number, step: number): Promise<boolean>;
    takeRecoveryCode(person: number, code: string): Promise<boolean>;
  };
}

export interface PendingOptions extends SessionOptions {
  readonly people: { get(id: number): Promise<Person> };
  readonly secondFactors: { of(person: number): Promise<SecondFactors> };
  readonly pendingSignIns: { find(token: string): Promise<number | undefined>; end(token: string): Promise<boolean> };
}

/** How a pending sign-in can be completed; undefined if it has ended. */
export async function viewPending(
  pending: string,
  { people, secondFactors, pendingSignIns }: Omit<PendingOptions, keyof SessionOptions>,
) {
  const person = await pendingSignIns.find(pending);
  if (person === undefined) return undefined;
  const { totpSince, passkeys } = await secondFactors.of(person);
  return { email: (await people.get(person)).email, hasTotp: totpSince !== null, hasPasskey: passkeys.length > 0 };
}

/**
 * Completes a sign-in with a code of an authenticator app or a recovery code. Throws UserError `sign_in_over`,
 * `code_refused` or, after too many wrong codes, `code_limited`.
 */
export async function completeSignIn(
  { pending, code }: { readonly pending: string; readonly code: string },
  client: Client,
  options: PendingOptions & CodeOptions,
): Promise<Tokens> {
  const { audit } = options;
  const person = await options.pendingSignIns.find(pending);
  if (person === undefined) throw new UserError('sign_in_over');
  await audit.setObject({ kind: 'person', id: String(person) });
  const owner = await options.people.get(person);
  const knownBrowser = await knownBrowserOf(client, person, options);
  const attempt = { email: owner.email, address: client.address, knownBrowser };
  const method = await takeCode({ person, code }, attempt, options);
  audit.identify(actorOfPerson(owner));
  return audit.commit(async () => {
    // If several codes arrive at once, only one of them completes the sign-in.
    if (!(await options.pendingSignIns.end(pending))) throw new UserError('sign_in_over');
    return beginSession({ person, method }, client, options);
  });
}

const SECONDS_PER_HOUR = 60 * 60;

/**
 * Checks a code, which then no longer works. Throws UserError `code_refused`, or `code_limited` without looking at the
 * code.
 */
export async function takeCode(
  { person, code }: { readonly person: number; readonly code: string },
  attempt: SignInAttempt,
  options: CodeOptions,
): Promise<SignInMethod> {
  const seconds = await options.codeLimits.begin(attempt);
  if (seconds > 0) throw new UserError('code_limited', { hours: Math.ceil(seconds / SECONDS_PER_HOUR) });
  const isCorrect = isTotpCode(code)
    ? await takeTotpCode(person, code, options)
    : await options.secondFactors.takeRecoveryCode(person, withoutLookalikes(code));
  if (!isCorrect) throw new UserError('code_refused', {}, { field: 'code' });
  await options.codeLimits.succeed(attempt);
  return isTotpCode(code) ? 'password_code' : 'password_recovery_code';
}

async function takeTotpCode(
  person: number,
  code: string,
  { clock, totp, secondFactors }: CodeOptions,
): Promise<boolean> {
  const stored = await secondFactors.totpOf(person);
  if (!stored?.isOn) return false;
  const step = totp.stepOf(stored.secret, code, clock.now());
  return step !== undefined && (await secondFactors.takeStep(person, step));
}

/** Recovery codes contain digits instead of the letters that look like them. */
function withoutLookalikes(code: string): string {
  return code.replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}

export interface OwnFactorOptions {
  readonly clock: Pick<Clock, 'now'>;
  readonly people: { get(id: number): Promise<Person> };
  readonly newRecoveryCodes: () => readonly string[];
  readonly totp: CodeOptions['totp'] & { newSecret(): string; uriOf(secret: string, label: string): string };
  readonly secondFactors: {
    of(person: number): Promise<SecondFactors>;
    startTotp(person: number, secret: string): Promise<void>;
    totpOf(person: number): Promise<{ readonly secret: string; readonly isOn: boolean } | undefined>;
    confirmTotp(own: OwnSession, step: number, recoveryCodes: readonly string[]): Promise<boolean>;
    replaceRecoveryCodes(own: OwnSession, codes: readonly string[]): Promise<void>;
  };
}

/** A new secret for an authenticator app, as text and as the content of a QR code. Throws UserError `totp_on`. */
export async function startTotp(person: number, { people, totp, secondFactors }: OwnFactorOptions) {
  const secret = totp.newSecret();
  await secondFactors.startTotp(person, secret);
  return { secret, address: totp.uriOf(secret, (await people.get(person)).email) };
}

/**
 * Requires codes from now on, if this first code is correct. Returns recovery codes, which are shown only once; none if
 * the person already has some. Throws UserError `code_refused`, `totp_on`, or `totp_missing` if `startTotp` was not
 * called.
 */
export async function confirmTotp(
  own: OwnSession,
  code: string,
  { clock, totp, secondFactors, newRecoveryCodes }: OwnFactorOptions,
): Promise<readonly string[]> {
  const stored = await secondFactors.totpOf(own.person);
  if (!stored) throw new UserError('totp_missing');
  // Before the code is compared: otherwise, a session could test any number of codes of an app that is in use.
  if (stored.isOn) throw new UserError('totp_on');
  const step = totp.stepOf(stored.secret, code, clock.now());
  if (step === undefined) throw new UserError('code_refused', {}, { field: 'code' });
  const codes = newRecoveryCodes();
  return (await secondFactors.confirmTotp(own, step, codes)) ? codes : [];
}

/** Makes new recovery codes; the old ones no longer work. Throws UserError `second_factor_missing`. */
export async function renewRecoveryCodes(
  own: OwnSession,
  { secondFactors, newRecoveryCodes }: OwnFactorOptions,
): Promise<readonly string[]> {
  const codes = newRecoveryCodes();
  await secondFactors.replaceRecoveryCodes(own, codes);
  return codes;
}
