const SHORTEST = 3;
const LONGEST = 128;

/** What a table is called that is made of a file: the file's name, as far as names of tables go. */
export function tableNameOf(file: string): string {
  const stem = file.replace(/\.gz$/i, '').replace(/\.[^.]*$/, '');
  const name = stem
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, LONGEST);
  return name.length < SHORTEST ? `table_${name}`.replace(/_$/, '') : name;
}
