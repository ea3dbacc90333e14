import { nameKey } from '../record/name-key.ts';

/** The names of a header, by their `nameKey`: a saved mapping or an API client may spell a name in another way. */
export type Spellings = ReadonlyMap<string, string>;

export function spellingsOf(header: readonly string[]): Spellings {
  return new Map(header.map((column) => [nameKey(column), column]));
}

export function hasColumn(spellings: Spellings, column: string): boolean {
  return spellings.has(nameKey(column));
}

/** A column's name as the header spells it. A name that the header lacks is unchanged. */
export function respelled(spellings: Spellings, column: string): string {
  return spellings.get(nameKey(column)) ?? column;
}
