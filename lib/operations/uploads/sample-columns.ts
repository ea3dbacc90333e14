import { isMissing, trim } from '../../core/record/clean.ts';
import type { FieldSpec } from '../../core/record/field.ts';
import { repeatsHeader } from '../../core/record/name-key.ts';
import { isPersonal, masked, mayContainEmailAddress } from '../../core/record/personal.ts';
import { compilePlan } from '../../core/record/plan.ts';
import type { RowSource } from '../../core/record/row-block.ts';
import { beginningOf } from '../../core/text/beginning-of.ts';
import type { Upload } from '../../core/upload/upload.ts';
import type { ColumnSample } from '../../core/view/upload/column-sample.ts';
import { firstRows } from './first-rows.ts';

export interface SampleOptions {
  readonly fields: readonly FieldSpec[];
  /** Whether personal values are shown; if false, they are masked. */
  readonly showPersonal: boolean;
}

const MAX_ROWS = 100;
const MAX_VALUES = 3;
const MAX_VALUE_LENGTH = 200;

/** The named columns of a file, each with its first distinct values. Personal and unknown columns can be masked. */
export async function sampleColumns(
  upload: Upload,
  source: RowSource,
  { fields, showPersonal }: SampleOptions,
): Promise<ColumnSample[]> {
  const { header } = upload;
  const personalIndexes = personalColumns(fields, header);
  const firstOnes = await firstRows(source, upload.start, MAX_ROWS);
  const rows = firstOnes.filter(({ fault, cells }) => fault === undefined && !repeatsHeader(header, cells));
  return header.flatMap((column, index) => {
    if (column === '') return [];
    const values = new Set(rows.map(({ cells }) => trim(cells[index] ?? '')).filter((text) => !isMissing(text)));
    const firstValues = [...values].slice(0, MAX_VALUES);
    // Decided before values are cut, because the name in an address may come before the cut, and its domain after it.
    const isMasked = !showPersonal && (personalIndexes.has(index) || firstValues.some(mayContainEmailAddress));
    const shownValues = firstValues.map((value) => beginningOf(value, MAX_VALUE_LENGTH));
    return [{ column, values: isMasked ? shownValues.map(masked) : shownValues, isMasked }];
  });
}

/** Columns that may contain personal values: those of personal fields, and unknown ones. */
function personalColumns(fields: readonly FieldSpec[], header: readonly string[]): ReadonlySet<number> {
  const { columns } = compilePlan(fields, header);
  const harmless = new Set(columns.filter(({ field }) => !isPersonal(field)).map(({ index }) => index));
  return new Set(header.keys().filter((index) => !harmless.has(index)));
}
