import { UserError } from '../../core/errors.ts';
import type { Person } from '../../core/people/person.ts';
import { hashNewPassword, type PasswordOptions } from './judge-password.ts';
import { beginSession, type Client, type SessionOptions, type Tokens } from './sign-in.ts';

export interface ChangePasswordOptions extends SessionOptions, PasswordOptions {
  readonly people: {
    get(id: number): Person;
    passwordOf(id: number): string | null;
    setPassword(id: number, hash: string): void;
  };
  readonly passwords: PasswordOptions['passwords'] & {
    verify(password: string, hash: string | null): Promise<boolean>;
  };
}

/**
 * Changes the password of a person who knows the current one. All sessions end, and a new one begins in this browser. Throws UserError
 * `password_wrong`, or as `hashNewPassword` does.
 */
export async function changeOwnPassword(
  { id, current, password }: { readonly id: number; readonly current: string; readonly password: string },
  client: Client,
  options: ChangePasswordOptions,
): Promise<Tokens> {
  const { people, passwords, audit } = options;
  if (!(await passwords.verify(current, people.passwordOf(id))))
    throw new UserError('password_wrong', {}, { field: 'current' });
  const hash = await hashNewPassword(password, people.get(id), options);
  return audit.commit(() => {
    people.setPassword(id, hash);
    return beginSession(id, client, options);
  });
}
