import type { QueryColumn } from '../job/query.ts';

/** `id`, `id_2`, `id_3` for columns of one name. */
export function toldApart(columns: readonly QueryColumn[]): readonly QueryColumn[] {
  const taken = new Set<string>();
  return columns.map(({ name: wanted, type }) => {
    let free = wanted;
    for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${wanted}_${number}`;
    taken.add(free.toLowerCase());
    return { name: free, type };
  });
}
