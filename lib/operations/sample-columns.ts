import { isMissing, trim } from '../core/clean.ts';
import type { Upload } from '../core/upload.ts';
import type { RowSource } from './export-run/run.ts';
import { firstRows } from './first-rows.ts';

/** What stands in one column of a file: a few different values from its beginning. None: it is empty so far. */
export interface ColumnSample {
  readonly column: string;
  readonly values: readonly string[];
}

const ROWS = 100;
const VALUES = 3;
const LONGEST_VALUE = 200;

/** The columns of a file that have a name, each with its first values, for a person to recognise it by. */
export async function sampleColumns(upload: Upload, source: RowSource): Promise<ColumnSample[]> {
  const rows = (await firstRows(source, upload.start, ROWS)).filter(({ fault }) => fault === undefined);
  return upload.header.flatMap((column, index) => {
    if (column === '') return [];
    const values = new Set(rows.map(({ cells }) => trim(cells[index] ?? '')).filter((text) => !isMissing(text)));
    return [{ column, values: [...values].slice(0, VALUES).map((value) => value.slice(0, LONGEST_VALUE)) }];
  });
}
