import { suggestMapping } from '../matching/suggest-mapping.ts';
import type { FieldSpec } from '../record/field.ts';
import { isPersonal, masked } from '../record/personal.ts';
import type { SomeRecords } from './workbench.ts';

/** Counts, amounts and flags: too short to be somebody's number. */
const SAYS_NOTHING = /^(?:-?\d{1,6}(?:\.\d+)?|true|false)$/i;

/**
 * Records with the values masked that may tell who a person is: by what field their column is called like, every address,
 * and what stands in columns of which nobody knows what they hold.
 */
export function maskRecords({ columns, records }: SomeRecords, fields: readonly FieldSpec[]): SomeRecords {
  const known = columns.map(({ name }) => fieldOf(name, fields));
  const shown = (value: string | null, index: number) =>
    value !== null && mayTell(value, known[index]) ? masked(value) : value;
  return { columns, records: records.map((record) => record.map(shown)) };
}

function mayTell(value: string, field: FieldSpec | undefined): boolean {
  if (value.includes('@')) return true;
  if (!field) return !SAYS_NOTHING.test(value);
  return isPersonal(field) || isNoneOf(field, value);
}

/** What is none of a field's choices may have slipped there from another column. */
function isNoneOf({ choices }: FieldSpec, value: string): boolean {
  return choices !== undefined && !choices.includes(value.trim().toLowerCase());
}

/** The field that a column is called like, also by another name for it. */
function fieldOf(column: string, fields: readonly FieldSpec[]): FieldSpec | undefined {
  const fed = suggestMapping(fields, [column])[column];
  const name = fed?.replace(/_\d+$/, '');
  return fields.find((field) => field.name === fed) ?? fields.find((field) => field.name === name);
}
