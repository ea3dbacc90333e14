/** A cell position in the grid. */
export interface GridPosition {
  /** Index in the list of records. */
  readonly row: number;
  /** Index of the column, starting with the checkbox column. */
  readonly column: number;
}

/** The leading columns: checkbox, record number and state. */
export const TICK = 0;
export const NUMBER = 1;
export const STATE = 2;
export const LEADING_COLUMNS = 3;

/** Whether the cell is about the record instead of one value. */
export function isRecordCell({ column }: GridPosition): boolean {
  return column === NUMBER || column === STATE;
}

export const ROW_HEIGHT = 34;
/** Width of the leading columns, which are sticky: 2.25 + 4.5 + 2.25 rem. */
export const LEADING_WIDTH = 144;

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Number of rows visible at once. */
  readonly page: number;
}

/** The position that a key moves to; undefined for other keys. */
export function positionAfter(key: string, { row, column }: GridPosition, size: GridSize, isFar: boolean) {
  const [lastRow, lastColumn] = [size.rows - 1, size.columns - 1];
  const places: Readonly<Record<string, GridPosition>> = {
    ArrowUp: { row: isFar ? 0 : row - 1, column },
    ArrowDown: { row: isFar ? lastRow : row + 1, column },
    ArrowLeft: { row, column: isFar ? 0 : column - 1 },
    ArrowRight: { row, column: isFar ? lastColumn : column + 1 },
    PageUp: { row: row - size.page, column },
    PageDown: { row: row + size.page, column },
    Home: { row: isFar ? 0 : row, column: 0 },
    End: { row: isFar ? lastRow : row, column: lastColumn },
  };
  const position = places[key];
  return position && { row: clamp(position.row, lastRow), column: clamp(position.column, lastColumn) };
}

function clamp(value: number, last: number): number {
  return Math.max(0, Math.min(last, value));
}
