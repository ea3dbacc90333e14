import { MAX_RECORD_BYTES, MAX_SHEET_ROWS } from '../../core/upload/file-format.ts';
import type { NumberFormat } from './number-format.ts';
import { type Calendar, numberText } from './number-text.ts';
import { RichText, unescapeCharacters } from './rich-text.ts';
import { formatOf } from './styles.ts';
import { damagedWorkbook } from './workbook-fault.ts';
import { isTrue } from './workbook-parts.ts';
import { type Attributes, type XmlHandler, XmlParser } from './xml.ts';

/** The limit of Excel. */
const MAX_COLUMNS = 16_384;
/**
 * How many bytes of XML are parsed in one step. Small, because even a few bytes may contain many references to a text
 * of a megabyte.
 */
const SLICE_BYTES = 1024;
/** Once the pending rows have more characters and cells than this, they are yielded before parsing continues. */
const MAX_PENDING_LENGTH = 1_000_000;

/** The parts of a workbook that the cells of all sheets refer to. */
export interface CellContext {
  readonly calendar: Calendar;
  readonly styles: readonly NumberFormat[];
  readonly sharedStrings: { get(index: number): string } | undefined;
}

/** A row with at least one filled cell. */
export interface SheetRow {
  /** The number of the row in the sheet. */
  readonly line: number;
  /** The cells up to the last filled one. */
  readonly cells: readonly string[];
}

/** What a person should know about how a sheet was read. */
export interface SheetNotes {
  /** Hidden rows with a filled cell; they are read like the others. */
  hiddenRows: number;
  /** Numbers of hidden columns with a filled cell, from 1; they are read like the others. */
  readonly hiddenColumns: Set<number>;
  /** Cells with an error such as #N/A; they are read as empty. */
  errorCells: number;
  /** Formulas whose result is not in the file; they are read as empty. */
  uncomputedCells: number;
}

export function newNotes(): SheetNotes {
  return { hiddenRows: 0, hiddenColumns: new Set(), errorCells: 0, uncomputedCells: 0 };
}

/** The filled rows of a sheet, in portions as they are read. */
export async function* readSheetRows(
  bytes: AsyncIterable<Buffer>,
  context: CellContext,
  notes: SheetNotes = newNotes(),
): AsyncGenerator<readonly SheetRow[], void> {
  const sheet = new SheetParser(context, notes);
  const parser = new XmlParser(sheet);
  for await (const chunk of bytes) {
    // What follows the cells is read only to verify the checksum.
    if (sheet.hasAllRows) continue;
    for (let at = 0; at < chunk.length && !sheet.hasAllRows; at += SLICE_BYTES) {
      parser.write(chunk.subarray(at, at + SLICE_BYTES));
      if (sheet.pendingLength > MAX_PENDING_LENGTH) yield sheet.take();
    }
    const rows = sheet.take();
    if (rows.length > 0) yield rows;
  }
  if (!sheet.hasAllRows) parser.end();
}

/**
 * Turns the elements of a sheet into rows. The attribute `r` of a row (`row`) or a cell (`c`) is its reference; the
 * attribute `t` of a cell is its type, and `s` its style. The elements in a cell are its value (`v`), its formula (`f`)
 * or its text (`is`).
 */
class SheetParser implements XmlHandler {
  readonly #context: CellContext;
  readonly #notes: SheetNotes;
  #rows: SheetRow[] = [];
  /** The characters and cells, including empty ones, of the rows completed since the last call of `take`. */
  pendingLength = 0;
  /** The columns that the sheet hides, counted from 0. */
  readonly #hiddenColumns = new Set<number>();
  hasAllRows = false;

  #line = 0;
  #isRowHidden = false;
  #cells: string[] = [];
  /** The length of the row's texts. Texts beyond the limit of a record are not kept. */
  #length = 0;

  /** The column of the current cell, counted from 0. */
  #column = -1;
  #type: string | undefined;
  #style: string | undefined;
  #hasFormula = false;
  #isInCell = false;
  #isInValue = false;
  #value = '';
  readonly #inline = new RichText();

