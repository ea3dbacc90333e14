import { createHmac, hkdfSync } from 'node:crypto';
import type { EncryptionKey } from './key-file.ts';

const KEY_BYTES = 32;

/**
 * Keys of the audit log's HMACs. Each is derived from an encryption key and rotated with it, so that only one key file
 * has to be kept.
 */
export class AuditKeys {
  readonly #file: { readonly keys: readonly EncryptionKey[] };
  readonly #derived = new Map<string, Buffer>();

  constructor(file: { readonly keys: readonly EncryptionKey[] }) {
    this.#file = file;
  }

  /** The id of the key for new entries. */
  get currentId(): string {
    return this.#file.keys[0]?.id ?? '';
  }

  /** The age of a key: how many keys are newer; undefined for a key that is not in the file. */
  ageOf(id: string): number | undefined {
    const index = this.#file.keys.findIndex((key) => key.id === id);
    return index === -1 ? undefined : index;
  }

  /** The HMAC of some content; undefined for a key that is not in the file. */
  mac(id: string, content: Uint8Array): Buffer | undefined {
    const key = this.#keyOf(id);
    return key && createHmac('sha256', key).update(content).digest();
  }

  #keyOf(id: string): Buffer | undefined {
    const key = this.#file.keys.find((candidate) => candidate.id === id);
    if (!key) return undefined;
    const cached = this.#derived.get(id);
    if (cached) return cached;
    const derived = Buffer.from(hkdfSync('sha256', key.bytes, '', 'audit log', KEY_BYTES));
    this.#derived.set(id, derived);
    return derived;
  }
}
