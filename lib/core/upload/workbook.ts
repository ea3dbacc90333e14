/** A veryHidden sheet can only be made visible by a program. */
export type SheetVisibility = 'visible' | 'hidden' | 'veryHidden';

/** A sheet of a workbook that a person can choose, without values of cells. */
export interface SheetSummary {
  readonly name: string;
  readonly visibility: SheetVisibility;
  /** How many rows are filled, as far as they were counted. */
  readonly rows: number;
  /** Whether all rows were counted. */
  readonly isCounted: boolean;
  readonly columns: number;
  /**
   * The row that seems to contain the column names, how many filled rows are before it, and how many of the names look
   * like fields; null for an empty sheet.
   */
  readonly header: { readonly line: number; readonly rowsBefore: number; readonly known: number } | null;
}

/** How a sheet of a workbook was read, frozen with the upload. */
export interface WorkbookReading {
  readonly sheet: string;
  readonly sheets: readonly SheetSummary[];
  /** The first year of the workbook's calendar. */
  readonly calendar: 1900 | 1904;
  /** How many rows are hidden. They are read like the others. */
  readonly hiddenRows: number;
  /** The positions of hidden columns, from 1. They are read like the others. */
  readonly hiddenColumns: readonly number[];
  /** How many cells have an error, such as #N/A. They are read as empty. */
  readonly errorCells: number;
  /** How many cells have a formula without a stored result. They are read as empty. */
  readonly uncomputedCells: number;
}

/** Whether a person has to choose a sheet, because several have filled rows. */
export function hasSeveralSheets(workbook: WorkbookReading | null): boolean {
  return (workbook?.sheets.filter(({ rows }) => rows > 0).length ?? 0) > 1;
}

/** The number of records of a sheet, assuming that the row that looks like its header is the header. */
export function recordsOf({ rows, header }: SheetSummary): number {
  return header ? rows - header.rowsBefore - 1 : 0;
}

/**
 * The sheet to read unless a person names one: the visible sheet with records and the most column names that look like
 * fields; among several, the one with the most records, then the first. Without records, the first visible sheet with
 * rows, if any.
 */
export function suggestedSheet(sheets: readonly SheetSummary[]): SheetSummary | undefined {
  const visible = sheets.filter(({ visibility, rows }) => visibility === 'visible' && rows > 0);
  const withRecords = visible.filter((sheet) => recordsOf(sheet) > 0);
  const [best] = withRecords.toSorted(
    (a, b) => knownNames(b) - knownNames(a) || comparedRecords(b) - comparedRecords(a),
  );
  return best ?? visible[0];
}

/** Only about this many rows of a sheet are counted before it is read, so longer sheets count as equally long. */
const MAX_COMPARED = 5_000;

function comparedRecords(sheet: SheetSummary): number {
  return Math.min(recordsOf(sheet), MAX_COMPARED);
}

function knownNames({ header }: SheetSummary): number {
  return header?.known ?? 0;
}

/** The sheet with exactly the wanted name, else one whose name differs only in case or in blanks at its ends. */
export function sheetNamed<Sheet extends { readonly name: string }>(
  sheets: readonly Sheet[],
  wanted: string,
): Sheet | undefined {
  const folded = (name: string) => name.trim().toLowerCase();
  return sheets.find(({ name }) => name === wanted) ?? sheets.find(({ name }) => folded(name) === folded(wanted));
}
