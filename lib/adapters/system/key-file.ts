import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../../core/errors.ts';
import { createFolders } from './create-folders.ts';

const KEY_BYTES = 32;
const ID_LENGTH = 8;

export interface EncryptionKey {
  /** Identifies the key without revealing anything about it. */
  readonly id: string;
  readonly bytes: Buffer;
}

/**
 * The keys that encrypt access tokens and other secrets, one per line in base64. The first key encrypts; the rest only
 * decrypt what was encrypted with them. The file is read again after a change, so that running processes get new keys.
 */
export class KeyFile {
  readonly path: string;
  #version: string | undefined;
  #keys: readonly EncryptionKey[] = [];

  private constructor(path: string) {
    this.path = path;
  }

  /**
   * `mayCreate` says whether to create a missing file, which must not happen once there are encrypted secrets. Throws a
   * UserError if the file is missing and not created, malformed, or accessible to others.
   */
  static open(path: string, { mayCreate }: { readonly mayCreate: boolean }): KeyFile {
    const file = new KeyFile(path);
    if (file.#read()) return file;
    if (mayCreate) createFile(path);
    if (!file.#read()) throw new UserError('key_missing', { path });
    return file;
  }

  /** The keys, newest first. Keys that were read once are kept if the file is removed. */
  get keys(): readonly EncryptionKey[] {
    this.#read();
    return this.#keys;
  }

  /** Adds a key, which encrypts from now on. Throws UserError `key_file_read_only`. */
  add(): void {
    this.#write([newKey(), ...this.keys.map(textOf)]);
  }

  /** Throws UserError `key_file_read_only`. */
  remove(ids: ReadonlySet<string>): void {
    this.#write(this.keys.filter(({ id }) => !ids.has(id)).map(textOf));
  }

  /** Reads the file if it has changed; false if there is no file. */
  #read(): boolean {
    const version = versionOf(this.path);
    if (version === undefined) return false;
    if (version === this.#version) return true;
    refuseAccessibleToOthers(this.path);
    this.#keys = parse(readFileSync(this.path, 'utf8'), this.path);
    this.#version = version;
    return true;
  }

  /** Replaces the file atomically, so that a crash leaves either the old or the new one. */
  #write(keys: readonly string[]): void {
    const { path } = this;
    const draft = draftOf(path);
    try {
      writeKeys(draft, keys);
      renameSync(draft, path);
      syncFolderOf(path);
    } catch (cause) {
      rmSync(draft, { force: true }); // a copy of the keys must not stay
      throw new UserError('key_file_read_only', { path }, { cause });
    }
  }
}

function parse(text: string, path: string): readonly EncryptionKey[] {
  const keys = text
    .split(/\s+/)
    .filter(Boolean)
    .map((line) => Buffer.from(line, 'base64'));
  if (keys.length === 0 || keys.some(({ length }) => length !== KEY_BYTES)) {
    throw new UserError('key_malformed', { path });
  }
  return keys.map((bytes) => ({ id: createHash('sha256').update(bytes).digest('hex').slice(0, ID_LENGTH), bytes }));
}

function newKey(): string {
  return randomBytes(KEY_BYTES).toString('base64');
}

function textOf({ bytes }: EncryptionKey): string {
  return bytes.toString('base64');
}

function refuseAccessibleToOthers(path: string): void {
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) throw new UserError('key_open', { path });
}

/** A version of the file, which differs after each change or replacement; undefined if there is no file. */
function versionOf(path: string): string | undefined {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat && `${stat.ino} ${stat.mtimeNs} ${stat.size}`;
}

/**
 * If several processes start at the same time, one creates the file, and the others read it. The complete file is
 * hard-linked to its name, because a link, unlike a rename, does not replace an existing file.
 */
function createFile(path: string): void {
  const draft = draftOf(path);
  try {
    createFolders(dirname(path));
    writeKeys(draft, [newKey()]);
    linkSync(draft, path);
    syncFolderOf(path);
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST' || syscall !== 'link') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Flushes the name of the file to disk. Otherwise, a power cut could undo the creation or replacement of the file, but
 * the database would keep secrets that only the new key decrypts.
 */
function syncFolderOf(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** A path for a draft of the key file, in the same folder. */
function draftOf(path: string): string {
  return `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
}

function writeKeys(path: string, keys: readonly string[]): void {
  writeFileSync(path, keys.map((key) => `${key}\n`).join(''), { flag: 'wx', mode: 0o600, flush: true });
}
