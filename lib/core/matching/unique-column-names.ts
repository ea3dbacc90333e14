import type { QueryColumn } from '../job/query.ts';

/** Numbers columns with the same name: `id`, `id_2`, `id_3`. */
export function uniqueColumnNames(columns: readonly QueryColumn[]): readonly QueryColumn[] {
  const taken = new Set<string>();
  return columns.map(({ name, type }) => {
    let freeName = name;
    for (let number = 2; taken.has(freeName.toLowerCase()); number++) freeName = `${name}_${number}`;
    taken.add(freeName.toLowerCase());
    return { name: freeName, type };
  });
}
