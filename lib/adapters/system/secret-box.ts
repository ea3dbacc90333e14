import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../../core/errors.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 'v1';

/**
 * Seals access tokens and secrets of the settings with AES-256-GCM and a key from its own file. `context` (table, row,
 * column) is authenticated with the secret, so that a sealed text copied to another row does not open.
 */
export class SecretBox {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  seal(secret: string, context: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${VERSION}.${sealed.toString('base64url')}`;
  }

  /** Throws UserError `key_wrong` if it was sealed with another key, or if the text was moved or changed. */
  open(sealed: string, context: string): string {
    const bytes = Buffer.from(sealed.slice(VERSION.length + 1), 'base64url');
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(context));
    try {
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8');
      return text + decipher.final('utf8');
    } catch (cause) {
      throw new UserError('key_wrong', {}, { cause });
    }
  }

  /** A keyed digest that recognises a known secret; useless without the key. */
  fingerprint(secret: string): string {
    return createHmac('sha256', this.#key).update(secret).digest('hex');
  }
}

/**
 * Opens the box with the key in this file, and creates the file on the first start. `mayCreate` is false once sealed secrets
 * exist. Throws a UserError if the file is missing then, malformed, or accessible to others.
 */
export function openSecretBox(path: string, mayCreate: boolean): SecretBox {
  const key = readKey(path) ?? (mayCreate ? createKey(path) : undefined);
  if (!key) throw new UserError('key_missing', { path });
  return new SecretBox(key);
}

function readKey(path: string): Buffer | undefined {
  const text = readIfExists(path);
  if (text === undefined) return undefined;
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) throw new UserError('key_open', { path });
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== KEY_BYTES) throw new UserError('key_malformed', { path });
  return key;
}

/**
 * If several processes start at once, one creates the file and the others read it. The complete file is hard-linked to its
 * name: unlike a rename, a link does not replace an existing file.
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

function readIfExists(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
