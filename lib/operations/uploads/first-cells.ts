import { masked } from '../../core/record/personal.ts';
import type { Row, RowSource } from '../../core/record/row.ts';
import { FIRST_ROW, type FileFormat, HEADER_ROWS } from '../../core/upload/file-format.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { firstRows } from './first-rows.ts';

/** One of a file's first rows, as it stands there. */
export interface FirstRow {
  /** Its number among the rows of the file, from 1. */
  readonly row: number;
  readonly line: number;
  readonly cells: readonly string[];
  /** Whether only the shape of the values is left. */
  readonly isMasked: boolean;
}

export interface FirstCellsOptions {
  readonly files: {
    firstRecords(folder: string, delimiter: FileFormat['delimiter'], limit: number): Promise<readonly Row[]>;
  };
  readonly rowsOf: (upload: Upload) => RowSource;
  /** Off: all but the names of the columns, and what stands above them, is masked. */
  readonly showPersonal: boolean;
}

/** A person recognises a header by its beginning. */
const CELLS = 30;
const MAX_CELL_LENGTH = 100;

/** The first rows of a file, from which a person chooses its header. Of objects, the first ones. */
export async function firstCells(upload: Upload, options: FirstCellsOptions): Promise<readonly FirstRow[]> {
  const { files, rowsOf, showPersonal } = options;
  const isJsonl = upload.format === 'jsonl';
  const rows = isJsonl
    ? await firstRows(rowsOf(upload), upload.start, HEADER_ROWS)
    : await files.firstRecords(upload.folder, upload.delimiter, HEADER_ROWS);
  return rows.map(({ line, cells }, index) => {
    const row = index + FIRST_ROW;
    const isMasked = !showPersonal && (isJsonl || row > upload.headerRow);
    const shown = cells.slice(0, CELLS).map((cell) => cell.slice(0, MAX_CELL_LENGTH));
    return { row, line, isMasked, cells: isMasked ? shown.map((cell) => cell && masked(cell)) : shown };
  });
}
