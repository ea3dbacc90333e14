const MIN_LENGTH = 3;
const MAX_LENGTH = 128;

/** The default table name for a file: the file's name, reduced to valid characters. */
export function tableNameOf(file: string): string {
  const stem = file.replace(/\.gz$/i, '').replace(/\.[^.]*$/, '');
  const name = stem
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, MAX_LENGTH);
  return name.length < MIN_LENGTH ? `table_${name}`.replace(/_$/, '') : name;
}
