import { UserError } from '../../core/errors.ts';

export interface ListKeysOptions {
  readonly keyFile: { readonly keys: readonly { readonly id: string }[] };
  readonly sealedSecrets: { countByKey(): Promise<ReadonlyMap<string, number>> };
}

export interface RemoveKeysOptions {
  readonly keyFile: ListKeysOptions['keyFile'] & { remove(ids: ReadonlySet<string>): void };
  readonly sealedSecrets: { withCounts<T>(work: (counts: ReadonlyMap<string, number>) => Promise<T>): Promise<T> };
}

export interface ListedKey {
  readonly id: string;
  /** Whether this key encrypts new secrets. The other keys only decrypt. */
  readonly encrypts: boolean;
  /** How many stored secrets it encrypts. */
  readonly secrets: number;
}

/** The keys of the key file, newest first. */
export async function listKeys({ keyFile, sealedSecrets }: ListKeysOptions): Promise<readonly ListedKey[]> {
  const counts = await sealedSecrets.countByKey();
  return keyFile.keys.map(({ id }, index) => ({ id, encrypts: index === 0, secrets: counts.get(id) ?? 0 }));
}

/**
 * Removes from the key file the older keys that no longer encrypt anything, and returns their ids. Throws UserError
 * `keys_unknown` while there is a secret from before keys had ids, because any of the keys may be its key.
 */
export function removeUnusedKeys({ keyFile, sealedSecrets }: RemoveKeysOptions): Promise<readonly string[]> {
  return sealedSecrets.withCounts(async (counts) => {
    if (counts.has('')) throw new UserError('keys_unknown');
    const unused = keyFile.keys.slice(1).filter(({ id }) => !counts.has(id));
    if (unused.length > 0) keyFile.remove(new Set(unused.map(({ id }) => id)));
    return unused.map(({ id }) => id);
  });
}
