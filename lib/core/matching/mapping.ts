import { type FieldSpec, MAX_SUFFIX } from '../record/field.ts';
import { type Constants, columnName, type Matching, type Plan, type PlannedColumn } from '../record/plan.ts';

/** Editing of a mapping: the names on offer, and the effect of choosing one. */

const MAX_NAMES = 12;

/** Column names of this field that can be chosen: its own, or the next free numbers of a list or item. */
export function selectableNames(field: FieldSpec, columns: readonly PlannedColumn[]): string[] {
  if (field.shape === 'single') return [field.name];
  const taken = new Set(columns.filter((column) => column.field === field).map(({ suffix }) => suffix));
  const next = Math.max(-1, ...columns.filter((column) => isSibling(field, column)).map(({ suffix }) => suffix)) + 1;
  const numbers = Array.from({ length: Math.min(next, MAX_SUFFIX) + 1 }, (_, suffix) => suffix);
  const free = numbers.filter((suffix) => !taken.has(suffix)).slice(0, MAX_NAMES);
  return free.map((suffix) => columnName(field, suffix));
}

/** Items share their numbers: `item_price_2` belongs to the same product as `item_id_2`. */
function isSibling(field: FieldSpec, column: PlannedColumn): boolean {
  return field.shape === 'item' ? column.field.shape === 'item' : column.field === field;
}

/**
 * Maps this column to a field, or ignores the column. A field has one source: its previous column is released, and its
 * constant is removed.
 */
export function assignField(
  { mapping, constants }: Matching,
  column: string,
  name: string | null,
): { readonly matching: Matching; readonly released: string | null } {
  const before = Object.keys(mapping).find((other) => other !== column && name !== null && mapping[other] === name);
  const changed = before === undefined ? mapping : { ...mapping, [before]: null };
  const matching = {
    mapping: { ...changed, [column]: name },
    constants: name === null ? constants : without(constants, name),
  };
  return { matching, released: before ?? null };
}

/** Sets or removes the constant of a field. A column mapped to the field is ignored from then on. */
export function assignConstant({ mapping, constants }: Matching, name: string, value: string | null): Matching {
  if (value === null) return { mapping, constants: without(constants, name) };
  const before = Object.keys(mapping).find((column) => mapping[column] === name);
  return {
    mapping: before === undefined ? mapping : { ...mapping, [before]: null },
    constants: { ...constants, [name]: value },
  };
}

function without(constants: Constants, name: string): Constants {
  return Object.fromEntries(Object.entries(constants).filter(([other]) => other !== name));
}

/** Whether the file has the columns of at least one set of identifiers. */
export function hasIdentifier(sets: readonly (readonly string[])[], { columns }: Plan): boolean {
  const fed = new Set(columns.map(({ field }) => field.name));
  return sets.some((set) => set.every((name) => fed.has(name)));
}
