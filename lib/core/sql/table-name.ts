const MIN_LENGTH = 3;
const MAX_LENGTH = 128;

/**
 * The default table name for a file: the file's name, reduced to valid characters. Undefined if none is left, or if
 * letters or digits would be dropped: the tables of files with different names, such as Japanese ones, would replace
 * each other.
 */
export function tableNameOf(file: string): string | undefined {
  const stem = file
    .replace(/\.gz$/i, '')
    .replace(/\.[^.]*$/, '')
    .toLowerCase();
  if (!/[a-z0-9]/.test(stem) || /(?![a-z0-9])[\p{L}\p{N}]/u.test(stem)) return undefined;
  const name = stem
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, MAX_LENGTH);
  return name.length < MIN_LENGTH ? `table_${name}` : name;
}
