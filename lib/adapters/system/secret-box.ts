import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { UserError } from '../../core/errors.ts';
import type { EncryptionKey } from './key-file.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Matches an encrypted text. In the older form `v1.`, the id of the key is missing. */
const SEALED = /^(?:v1|v2\.(?<key>[0-9a-f]{8}))\.(?<bytes>[\w-]+)$/;

/**
 * Encrypts access tokens and other secrets with AES-256-GCM and the first key. `context` (table, row, column)
 * is authenticated with the secret, so that an encrypted text that was copied to another row cannot be decrypted.
 */
export class SecretBox {
  readonly #file: { readonly keys: readonly EncryptionKey[] };

  constructor(file: { readonly keys: readonly EncryptionKey[] }) {
    this.#file = file;
  }

  seal(secret: string, context: string): string {
    const { id, bytes } = this.#firstKey();
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', bytes, nonce).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `v2.${id}.${sealed.toString('base64url')}`;
  }

  /**
   * Decrypts a text. Throws UserError `key_wrong` if no key decrypts it, because its key is not in the file, or because
   * the text was moved or changed.
   */
  open(sealed: string, context: string): string {
    const { key: keyId, bytes = '' } = SEALED.exec(sealed)?.groups ?? {};
    for (const key of this.#file.keys) {
      if (keyId !== undefined && keyId !== key.id) continue;
      const text = openWith(key, bytes, context);
      if (text !== undefined) return text;
    }
    throw new UserError('key_wrong');
  }

  /**
   * The same encrypted text under the id of the first key, which does not decrypt it: for a secret whose key is lost,
   * so that it counts as damaged instead of as one that waits for its key.
   */
  giveUp(sealed: string): string {
    return `v2.${this.#firstKey().id}.${SEALED.exec(sealed)?.groups?.['bytes'] ?? ''}`;
  }

  hasKey(id: string): boolean {
    return this.#file.keys.some((key) => key.id === id);
  }

  /** A keyed digest by which a stored secret is recognized; useless without the key. */
  fingerprint(secret: string): string {
    return fingerprintWith(this.#firstKey(), secret);
  }

  /** The fingerprints with all keys, because a stored one may be older than the first key. */
  fingerprints(secret: string): readonly string[] {
    return this.#file.keys.map((key) => fingerprintWith(key, secret));
  }

  #firstKey(): EncryptionKey {
    const [first] = this.#file.keys;
    if (!first) throw new Error('a key file has at least one key');
    return first;
  }
}

function openWith(key: EncryptionKey, sealed: string, context: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  try {
    // Also throws for a text that was never encrypted, because its nonce is empty.
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, NONCE_BYTES));
    decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(-TAG_BYTES));
    const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8');
    return text + decipher.final('utf8');
  } catch {
    return undefined;
  }
}

function fingerprintWith({ bytes }: EncryptionKey, secret: string): string {
  return createHmac('sha256', bytes).update(secret).digest('hex');
}
