import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../../core/errors.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 'v1';

/**
 * Seals access tokens, and secrets of the settings, with AES-256-GCM under a key that lives in a file of its own. `place`
 * (table, row, column) is authenticated with the secret, so that a sealed text moved to another row does not open there.
 */
export class SecretBox {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  seal(secret: string, place: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${VERSION}.${sealed.toString('base64url')}`;
  }

  /** Throws UserError `key_wrong` where the key is another than the one that sealed, or the text was moved or changed. */
  open(sealed: string, place: string): string {
    const bytes = Buffer.from(sealed.slice(VERSION.length + 1), 'base64url');
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(place));
    try {
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8');
      return text + decipher.final('utf8');
    } catch (cause) {
      throw new UserError('key_wrong', {}, { cause });
    }
  }

  /** Recognises a secret that has been seen before without keeping it; worthless without the key. */
  fingerprint(secret: string): string {
    return createHmac('sha256', this.#key).update(secret).digest('hex');
  }
}

/**
 * Opens the box with the key in this file, and makes the file at the first start. `mayCreate` is false once secrets
 * exist that another key sealed. Throws UserError where the file is missing then, malformed, or open to others.
 */
export function openSecretBox(path: string, mayCreate: boolean): SecretBox {
  const key = readKey(path) ?? (mayCreate ? createKey(path) : undefined);
  if (!key) throw new UserError('key_missing', { path });
  return new SecretBox(key);
}

function readKey(path: string): Buffer | undefined {
  const text = readIfThere(path);
  if (text === undefined) return undefined;
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) throw new UserError('key_open', { path });
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== KEY_BYTES) throw new UserError('key_malformed', { path });
  return key;
}

/**
 * Of several processes that start at once, one makes the file and the others read it. It appears under its name complete:
 * a link, unlike a rename, leaves a file that is there already as it is.
 */
function createKey(path: string): Buffer | undefined {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(draft, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { flag: 'wx', mode: 0o600, flush: true });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  return readKey(path);
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
