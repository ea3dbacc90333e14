import { isMissing, trim } from '../../core/record/clean.ts';
import type { FieldSpec } from '../../core/record/field.ts';
import { isPersonal, masked } from '../../core/record/personal.ts';
import { compilePlan } from '../../core/record/plan.ts';
import type { RowSource } from '../../core/record/row.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { firstRows } from './first-rows.ts';

/** What stands in one column of a file: a few different values from its beginning. None: it is empty so far. */
export interface ColumnSample {
  readonly column: string;
  readonly values: readonly string[];
  /** Whether only the shape of the values is left. */
  readonly isMasked: boolean;
}

export interface SampleOptions {
  readonly fields: readonly FieldSpec[];
  /** Off: values that may tell who a person is are masked. */
  readonly showPersonal: boolean;
}

const ROWS = 100;
const VALUES = 3;
const MAX_VALUE_LENGTH = 200;

/** The columns of a file that have a name, each with its first values, for a person to recognise it by. */
export async function sampleColumns(
  upload: Upload,
  source: RowSource,
  { fields, showPersonal }: SampleOptions,
): Promise<ColumnSample[]> {
  const telling = showPersonal ? undefined : tellingColumns(fields, upload.header);
  const rows = (await firstRows(source, upload.start, ROWS)).filter(({ fault }) => fault === undefined);
  return upload.header.flatMap((column, index) => {
    if (column === '') return [];
    const values = new Set(rows.map(({ cells }) => trim(cells[index] ?? '')).filter((text) => !isMissing(text)));
    const first = [...values].slice(0, VALUES).map((value) => value.slice(0, MAX_VALUE_LENGTH));
    const isMasked = telling?.has(index) ?? false;
    return [{ column, values: isMasked ? first.map(masked) : first, isMasked }];
  });
}

/** The columns that by their name feed something personal, or nothing: nobody knows what those hold. */
function tellingColumns(fields: readonly FieldSpec[], header: readonly string[]): ReadonlySet<number> {
  const { columns } = compilePlan(fields, header);
  const harmless = new Set(columns.filter(({ field }) => !isPersonal(field)).map(({ index }) => index));
  return new Set(header.keys().filter((index) => !harmless.has(index)));
}
