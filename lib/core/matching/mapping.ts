import { type FieldSpec, MAX_SUFFIX } from '../record/field.ts';
import { type FieldTarget, type Mapping, targetOf, targetsOf, type Units } from '../record/field-target.ts';
import { nameKey } from '../record/name-key.ts';
import { type Constants, columnName, type Matching, type Plan, type PlannedColumn } from '../record/plan.ts';
import { baseName } from './full-names.ts';

// How a person edits a mapping: the fields that can be chosen, and what a choice changes.

/** At most this many free column names of a list or item field are offered. */
const MAX_NAMES = 12;

/** The column names of a field to choose from: its own, or of a list or item, those with the lowest free numbers. */
export function selectableNames(field: FieldSpec, columns: readonly PlannedColumn[]): string[] {
  if (field.shape === 'single') return [field.name];
  const takenSuffixes = new Set(columns.filter((column) => column.field === field).map(({ suffix }) => suffix));
  const highest = Math.max(-1, ...columns.filter((column) => isSibling(field, column)).map(({ suffix }) => suffix));
  const last = Math.min(highest + 1, MAX_SUFFIX);
  const names: string[] = [];
  for (let suffix = 0; suffix <= last && names.length < MAX_NAMES; suffix++) {
    if (!takenSuffixes.has(suffix)) names.push(columnName(field, suffix));
  }
  return names;
}

/** Whether a column shares its numbers with a field, as items do: `item_price_2` and `item_id_2` are of one product. */
function isSibling(field: FieldSpec, column: PlannedColumn): boolean {
  return field.shape === 'item' ? column.field.shape === 'item' : column.field === field;
}

/**
 * Sets the column's field at an index to the field `name`, or removes it if `name` is null. A field has one source,
 * so the column that fed `name` before is released, and the constant of `name` is removed.
 */
export function assignField(
  { mapping, constants }: Matching,
  column: string,
  name: string | null,
  fieldIndex = 0,
): { readonly matching: Matching; readonly released: string | null } {
  const targets = targetsOf(mapping[column]);
  if (name === null) {
    const matching = { mapping: { ...mapping, [column]: targetOf(targets.toSpliced(fieldIndex, 1)) }, constants };
    return { matching, released: null };
  }
  const previous = columnOf(mapping, name, column);
  const remaining = previous === undefined ? mapping : withoutField(mapping, previous, name);
  const assigned = targets[fieldIndex] ? withField(targets[fieldIndex], name) : { field: name };
  const before = targets.slice(0, fieldIndex).filter((target) => !isNamed(target, name));
  const after = targets.slice(fieldIndex + 1).filter((target) => !isNamed(target, name));
  return {
    matching: {
      mapping: { ...remaining, [column]: targetOf([...before, assigned, ...after]) },
      constants: withoutConstant(constants, name),
    },
    released: previous ?? null,
  };
}

/** Replaces the fields of a column by these, as if each of them were assigned. */
export function assignTargets(
  { mapping, constants }: Matching,
  column: string,
  targets: readonly FieldTarget[],
): Matching {
  const names = targets.map(({ field }) => nameKey(field));
  const releasedEntries = Object.entries(mapping).map(([otherColumn, target]) => [
    otherColumn,
    targetOf(targetsOf(target).filter(({ field }) => !names.includes(nameKey(field)))),
  ]);
  const distinct = targets.filter(({ field }, index) => names.indexOf(nameKey(field)) === index);
  return {
    mapping: { ...Object.fromEntries(releasedEntries), [column]: targetOf(distinct) },
    constants: names.reduce(withoutConstant, constants),
  };
}

/** What a change of a mapping takes away from a column: a field, and the matches of its values. */
export interface LostTarget {
  readonly column: string;
  readonly field: string;
  /** How many values were matched for the field. */
  readonly valueCount: number;
}

/** The fields that columns feed before a change and not after it. */
export function lostTargets(before: Mapping, after: Mapping): readonly LostTarget[] {
  return Object.keys(before).flatMap((column) => {
    const fieldsAfter = new Set(targetsOf(after[column]).map(({ field }) => nameKey(field)));
    const lost = targetsOf(before[column]).filter(({ field }) => !fieldsAfter.has(nameKey(field)));
    return lost.map(({ field, values = {} }) => ({ column, field, valueCount: Object.keys(values).length }));
  });
}

/** What a column feeds. A column that the mapping does not name feeds the field of its own name. */
export function namedTarget(mapping: Mapping, column: string): Mapping[string] {
  return mapping[column] === undefined ? column : mapping[column];
}