  constructor(context: CellContext, notes: SheetNotes) {
    this.#context = context;
    this.#notes = notes;
  }

  /** The rows completed since the last call. */
  take(): readonly SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    this.pendingLength = 0;
    return rows;
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'c') this.#beginCell(attributes);
    else if (name === 'v') this.#isInValue = this.#isInCell;
    else if (name === 'row') this.#beginRow(attributes);
    else if (name === 'f') this.#hasFormula = true;
    else if (name === 'col') this.#noteHiddenColumns(attributes);
    else if (this.#isInCell) this.#inline.open(name);
  }

  text(text: string): void {
    if (this.#isInValue) {
      if (this.#value.length <= MAX_RECORD_BYTES) this.#value += text;
    } else if (this.#isInCell) this.#inline.add(text);
  }

  close(name: string): void {
    if (name === 'c') this.#endCell();
    else if (name === 'v') this.#isInValue = false;
    else if (name === 'row') this.#endRow();
    else if (name === 'sheetData') this.hasAllRows = true;
    else if (this.#isInCell) this.#inline.close(name);
  }

  /** Begins a row. A row without a number follows the previous one. */
  #beginRow({ r, hidden }: Attributes): void {
    const line = r === undefined ? this.#line + 1 : Number(r);
    if (!(line > this.#line && line <= MAX_SHEET_ROWS)) throw damagedWorkbook();
    this.#line = line;
    this.#isRowHidden = isTrue(hidden);
    this.#cells = [];
    this.#length = 0;
    this.#column = -1;
  }

  #endRow(): void {
    if (this.#cells.length === 0) return;
    if (this.#isRowHidden) this.#notes.hiddenRows++;
    this.#rows.push({ line: this.#line, cells: this.#cells });
    this.pendingLength += this.#length + this.#cells.length;
  }

  #beginCell({ r, t, s }: Attributes): void {
    this.#column = r === undefined ? this.#column + 1 : columnOf(r);
    if (!(this.#column >= 0 && this.#column < MAX_COLUMNS)) throw damagedWorkbook();
    this.#type = t;
    this.#style = s;
    this.#hasFormula = false;
    this.#isInCell = true;
    this.#value = '';
  }

  #endCell(): void {
    this.#isInCell = false;
    const text = this.#textOfCell();
    if (text === '' || this.#length > MAX_RECORD_BYTES) return;
    this.#length += text.length;
    if (this.#hiddenColumns.has(this.#column)) this.#notes.hiddenColumns.add(this.#column + 1);
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells[this.#column] = text;
  }

  #textOfCell(): string {
    const value = this.#value;
    const inline = this.#inline.take();
    if (this.#type === 'inlineStr') return inline;
    if (value === '') {
      // Type `str`: the result of the formula is an empty text.
      if (this.#hasFormula && this.#type !== 'str') this.#notes.uncomputedCells++;
      return '';
    }
    switch (this.#type) {
      case 's':
        return this.#sharedString(value);
      case 'str':
        return unescapeCharacters(value);
      case 'b':
        return isTrue(value) ? 'TRUE' : 'FALSE';
      case 'e':
        this.#notes.errorCells++;
        return '';
      case 'd':
        return value.replace(/T00:00:00(?:\.0+)?$/, '');
      default:
        return numberText(value, formatOf(this.#context.styles, this.#style), this.#context.calendar);
    }
  }

  #sharedString(index: string): string {
    const { sharedStrings } = this.#context;
    if (!sharedStrings) throw damagedWorkbook();
    return sharedStrings.get(Number(index));
  }

  #noteHiddenColumns({ hidden, min, max }: Attributes): void {
    if (!isTrue(hidden)) return;
    const last = Math.min(Number(max), MAX_COLUMNS);
    for (let column = Math.max(1, Number(min)); column <= last; column++) this.#hiddenColumns.add(column - 1);
  }
}

/** The column of a reference such as AB12, from 0; -1 if it is not a reference. */
function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) & ~0x20; // upper case
    if (letter < 0x41 || letter > 0x5a) break;
    column = column * 26 + letter - 0x40;
  }
  return column - 1;
}
