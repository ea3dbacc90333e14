import type { ConnectedIdentity } from '../../core/people/single-sign-on.ts';
import type { Provider } from './single-sign-on.ts';

export interface SignInWays {
  readonly people: { passwordOf(id: number): Promise<string | null> };
  readonly passkeys: { ofPerson(person: number): Promise<readonly { readonly id: number }[]> };
  readonly identities: { ofPerson(person: number): Promise<readonly ConnectedIdentity[]> };
}

/**
 * Whether a person could still sign in after this passkey or identity is removed. Only identities of the provider in
 * use count.
 */
export async function canSignInWithout(
  { passkey, identity }: { readonly passkey?: number; readonly identity?: number },
  person: number,
  provider: Pick<Provider, 'issuer'> | undefined,
  { people, passkeys, identities }: SignInWays,
): Promise<boolean> {
  return (
    (await people.passwordOf(person)) !== null ||
    (await passkeys.ofPerson(person)).some(({ id }) => id !== passkey) ||
    (await identities.ofPerson(person)).some(({ id, issuer }) => id !== identity && issuer === provider?.issuer)
  );
}
