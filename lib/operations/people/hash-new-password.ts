import { UserError } from '../../core/errors.ts';
import { MIN_PASSWORD_LENGTH, type PasswordOwner, passwordFault } from '../../core/people/password.ts';

export interface PasswordOptions {
  readonly passwords: { hash(password: string): Promise<string> };
  readonly loadPasswordCheck: () => Promise<(password: string, ownWords: readonly string[]) => boolean>;
}

/** Hashes a new password. Throws UserError `password_short`, `password_personal` or `password_guessable`. */
export async function hashNewPassword(
  password: string,
  owner: PasswordOwner,
  { passwords, loadPasswordCheck }: PasswordOptions,
): Promise<string> {
  const fault = passwordFault(password, owner, await loadPasswordCheck());
  if (fault !== undefined) throw new UserError(fault, { min: MIN_PASSWORD_LENGTH }, { field: 'password' });
  return passwords.hash(password);
}
