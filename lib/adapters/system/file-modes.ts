import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const PERMISSION_BITS = 0o777;

/**
 * The mode of a file, such as `644`, if it grants one of these permissions; undefined if it does not, or if there is no
 * such file.
 */
export function modeGranting(path: string, permissions: number): string | undefined {
  if (process.platform === 'win32') return undefined;
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat && (stat.mode & permissions) !== 0 ? (stat.mode & PERMISSION_BITS).toString(8) : undefined;
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** The paths of a folder's entries; none if there is no folder. */
export function pathsIn(folder: string): string[] {
  return isFolder(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

export function belongsToRoot(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.uid === 0;
}

/** Lines of an env file: a variable with the name of a secret, and one with a URL that contains a password. */
const SECRET_LINES = [
  /^\s*(?:export\s+)?\w+_(?:PASSWORD|TOKEN|API_KEY|CLIENT_SECRET)[ \t]*=[ \t]*\S/m,
  /^\s*(?:export\s+)?\w+[ \t]*=.*:\/\/[^/@\s]*:[^/@\s]+@/m,
];

/** Whether an env file sets a secret. */
export function hasSecretLine(path: string): boolean {
  if (!existsSync(path)) return false;
  const text = readFileSync(path, 'utf8');
  return SECRET_LINES.some((line) => line.test(text));
}
