import { isAdded } from '../record/added-columns.ts';
import { type Mapping, nameKey } from '../record/field-target.ts';
import type { Matching } from '../record/plan.ts';
import { MAX_NAME_LENGTH } from '../text/name.ts';

/** A named mapping for all files with the same header. */
export interface MappingPreset extends Matching {
  readonly id: number;
  readonly name: string;
  readonly connector: string;
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
}

/**
 * The same for headers that can share a mapping: a hash of their names in any order and case, without the columns that the
 * console adds to a CSV of rejected records.
 */
export function fingerprintOf(header: readonly string[], hash: (text: string) => string): string {
  const names = header.filter((name) => name.trim() !== '' && !isAdded(name.trim())).map(nameKey);
  return hash(JSON.stringify(names.sort()));
}

/** Adapts a mapping to the spelling of a header. Columns that it does not name are ignored. */
export function mappingFor(header: readonly string[], mapping: Mapping): Mapping {
  const wanted = new Map(Object.entries(mapping).map(([column, name]) => [nameKey(column), name]));
  const named = header.filter((column) => column.trim() !== '');
  return Object.fromEntries(named.map((column) => [column, wanted.get(nameKey(column)) ?? null]));
}

/** The default name of a preset: the file's name without extensions. */
export function presetNameOf(file: string): string {
  return (file.replace(/(?:\.(?:csv|tsv|txt|jsonl|ndjson|json|gz|xlsx|xlsm))+$/i, '').trim() || file).slice(
    0,
    MAX_NAME_LENGTH,
  );
}
