import { isAdded } from '../record/added-columns.ts';
import { type Mapping, type Matching, nameKey } from '../record/plan.ts';
import { MAX_NAME } from '../text/name.ts';

/** How files with one header are matched: what a person decided once, under a name. */
export interface MappingPreset extends Matching {
  readonly id: number;
  readonly name: string;
  readonly connector: string;
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
}

/**
 * What two headers have in common that may be matched alike: their names, whatever their order and case. What the console
 * itself adds to a file of rejected records is none of them.
 */
export function fingerprintOf(header: readonly string[], hash: (text: string) => string): string {
  const names = header.filter((name) => name.trim() !== '' && !isAdded(name.trim())).map(nameKey);
  return hash(JSON.stringify(names.sort()));
}

/** A mapping for a header whose names it may spell otherwise. Columns that it does not name feed nothing. */
export function mappingFor(header: readonly string[], mapping: Mapping): Mapping {
  const wanted = new Map(Object.entries(mapping).map(([column, name]) => [nameKey(column), name]));
  const named = header.filter((column) => column.trim() !== '');
  return Object.fromEntries(named.map((column) => [column, wanted.get(nameKey(column)) ?? null]));
}

/** What a file is called after that its preset gets no name for: the file's own name without its endings. */
export function presetNameOf(file: string): string {
  return (file.replace(/(?:\.(?:csv|tsv|txt|jsonl|ndjson|json|gz))+$/i, '').trim() || file).slice(0, MAX_NAME);
}
