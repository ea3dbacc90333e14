import { UserError } from '../../core/errors.ts';
import { trim } from '../../core/record/clean.ts';
import type { Row, RowFault } from '../../core/record/row.ts';
import { MAX_COLUMN_NAME, MAX_COLUMNS } from '../../core/upload/file-format.ts';
import { cellOf, eachMember, isObject } from './members.ts';

/** The cells of a line, and its fault if it has one. */
export type ParsedLine = Pick<Row, 'cells' | 'fault'>;

/** Converts a line's text to cells. */
export interface LineReader {
  /** Number of cells of each line. */
  readonly columnCount: number;
  read(text: string): ParsedLine;
}

const REPLACEMENT = '\ufffd';
const NUL = '\0';

/** Separates the names of an object and of its member, in the name of the member's column. */
const PATH_SEPARATOR = '.';
/** Deeper members have no columns; they are only part of the text of the object around them. */
const MAX_DEPTH = 5;

/**
 * Names the columns of a file after the members of its objects, in the order in which they first appear. The column of
 * a nested object is followed by those of its members, such as `user.email`, unless there would be too many columns.
 */
export class ColumnFinder implements LineReader {
  readonly columnCount = 0;
  readonly #names = new Set<string>();
  /** The column names of the members of each nested object, by the name of the object. */
  readonly #nested = new Map<string, Set<string>>();
  #nestedCount = 0;
  /** Whether any line was an object. */
  hasObject = false;

  get header(): string[] {
    const names = [...this.#names];
    if (names.length + this.#nestedCount > MAX_COLUMNS) return names;
    return names.flatMap((name) => [name, ...this.#membersOf(name)]);
  }

  #membersOf(object: string): string[] {
    const names = [...(this.#nested.get(object) ?? [])].filter((name) => !this.#names.has(name));
    return names.flatMap((name) => [name, ...this.#membersOf(name)]);
  }

  /** Returns no cells, because a line cannot be split into columns that are not known yet. */
  read(text: string): ParsedLine {
    if (findFault(text)) return { cells: [] };
    this.hasObject = true;
    eachMember(text, (rawName, value) => {
      const name = trim(rawName);
      this.#add(name);
      if (name !== '' && isObject(value)) this.#addMembers(name, value, 1);
    });
    return { cells: [] };
  }

  #addMembers(object: string, text: string, depth: number): void {
    const names = this.#nested.get(object) ?? new Set();
    this.#nested.set(object, names);
    eachMember(text, (rawName, value) => {
      const name = object + PATH_SEPARATOR + trim(rawName);
      if (trim(rawName) === '' || name.length > MAX_COLUMN_NAME || this.#nestedCount > MAX_COLUMNS) return;
      if (!names.has(name)) this.#nestedCount += 1;
      names.add(name);
      if (isObject(value) && depth < MAX_DEPTH) this.#addMembers(name, value, depth + 1);
    });
  }

  #add(name: string): void {
    if (name === '' || this.#names.has(name)) return;
    if (this.#names.size === MAX_COLUMNS) {
      throw new UserError('too_many_columns', { columns: MAX_COLUMNS + 1, max: MAX_COLUMNS });
    }
    if (name.length > MAX_COLUMN_NAME) {
      throw new UserError('column_name_too_long', { column: this.#names.size + 1, max: MAX_COLUMN_NAME });
    }
    this.#names.add(name);
  }
}

/** Reads an object's members into the columns with their names. A missing member is an empty cell. */
export class CellReader implements LineReader {
  readonly columnCount: number;
  readonly #indexes: ReadonlyMap<string, number>;
  /** The objects that have columns for their members. */
  readonly #objects: ReadonlySet<string>;
  #cells: (string | undefined)[] = [];
  /** The objects in the current line that were found so far, as name and text. */
  #nested: (readonly [name: string, text: string])[] = [];
  /** The index of a cell for which the current line has two values. */
  #duplicate: number | undefined;

  constructor(header: readonly string[]) {
    this.columnCount = header.length;
    this.#indexes = new Map(header.map((name, index) => [name, index]));
    this.#objects = new Set(header.flatMap(objectsAround).filter((name) => this.#indexes.has(name)));
  }

  /** A line that is not an object becomes the first cell, so that a person can fix it. */
  read(text: string): ParsedLine {
    const lineFault = findFault(text);
    if (lineFault) return { cells: this.#withEmptyCells([trim(text)]), fault: lineFault };
    this.#cells = new Array<string | undefined>(this.columnCount).fill(undefined);
    this.#duplicate = undefined;
    this.#nested = [];
    eachMember(text, this.#take);
    this.#takeMembers();
    const cells = this.#withEmptyCells(this.#cells);
    if (this.#duplicate !== undefined) return { cells, fault: { code: 'duplicate_key', cell: this.#duplicate } };
    // In a valid line, only escapes or decoding errors can produce characters that are a fault.
    const fault = text.includes('\\u') || text.includes(REPLACEMENT) ? findFaultInCells(cells) : undefined;
    return fault ? { cells, fault } : { cells };
  }

  #take = (name: string, value: string): void => {
    const index = this.#indexes.get(name) ?? this.#indexes.get(trim(name));
    if (index === undefined) return;
    if (this.#cells[index] === undefined) this.#cells[index] = cellOf(value);
    else this.#duplicate = index;
    if (this.#objects.size > 0 && isObject(value)) this.#nested.push([trim(name), value]);
  };

  /**
   * Adds the members of nested objects. Because a name may contain a dot, a member of the line itself may belong to the
   * same column; it takes precedence.
   */
  #takeMembers(): void {
    if (this.#nested.length === 0) return;
    const isOwnMember = this.#cells.map((cell) => cell !== undefined);
    // Also visits the objects that this loop adds.
    for (const [object, text] of this.#nested) {
      if (!this.#objects.has(object)) continue;
      eachMember(text, (rawName, value) => {
        const name = object + PATH_SEPARATOR + trim(rawName);
        const index = this.#indexes.get(name);
        if (index === undefined || isOwnMember[index]) return;
        if (this.#cells[index] === undefined) this.#cells[index] = cellOf(value);
        else this.#duplicate = index;
        if (isObject(value)) this.#nested.push([name, value]);
      });
    }
  }

  #withEmptyCells(cells: readonly (string | undefined)[]): string[] {
    return Array.from({ length: this.columnCount }, (_, index) => cells[index] ?? '');
  }
}

/** The objects around a member: `a` and `a.b` for `a.b.c`. */
function objectsAround(name: string): string[] {
  const parts = name.split(PATH_SEPARATOR);
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join(PATH_SEPARATOR));
}

function findFault(text: string): RowFault | undefined {
  if (text.includes(NUL)) return { code: 'nul_character' };
  const value = parseJson(text);
  if (value === undefined) return text.includes(REPLACEMENT) ? { code: 'bad_encoding' } : { code: 'bad_json' };
  const isJsonObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isJsonObject ? undefined : { code: 'json_not_object' };
}

/** Parses JSON; undefined if it is invalid. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The fault of the first cell with an invalid character. A lone surrogate, which only an escape can produce, is invalid
 * because it would be hashed as U+FFFD.
 */
function findFaultInCells(cells: readonly string[]): RowFault | undefined {
  const broken = cells.findIndex((cell) => cell.includes(REPLACEMENT) || !cell.isWellFormed());
  if (broken !== -1) return { code: 'bad_encoding', cell: broken };
  const nul = cells.findIndex((cell) => cell.includes(NUL));
  return nul === -1 ? undefined : { code: 'nul_character', cell: nul };
}
