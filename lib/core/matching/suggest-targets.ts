import type { FieldSpec } from '../record/field.ts';
import { type FieldTarget, type Mapping, targetOf, targetsOf } from '../record/field-target.ts';
import { normalizedName, suggestMapping } from './suggest-mapping.ts';

/** Suggests a mapping for a header, also where one column feeds two fields or two columns feed one. */
export function suggestTargets(fields: readonly FieldSpec[], header: readonly string[]): Mapping {
  const suggested = Object.entries(suggestMapping(fields, header));
  const targets = new Map(suggested.map(([column, field]) => [column, targetsOf(field)]));
  for (const field of fields) {
    shareColumn(field, targets);
    joinColumns(field, targets);
  }
  return Object.fromEntries([...targets].map(([column, fed]) => [column, targetOf(fed)]));
}

type Targets = Map<string, readonly FieldTarget[]>;

function columnOf(name: string | undefined, targets: Targets): string | undefined {
  return [...targets.keys()].find((column) => targets.get(column)?.some(({ field }) => field === name));
}

function shareColumn({ name, alsoFrom }: FieldSpec, targets: Targets): void {
  const column = columnOf(alsoFrom, targets);
  if (alsoFrom === undefined || column === undefined || columnOf(name, targets) !== undefined) return;
  targets.set(column, [...(targets.get(column) ?? []), { field: name }]);
}

/** Only if it is clear which column completes the other one. */
function joinColumns({ name, inTwoColumns }: FieldSpec, targets: Targets): void {
  const column = columnOf(name, targets);
  if (!inTwoColumns || column === undefined || !isAmong(inTwoColumns.first, column)) return;
  const free = [...targets].flatMap(([other, fed]) => (fed.length === 0 ? [other] : []));
  const [second, ...others] = free.filter((other) => isAmong(inTwoColumns.second, other));
  if (second === undefined || others.length > 0) return;
  const joined = targets.get(column) ?? [];
  targets.set(
    column,
    joined.map((target) => (target.field === name ? { ...target, join: [second] } : target)),
  );
}

function isAmong(names: readonly string[], column: string): boolean {
  return names.some((name) => normalizedName(name) === normalizedName(column));
}
