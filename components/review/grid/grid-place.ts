/** Where the focus stands in the grid. */
export interface GridPlace {
  /** In the list of records. */
  readonly row: number;
  /** Counted from the first column at the left, the tick's. */
  readonly column: number;
}

/** Before the file's own columns stand a tick, the number and the state. */
export const TICK = 0;
export const NUMBER = 1;
export const STATE = 2;
export const OWN_COLUMNS = 3;

/** Whether the cell tells of the record, not of one of its values. */
export function isOfRecord({ column }: GridPlace): boolean {
  return column === NUMBER || column === STATE;
}

export const ROW_HEIGHT = 34;
/** Of the grid's own columns together, which stay at the left: 2.25 + 4.5 + 2.25 rem. */
export const OWN_WIDTH = 144;

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that are in sight at once. */
  readonly page: number;
}

/** Where a key leads to; undefined for a key that leads nowhere. */
export function placeAfter(key: string, { row, column }: GridPlace, size: GridSize, isFar: boolean) {
  const [lastRow, lastColumn] = [size.rows - 1, size.columns - 1];
  const places: Readonly<Record<string, GridPlace>> = {
    ArrowUp: { row: isFar ? 0 : row - 1, column },
    ArrowDown: { row: isFar ? lastRow : row + 1, column },
    ArrowLeft: { row, column: isFar ? 0 : column - 1 },
    ArrowRight: { row, column: isFar ? lastColumn : column + 1 },
    PageUp: { row: row - size.page, column },
    PageDown: { row: row + size.page, column },
    Home: { row: isFar ? 0 : row, column: 0 },
    End: { row: isFar ? lastRow : row, column: lastColumn },
  };
  const place = places[key];
  return place && { row: between(place.row, lastRow), column: between(place.column, lastColumn) };
}

function between(value: number, last: number): number {
  return Math.max(0, Math.min(last, value));
}
