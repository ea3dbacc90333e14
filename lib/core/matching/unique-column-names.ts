import type { QueryColumn } from '../job/query.ts';

/** Numbers columns with the same name: `id`, `id_2`, `id_3`. */
export function uniqueColumnNames(columns: readonly QueryColumn[]): readonly QueryColumn[] {
  const taken = new Set<string>();
  return columns.map(({ name: wanted, type }) => {
    let free = wanted;
    for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${wanted}_${number}`;
    taken.add(free.toLowerCase());
    return { name: free, type };
  });
}