/** Changes how the value of one of the column's fields is made. */
export function changeTarget(
  { mapping, constants }: Matching,
  column: string,
  fieldIndex: number,
  change: Partial<FieldTarget>,
): Matching {
  const targets = targetsOf(namedTarget(mapping, column));
  const changedTargets = targets.map((target, index) => (index === fieldIndex ? { ...target, ...change } : target));
  return { mapping: { ...mapping, [column]: targetOf(changedTargets) }, constants };
}

/**
 * Changes how the value of one of the column's fields is made, if other columns are joined to it. A joined column has
 * only a part of a value, such as the last digits of a phone number, so it no longer feeds the same field under a
 * number.
 */
export function joinColumns(
  before: Matching,
  column: string,
  fieldIndex: number,
  change: Partial<FieldTarget>,
): Matching {
  const { mapping, constants } = changeTarget(before, column, fieldIndex, change);
  const { field = '', join = [] } = targetsOf(mapping[column])[fieldIndex] ?? {};
  const isSameField = (target: FieldTarget) => baseName(nameKey(target.field)) === baseName(nameKey(field));
  const released = join.flatMap((joined) => {
    const targets = joined === column ? [] : targetsOf(namedTarget(mapping, joined));
    const kept = targets.filter((target) => !isSameField(target));
    return kept.length < targets.length ? [[joined, targetOf(kept)]] : [];
  });
  return { mapping: { ...mapping, ...Object.fromEntries(released) }, constants };
}

/** Sets units in all targets whose fields have them. A unit that is undefined is removed. */
export function assignUnits(fields: readonly FieldSpec[], { mapping, constants }: Matching, units: Units): Matching {
  const unitsOf = (name: string) => fieldOfName(fields, name)?.units?.names ?? [];
  const withUnits = (target: FieldTarget): FieldTarget => {
    const changedUnits = unitsOf(target.field).filter((unit) => unit in units);
    return { ...target, ...Object.fromEntries(changedUnits.map((unit) => [unit, units[unit]])) };
  };
  const changedEntries = Object.entries(mapping).map(([column, target]) => [
    column,
    targetOf(targetsOf(target).map(withUnits)),
  ]);
  return { mapping: Object.fromEntries(changedEntries), constants };
}

/** The field of a column name such as `em_1`. */
export function fieldOfName(fields: readonly FieldSpec[], name: string): FieldSpec | undefined {
  const key = nameKey(name);
  return fields.find((field) => field.name === key) ?? fields.find((field) => field.name === baseName(key));
}

/** The column that feeds a field, other than `except`. */
function columnOf(mapping: Mapping, name: string, except?: string): string | undefined {
  return Object.keys(mapping).find(
    (column) => column !== except && targetsOf(mapping[column]).some((target) => isNamed(target, name)),
  );
}

/** Whether a target has this field, whose name may be in capitals if an API or a saved mapping wrote it. */
function isNamed({ field }: FieldTarget, name: string): boolean {
  return nameKey(field) === nameKey(name);
}

function withoutField(mapping: Mapping, column: string, name: string): Mapping {
  return { ...mapping, [column]: targetOf(targetsOf(mapping[column]).filter((target) => !isNamed(target, name))) };
}

/** The target for another field. It keeps how the text is made, and drops values and units, which belong to a field. */
function withField(target: FieldTarget, name: string): FieldTarget {
  if (isNamed(target, name)) return target;
  const { join, part, separator } = target;
  return { field: name, join, part, separator };
}

/** Sets the constant of a field, and unmaps the column that fed the field. Removes the constant if `value` is null. */
export function assignConstant({ mapping, constants }: Matching, name: string, value: string | null): Matching {
  if (value === null) return { mapping, constants: withoutConstant(constants, name) };
  const previous = columnOf(mapping, name);
  return {
    mapping: previous === undefined ? mapping : withoutField(mapping, previous, name),
    constants: { ...withoutOtherSpellings(constants, name), [name]: value },
  };
}

function withoutConstant(constants: Constants, name: string): Constants {
  return Object.fromEntries(
    Object.entries(constants).filter(([constantName]) => nameKey(constantName) !== nameKey(name)),
  );
}

/** A constant with exactly this name is kept, so that it keeps its position when it is set. */
function withoutOtherSpellings(constants: Constants, name: string): Constants {
  return Object.hasOwn(constants, name) ? constants : withoutConstant(constants, name);
}

/** Whether the file has the columns of at least one set of identifiers. */
export function hasIdentifier(sets: readonly (readonly string[])[], { columns }: Plan): boolean {
  const fedFields = new Set(columns.map(({ field }) => field.name));
  return sets.some((set) => set.every((name) => fedFields.has(name)));
}
