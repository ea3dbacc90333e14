import { UserError } from '../../core/errors.ts';
import { trim } from '../../core/record/clean.ts';
import type { Row, RowFault } from '../../core/record/row.ts';
import { MAX_COLUMN_NAME, MAX_COLUMNS } from '../../core/upload/file-format.ts';
import { cellOf, eachMember } from './members.ts';

/** What a line holds: cells, and why they cannot be trusted if so. */
export type ReadLine = Pick<Row, 'cells' | 'fault'>;

/** Makes cells of a line's text. */
export interface LineReader {
  /** How many cells each line has. */
  readonly columns: number;
  read(text: string): ReadLine;
}

const REPLACEMENT = '\ufffd';
const NUL = '\0';

/** Names the columns of a file by the members of its objects, in the order in which they first appear. */
export class ColumnFinder implements LineReader {
  readonly columns = 0;
  readonly #names = new Set<string>();
  /** Whether any line was an object, so that no names are for want of members. */
  hasObject = false;

  get header(): string[] {
    return [...this.#names];
  }

  read(text: string): ReadLine {
    if (faultIn(text)) return { cells: [] };
    this.hasObject = true;
    eachMember(text, (name) => this.#add(trim(name)));
    return { cells: [] };
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

/** Puts the members of an object under the columns of their names. A member that an object lacks is an empty cell. */
export class CellReader implements LineReader {
  readonly columns: number;
  readonly #indexes: ReadonlyMap<string, number>;
  #cells: (string | undefined)[] = [];
  #twice: number | undefined;

  constructor(header: readonly string[]) {
    this.columns = header.length;
    this.#indexes = new Map(header.map((name, index) => [name, index]));
  }

  /** A line that is no object stands whole in the first cell: whoever repairs it must find it there. */
  read(text: string): ReadLine {
    const fault = faultIn(text);
    if (fault) return { cells: this.#filled([trim(text)]), fault };
    this.#cells = new Array<string | undefined>(this.columns).fill(undefined);
    this.#twice = undefined;
    eachMember(text, this.#take);
    const cells = this.#filled(this.#cells);
    if (this.#twice !== undefined) return { cells, fault: { code: 'duplicate_key', cell: this.#twice } };
    // Only an escape, or what the file's encoding left, can make a sound line hold such characters.
    const spoilt = text.includes('\\u') || text.includes(REPLACEMENT) ? faultInCells(cells) : undefined;
    return spoilt ? { cells, fault: spoilt } : { cells };
  }

  #take = (name: string, value: string): void => {
    const index = this.#indexes.get(name) ?? this.#indexes.get(trim(name));
    if (index === undefined) return;
    if (this.#cells[index] === undefined) this.#cells[index] = cellOf(value);
    else this.#twice = index;
  };

  #filled(cells: readonly (string | undefined)[]): string[] {
    return Array.from({ length: this.columns }, (_, index) => cells[index] ?? '');
  }
}

function faultIn(text: string): RowFault | undefined {
  if (text.includes(NUL)) return { code: 'nul_character' };
  const value = parsed(text);
  if (value === undefined) return { code: text.includes(REPLACEMENT) ? 'bad_encoding' : 'bad_json' };
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? undefined : { code: 'json_not_object' };
}

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Half a character, spelled by an escape, would be hashed as U+FFFD. */
function faultInCells(cells: readonly string[]): RowFault | undefined {
  const broken = cells.findIndex((cell) => cell.includes(REPLACEMENT) || !cell.isWellFormed());
  if (broken !== -1) return { code: 'bad_encoding', cell: broken };
  const nul = cells.findIndex((cell) => cell.includes(NUL));
  return nul === -1 ? undefined : { code: 'nul_character', cell: nul };
}
