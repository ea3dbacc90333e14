import { UserError } from '../../core/errors.ts';
import type { Person } from '../../core/people/person.ts';
import type { Session } from '../../core/people/session.ts';
import { hashNewPassword, type PasswordOptions } from './hash-new-password.ts';
import { type InSession, type PasswordProofOptions, provePassword } from './prove.ts';
import { beginSession, type Client, type SessionOptions, type Tokens } from './sign-in.ts';

export interface ChangePasswordOptions extends SessionOptions, PasswordOptions, PasswordProofOptions {
  readonly people: PasswordProofOptions['people'] & {
    get(id: number): Promise<Person>;
    setPassword(id: number, hash: string): Promise<void>;
  };
  readonly passwords: PasswordOptions['passwords'] & PasswordProofOptions['passwords'];
  readonly sessions: SessionOptions['sessions'] & { list(person: number): Promise<readonly Session[]> };
}

/**
 * Changes the password of a person who knows the current one. All sessions end, and a new one begins in this browser.
 * Throws as `provePassword` and `hashNewPassword` do.
 */
export async function replaceOwnPassword(
  own: InSession,
  { current, password }: { readonly current: string; readonly password: string },
  client: Client,
  options: ChangePasswordOptions,
): Promise<Tokens> {
  const { people, sessions, audit } = options;
  const provedHash = await provePassword(own, { password: current, field: 'current' }, options);
  const hash = await hashNewPassword(password, await people.get(own.person), options);
  const method = (await sessions.list(own.person)).find(({ id }) => id === own.session)?.method ?? 'password';
  return audit.commit(async () => {
    // Another change may have come first, for example because the password is known to others.
    if ((await people.passwordOf(own.person)) !== provedHash)
      throw new UserError('password_wrong', {}, { field: 'current' });
    await people.setPassword(own.person, hash);
    return beginSession({ person: own.person, method }, client, options);
  });
}
