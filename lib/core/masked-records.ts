import type { FieldSpec } from './field.ts';
import { isPersonal, masked } from './personal.ts';
import { suggestMapping } from './suggest-mapping.ts';
import type { SomeRecords } from './workbench.ts';

/** Records with the values masked that may tell who a person is: by what their column is called, and every address. */
export function maskRecords({ columns, records }: SomeRecords, fields: readonly FieldSpec[]): SomeRecords {
  const personal = columns.map(({ name }) => isPersonalColumn(name, fields));
  const shown = (value: string | null, index: number) =>
    value !== null && (personal[index] || value.includes('@')) ? masked(value) : value;
  return { columns, records: records.map((record) => record.map(shown)) };
}

/** Whether a column is called like a field that tells who a person is, also by another name for it. */
function isPersonalColumn(column: string, fields: readonly FieldSpec[]): boolean {
  const fed = suggestMapping(fields, [column])[column];
  const name = fed?.replace(/_\d+$/, '');
  return fields.some((field) => isPersonal(field) && (field.name === fed || field.name === name));
}
