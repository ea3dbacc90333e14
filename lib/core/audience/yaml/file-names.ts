import { utf8Length } from '../../utf8-length.ts';

/** Names of files and folders for segments and parent segments. */

/** File systems allow 255 bytes; this leaves room for a number and an extension. */
const MAX_BYTES = 200;
/** Names of devices, which Windows does not allow for files. */
export const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * `Customer 360` becomes `customer-360`. Keeps letters of all scripts. `_` is added to the name of a device, and
 * takes the place of an empty name.
 */
export function kebabCase(name: string): string {
  const words =
    name
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const kebab = withinBytes(words.join('-'), MAX_BYTES).replace(/-$/, '');
  return DEVICE.test(kebab) || kebab === '' ? `${kebab}_` : kebab;
}

/** The longest beginning of a text that takes at most `max` bytes in UTF-8. */
export function withinBytes(text: string, max: number): string {
  let bytes = 0;
  let beginning = '';
  for (const character of text) {
    bytes += utf8Length(character);
    if (bytes > max) break;
    beginning += character;
  }
  return beginning;
}

/** The folder for the segments of a parent segment. Two parent segments can share a folder. */
export function parentSegmentFolder(name: string): string {
  return `segments/${kebabCase(name)}`;
}

/** By folder, the names of parent segments that share it. */
export function sharedFolders(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const byFolder = Map.groupBy(names, parentSegmentFolder);
  return new Map([...byFolder].filter(([, sharing]) => sharing.length > 1));
}

/**
 * A file name for each of the names in one folder: `vip-customers.yml`, and `vip-customers-2.yml` for the next name
 * that would get the same file. The result does not depend on the order of the names. `taken` are the files that exist.
 */
export function fileNames(names: Iterable<string>, taken: Iterable<string> = []): ReadonlyMap<string, string> {
  const used = new Set([...taken].map((file) => file.toLowerCase()));
  const entries = [...new Set(names)].sort().map((name) => {
    const file = unusedFile(kebabCase(name), used);
    used.add(file);
    return [name, file] as const;
  });
  return new Map(entries);
}

function unusedFile(base: string, used: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const file = number === 1 ? `${base}.yml` : `${base}-${number}.yml`;
    if (!used.has(file)) return file;
  }
}
