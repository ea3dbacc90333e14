import { fieldOfName } from '../matching/mapping.ts';
import { lookalikeOf } from '../matching/suggest-mapping.ts';
import { isProposal, suggestTargets } from '../matching/suggest-targets.ts';
import type { FieldSpec } from '../record/field.ts';
import { targetsOf } from '../record/field-target.ts';
import { isPersonal, masked, mayContainEmailAddress } from '../record/personal.ts';
import type { RecordSample } from './workbench.ts';

/** Counts, amounts and booleans cannot identify a person. A number with more decimals may be a coordinate. */
const NOT_PERSONAL = /^(?:-?\d{1,6}(?:\.\d{1,2})?|true|false)$/i;

/**
 * Masks values that may identify a person: all values of columns named like personal fields, all but harmless values of
 * unknown columns, values that do not fit the field of their column, and email addresses everywhere.
 */
export function maskRecords({ columns, records }: RecordSample, fields: readonly FieldSpec[]): RecordSample {
  const fieldsOfColumns = columns.map(({ name }) => fieldOf(name, fields));
  const mask = (value: string | null, index: number) =>
    value !== null && isHidden(value, fieldsOfColumns[index]) ? masked(value) : value;
  return { columns, records: records.map((record) => record.map(mask)) };
}

/** Whether a column is named like a personal field. */
export function isPersonalColumn(column: string, fields: readonly FieldSpec[]): boolean {
  const field = fieldOf(column, fields);
  return field !== undefined && isPersonal(field);
}

function isHidden(value: string, field: FieldSpec | undefined): boolean {
  if (mayContainEmailAddress(value)) return true;
  if (!field) return !NOT_PERSONAL.test(value);
  return isPersonal(field) || isForeign(value, field);
}

/** Whether a value is not one of its field's choices, so that it may have come from another column. */
function isForeign(value: string, { choices }: FieldSpec): boolean {
  return choices !== undefined && !choices.includes(value.trim().toLowerCase());
}

/**
 * The field that the name of a column suggests. A name that is merely similar to a field's name is enough only for a
 * personal field: such a name can show that values are personal, but not that they are harmless.
 */
function fieldOf(column: string, fields: readonly FieldSpec[]): FieldSpec | undefined {
  const names = targetsOf(suggestTargets(fields, [column])[column]).map(({ field }) => field);
  const suggested = names.map((name) => fieldOfName(fields, name)).filter((field) => field !== undefined);
  const personal = [...suggested, lookalikeOf(fields, column)].find((field) => field && isPersonal(field));
  if (personal) return personal;
  const isOnlySimilar = suggested.some((field) => isProposal(fields, column, field));
  return isOnlySimilar ? undefined : suggested[0];
}
