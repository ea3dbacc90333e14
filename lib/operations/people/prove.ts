import { UserError } from '../../core/errors.ts';
import { isTotpCode } from '../../core/people/second-factor.ts';
import { type CodeOptions, takeCode } from './second-factors.ts';
import { type AttemptLimits, type SignInAttempt, throwIfLimited } from './sign-in.ts';

/** A person and their session, if there is one. */
export interface InSession {
  readonly person: number;
  readonly session: number | null;
}

export interface PasswordProofOptions {
  readonly people: { passwordOf(id: number): Promise<string | null> };
  readonly passwords: { verify(password: string, hash: string | null): Promise<boolean> };
  readonly signInLimits: AttemptLimits;
}

/**
 * Checks a password and returns its hash. Throws UserError `password_wrong` at a field, or `sign_in_limited` after too
 * many wrong passwords in this session.
 */
export async function provePassword(
  own: InSession,
  { password, field }: { readonly password: string; readonly field: string },
  { people, passwords, signInLimits }: PasswordProofOptions,
): Promise<string | null> {
  const attempt = attemptOf(own);
  throwIfLimited(await signInLimits.begin(attempt));
  const hash = await people.passwordOf(own.person);
  if (!(await passwords.verify(password, hash))) throw new UserError('password_wrong', {}, { field });
  await signInLimits.succeed(attempt);
  return hash;
}

/** Throws UserError `code_refused` or `code_limited`. Recovery codes are accepted only for signing in. */
export async function proveCode(own: InSession, code: string, options: CodeOptions): Promise<void> {
  if (!isTotpCode(code)) throw new UserError('code_refused', {}, { field: 'code' });
  await takeCode({ person: own.person, code }, attemptOf(own), options);
}

/**
 * Each session has its own limits: guesses in a stolen session are soon refused, and the person's other sessions stay
 * usable.
 */
function attemptOf({ person, session }: InSession): SignInAttempt {
  return { email: '', address: '', knownBrowser: `person ${person} session ${session}` };
}
