import { readFile } from 'node:fs/promises';
import { UserError } from '../core/errors.ts';

/** Reads UTF-8 or UTF-16 text; PowerShell writes UTF-16. Throws UserError `file_missing` or `file_encoding`. */
export async function readTextFile(path: string): Promise<string> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw fileMissing(path, cause);
  });
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UserError('file_encoding', { path }, { cause });
  }
}

/** The encoding according to the byte order mark, which decoding removes. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

export function fileMissing(path: string, cause: unknown): UserError {
  return new UserError('file_missing', { path, reason: errorCodeOf(cause) }, { cause });
}

/** The error code of the operating system, such as ENOENT. */
export function errorCodeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
}
