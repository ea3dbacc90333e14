import { clamp } from '#lib/core/clamp.ts';

/** A cell position in the grid. */
export interface GridPosition {
  /** Index in the list of records. */
  readonly row: number;
  /** Index of the column, starting with the checkbox column. */
  readonly column: number;
}

/** The indexes of the leading columns: checkbox, record number and state. */
export const CHECKBOX = 0;
export const NUMBER = 1;
export const STATE = 2;

export const LEADING_COLUMN_COUNT = 3;

/** Whether the cell shows the number or the state of a record. */
export function isRecordCell({ column }: GridPosition): boolean {
  return column === NUMBER || column === STATE;
}

export const ROW_HEIGHT_PX = 34;
/** Two lines: a column and its field. */
export const HEAD_HEIGHT_PX = 46;
/** Width of the leading columns, which are sticky: 2.25 + 4.5 + 2.25 rem. */
export const LEADING_WIDTH_PX = 144;

export interface GridSize {
  readonly rowCount: number;
  readonly columnCount: number;
  /** Number of rows visible at once. */
  readonly page: number;
}

/** The position that a key moves to, with `toEdge` at the edge of the grid; undefined for keys that do not move. */
export function positionAfter(key: string, { row, column }: GridPosition, size: GridSize, toEdge: boolean) {
  const lastRow = size.rowCount - 1;
  const lastColumn = size.columnCount - 1;
  const targets: Readonly<Record<string, GridPosition>> = {
    ArrowUp: { row: toEdge ? 0 : row - 1, column },
    ArrowDown: { row: toEdge ? lastRow : row + 1, column },
    ArrowLeft: { row, column: toEdge ? 0 : column - 1 },
    ArrowRight: { row, column: toEdge ? lastColumn : column + 1 },
    PageUp: { row: row - size.page, column },
    PageDown: { row: row + size.page, column },
    Home: { row: toEdge ? 0 : row, column: 0 },
    End: { row: toEdge ? lastRow : row, column: lastColumn },
  };
  const target = targets[key];
  return target && { row: clamp(target.row, 0, lastRow), column: clamp(target.column, 0, lastColumn) };
}
