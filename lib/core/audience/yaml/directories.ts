import { DEVICE, withinBytes } from './file-names.ts';

/** Directories for folders of segments. They preserve the names, because a push reads the names from them. */

/** Maximum length of a directory's name without CONTINUED: file systems allow 255 bytes. */
const MAX_BYTES = 253;
/** Ends the name of a directory if the directory below it continues the name of the folder. */
const CONTINUED = '%~';
/**
 * Characters that file systems do not allow in a name, `%`, dots and spaces at both ends, and the dot before the
 * extension of a segment file.
 */
const UNSAFE = /[%/\\:*?"<>|]|^[. ]|[. ]$|\.(?=ya?ml$)/gi;
/**
 * UNSAFE, without the dot before an extension, and characters that a file system may confuse: lowercase letters with
 * capitals, and all characters beyond ASCII. Without its letters, the end of a name is no extension.
 */
const AMBIGUOUS = /[%/\\:*?"<>|]|^[. ]|[. ]$|[a-z]|[^ -~]/giu;

interface ReadFolder {
  readonly name: string;
  /** More than one if the name is too long for a single directory. */
  readonly directories: readonly string[];
}

/** The segment folders of a path of directories, from the outermost one. */
export function foldersOf(directories: readonly string[]): readonly ReadFolder[] {
  const folders: ReadFolder[] = [];
  let name = '';
  let parts: string[] = [];
  for (const [index, directory] of directories.entries()) {
    const isContinued = directory.endsWith(CONTINUED) && index < directories.length - 1;
    name += decode(isContinued ? directory.slice(0, -CONTINUED.length) : directory);
    parts.push(directory);
    if (isContinued) continue;
    folders.push({ name, directories: parts });
    name = '';
    parts = [];
  }
  return folders;
}

/**
 * Chooses directories for all folders: those that exist, or new ones. New ones also differ from all others on file
 * systems that ignore case. The result does not depend on the order of the folders.
 */
export function directoriesFor(
  folders: readonly (readonly string[])[],
  existing: readonly (readonly string[])[],
): (folder: readonly string[]) => readonly string[] {
  const chosen = new Map<string, readonly string[]>();
  /** The paths of all chosen directories, by their caseless form. */
  const taken = new Map<string, string>();
  const directoriesOf = (folder: readonly string[]) => chosen.get(folder.join('/')) ?? [];
  const choose = (folder: readonly string[], directories: readonly string[]) => {
    chosen.set(folder.join('/'), directories);
    for (const path of pathsOf(directories)) taken.set(caseless(path), path);
  };
  for (const readFolders of existing.flatMap((directories) => beginnings(foldersOf(directories)))) {
    const folder = readFolders.map(({ name }) => name);
    const directories = readFolders.flatMap((readFolder) => readFolder.directories);
    if (!chosen.has(folder.join('/'))) choose(folder, directories);
  }
  for (const folder of folders.flatMap(beginnings).toSorted((a, b) => (a.join('/') < b.join('/') ? -1 : 1))) {
    if (chosen.has(folder.join('/'))) continue;
    const parent = directoriesOf(folder.slice(0, -1));
    const directoriesEncoding = (characters: RegExp) => [
      ...parent,
      ...directoriesOfName(folder.at(-1) ?? '', characters),
    ];
    const newPaths = pathsOf(directoriesEncoding(UNSAFE)).slice(parent.length);
    // Taken by a path that is different, but equal on some file system.
    const isTaken = newPaths.some((path) => (taken.get(caseless(path)) ?? path) !== path);
    choose(folder, directoriesEncoding(isTaken ? AMBIGUOUS : UNSAFE));
  }
  return directoriesOf;
}

/** Lists of the first item, of the first two items, and so on. */
function beginnings<T>(list: readonly T[]): readonly (readonly T[])[] {
  return list.map((_, index) => list.slice(0, index + 1));
}

function pathsOf(directories: readonly string[]): readonly string[] {
  return beginnings(directories).map((beginning) => beginning.join('/'));
}

/** The same text for all names that some file system considers equal. */
function caseless(path: string): string {
  return path.normalize('NFKC').toUpperCase().toLowerCase();
}

function directoriesOfName(name: string, characters: RegExp): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (const character of name) {
    const extended = encode(part + character, characters);
    if (withinBytes(extended, MAX_BYTES) !== extended) {
      parts.push(encode(part, characters) + CONTINUED);
      part = '';
    }
    part += character;
  }
  return [...parts, encode(part, characters)];
}

function encode(text: string, characters: RegExp): string {
  const safe = text.replaceAll(characters, codesOf);
  return DEVICE.test(safe) ? codesOf(safe.slice(0, 1)) + safe.slice(1) : safe;
}

/** Encodes characters: `%2F`, and `%u3042` for characters beyond Latin-1. */
function codesOf(characters: string): string {
  const codes = Array.from({ length: characters.length }, (_, index) => characters.charCodeAt(index));
  const hex = codes.map((code) => code.toString(16).toUpperCase());
  return hex
    .map((digits) => (digits.length > 2 ? `%u${digits.padStart(4, '0')}` : `%${digits.padStart(2, '0')}`))
    .join('');
}

function decode(directory: string): string {
  return directory.replaceAll(/%(?:u([\dA-F]{4})|([\dA-F]{2}))/gi, (_, long: string, short: string) =>
    String.fromCharCode(Number.parseInt(long ?? short, 16)),
  );
}
