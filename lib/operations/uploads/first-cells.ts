import { masked } from '../../core/record/personal.ts';
import type { Row } from '../../core/record/row.ts';
import type { RowSource } from '../../core/record/row-block.ts';
import { beginningOf } from '../../core/text/beginning-of.ts';
import { FIRST_ROW, type FileFormat, HEADER_ROWS } from '../../core/upload/file-format.ts';
import type { Upload } from '../../core/upload/upload.ts';
import type { FirstRow } from '../../core/view/upload/first-row.ts';
import { firstRows } from './first-rows.ts';

export interface FirstCellsOptions {
  readonly files: {
    firstRecords(
      folder: string,
      format: Pick<FileFormat, 'format' | 'delimiter'>,
      limit: number,
    ): Promise<readonly Row[]>;
  };
  readonly rowsOf: (upload: Upload) => RowSource;
  /** If false, everything below the header row is masked; without a header row, everything. */
  readonly showPersonal: boolean;
}

/** Numbers of rows to show: some below the header, so that it can be distinguished from them. */
const MIN_ROWS = 8;
const ROWS_BELOW = 6;
const MAX_CELLS = 30;
const MAX_CELL_LENGTH = 100;

/** The first rows of a file, from which a person chooses the header. For JSON Lines, the first objects. */
export async function firstCells(upload: Upload, options: FirstCellsOptions): Promise<readonly FirstRow[]> {
  const { files, rowsOf, showPersonal } = options;
  const isJsonl = upload.format === 'jsonl';
  const rows = isJsonl
    ? await firstRows(rowsOf(upload), upload.start, HEADER_ROWS)
    : await files.firstRecords(upload.folder, upload, HEADER_ROWS);
  const numbers = rowNumbers(upload, rows);
  const headerIndex = numbers.indexOf(upload.headerRow);
  return rows.slice(0, Math.max(MIN_ROWS, headerIndex + ROWS_BELOW)).map(({ line, cells }, index) => {
    const row = numbers[index] ?? line;
    const isMasked = !showPersonal && (isJsonl || row > upload.headerRow);
    const shownCells = cells.slice(0, MAX_CELLS).map((cell) => beginningOf(cell, MAX_CELL_LENGTH));
    return { row, line, isMasked, cells: isMasked ? shownCells.map((cell) => cell && masked(cell)) : shownCells };
  });
}

/** The cells of the header row as they are written, all and in full; undefined for a file without such a row. */
export async function headerCells(
  upload: Upload,
  { files }: Pick<FirstCellsOptions, 'files'>,
): Promise<readonly string[] | undefined> {
  if (upload.format === 'jsonl') return undefined;
  const rows = await files.firstRecords(upload.folder, upload, HEADER_ROWS);
  return rows[rowNumbers(upload, rows).indexOf(upload.headerRow)]?.cells;
}

function rowNumbers({ format }: Pick<Upload, 'format'>, rows: readonly Row[]): readonly number[] {
  return rows.map(({ line }, index) => (format === 'xlsx' ? line : index + FIRST_ROW));
}
