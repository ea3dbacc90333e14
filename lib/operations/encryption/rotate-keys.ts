import { setImmediate } from 'node:timers/promises';

/** A stored secret by its table and primary key. */
export interface StoredSecret {
  readonly table: string;
  readonly id: readonly (string | number)[];
}

export interface RotateKeysOptions {
  readonly keyFile: { readonly keys: readonly { readonly id: string }[]; add(): void };
  readonly sealedSecrets: {
    withKeysOfDecryptable<T>(work: (keys: ReadonlySet<string>) => Promise<T>): Promise<T>;
    exceptKey(key: string): Promise<readonly StoredSecret[]>;
    reseal(secrets: readonly StoredSecret[]): Promise<readonly StoredSecret[]>;
  };
}

export interface KeyRotation {
  /** The id of the key that encrypts now. */
  readonly key: string;
  /** False if an interrupted rotation was completed instead, or if the new key had been added to the file by hand. */
  readonly isNewKey: boolean;
  readonly encrypted: number;
  /** Secrets that cannot be decrypted. */
  readonly failed: readonly StoredSecret[];
}

const SECRETS_PER_TRANSACTION = 100;

/**
 * Encrypts all stored secrets with a new key, a hundred in a transaction, while the product runs. If an interrupted
 * rotation left secrets with older keys, completes that rotation instead. The older keys stay in the file. Throws
 * UserError `key_file_read_only`.
 */
export async function rotateKeys({ keyFile, sealedSecrets }: RotateKeysOptions): Promise<KeyRotation> {
  const isNewKey = await addKeyUnlessUnfinished({ keyFile, sealedSecrets });
  const key = keyFile.keys[0]?.id ?? '';
  const secrets = await sealedSecrets.exceptKey(key);
  const failed: StoredSecret[] = [];
  for (let at = 0; at < secrets.length; at += SECRETS_PER_TRANSACTION) {
    failed.push(...(await sealedSecrets.reseal(secrets.slice(at, at + SECRETS_PER_TRANSACTION))));
    await setImmediate();
  }
  return { key, isNewKey, encrypted: secrets.length - failed.length, failed };
}

/**
 * Adds a key, unless older keys of the file still encrypt secrets. Secrets that cannot be decrypted do not count,
 * because no rotation could end before a person replaces them. Runs in one transaction, so that the second of two
 * concurrent rotations sees the key that the first has added, and keeps it.
 */
function addKeyUnlessUnfinished({ keyFile, sealedSecrets }: RotateKeysOptions): Promise<boolean> {
  return sealedSecrets.withKeysOfDecryptable(async (keys) => {
    if (keyFile.keys.slice(1).some(({ id }) => keys.has(id))) return false;
    keyFile.add();
    return true;
  });
}
