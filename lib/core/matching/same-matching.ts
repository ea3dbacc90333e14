import { type FieldTarget, type Mapping, targetOf, targetsOf } from '../record/field-target.ts';
import { nameKey } from '../record/name-key.ts';
import type { Matching } from '../record/plan.ts';
import { valueKey } from '../record/source-text.ts';

/**
 * Whether two matchings mean the same. Ignores the order of members, the short or long form of a target, and case and
 * outer blanks of columns, fields and matched values, but not the order of targets and of joined columns.
 */
export function isSameMatching(a: Matching, b: Matching): boolean {
  return canonical(a) === canonical(b);
}

function canonical({ mapping, constants }: Matching): string {
  return JSON.stringify(sortMembers([canonicalMapping(mapping), withKeys(constants, nameKey)]));
}

function canonicalMapping(mapping: Mapping): Mapping {
  return Object.fromEntries(
    Object.entries(mapping).map(([column, target]) => [
      nameKey(column),
      targetOf(targetsOf(target).map(canonicalTarget)),
    ]),
  );
}

function canonicalTarget({ field, join, values, ...target }: FieldTarget): FieldTarget {
  return {
    ...target,
    field: nameKey(field),
    join: join?.map(nameKey),
    values: values && withKeys(values, valueKey),
  };
}

function withKeys<Value>(
  values: Readonly<Record<string, Value>>,
  keyOf: (name: string) => string,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [keyOf(name), value]));
}

function sortMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortMembers);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, sortMembers(member)]));
}
