import { COLUMNS, eventOf, type OracleEvent, REQUIRED, trimmed } from './fields.ts';
import { DELIMITERS, type Delimiter, type OracleRecord, recordsOf } from './records.ts';
import { type Refused, spoolOf } from './spool.ts';

/** The expected result of a file, record by record, by an independent implementation of the rules. */

export interface Expectation {
  readonly line: number;
  /** Undefined for an invalid record, and for a row that is no record. */
  readonly event: OracleEvent | undefined;
  /** The code of a row that is no record; undefined for any other. */
  readonly noRecord: 'row_blank' | 'header_repeated' | undefined;
}

const HEADER_ROWS = 5;
const MIN_NAMES_OF_LATER_HEADER = 2;
const MAX_COLUMNS = 1000;
const MAX_NAME = 1000;
const knownNames: ReadonlySet<string> = new Set(COLUMNS);

/** `now` is in Unix seconds; `given` is the delimiter that the sender gave, undefined if it has to be detected. */
export function expectationOf(bytes: Buffer, now: number, given?: Delimiter): readonly Expectation[] | Refused {
  const spool = spoolOf(bytes);
  if (typeof spool !== 'string') return spool;
  const headers = (given ? [given] : DELIMITERS).map((delimiter) => ({ delimiter, ...headerOf(spool, delimiter) }));
  const [best] = headers.sort(
    (a, b) => b.knownCount - a.knownCount || b.readable - a.readable || b.cellCount - a.cellCount,
  );
  if (!best?.record) return { refused: 'file_empty' };
  const { record, delimiter } = best;
  const names = namesOf(record);
  const refusal = refusalOf(record, names);
  if (refusal) return { refused: refusal };
  const rows = recordsOf(spool, delimiter, record.next, names.length);
  return [...rows].map((row) => ({
    line: row.line,
    event: row.isMalformed ? undefined : eventIn(row, names, now),
    noRecord: row.isMalformed ? undefined : noRecordIn(row, names),
  }));
}

function noRecordIn({ cells }: OracleRecord, names: readonly string[]): Expectation['noRecord'] {
  const ofColumns = names.map((_, i) => nameOf(cells[i] ?? ''));
  if (ofColumns.every((cell) => cell === '' || cell === '\\n')) return 'row_blank';
  return ofColumns.every((cell, i) => cell === names[i]) ? 'header_repeated' : undefined;
}

/**
 * The first row. If it has no known name, it is replaced by the first of the next rows that is well-formed and has at
 * least two known names.
 */
function headerOf(spool: string, delimiter: Delimiter) {
  const rows = [...recordsOf(spool, delimiter).take(HEADER_ROWS)];
  const [first] = rows;
  // A malformed row is split at every delimiter, ignoring quotation marks, to look for known names.
  const unquoted = first ? firstLine(spool).replaceAll('"', '').split(delimiter) : [];
  const firstCells = first && first.cells.length > 0 ? first.cells : unquoted;
  const isLikely = ({ isMalformed, cells }: OracleRecord) =>
    !isMalformed && knownIn(cells) >= MIN_NAMES_OF_LATER_HEADER;
  const later = knownIn(firstCells) === 0 ? rows.slice(1).find(isLikely) : undefined;
  const record = later ?? first;
  const cells = later?.cells ?? firstCells;
  return {
    record,
    knownCount: knownIn(cells),
    readable: record && !record.isMalformed ? 1 : 0,
    cellCount: cells.length,
  };
}

function knownIn(cells: readonly string[]): number {
  return cells.filter((cell) => knownNames.has(nameOf(cell))).length;
}

function firstLine(spool: string): string {
  return spool.split(/[\r\n]+/).find((line) => line !== '') ?? '';
}

/** Blank names at the end do not count if there would be too many columns. */
function namesOf({ cells }: OracleRecord): readonly string[] {
  const names = cells.map(nameOf);
  return names.length > MAX_COLUMNS ? names.slice(0, names.findLastIndex((name) => name !== '') + 1) : names;
}

function nameOf(cell: string): string {
  return trimmed(cell).toLowerCase();
}

function refusalOf({ isMalformed }: OracleRecord, names: readonly string[]): string | undefined {
  if (isMalformed) return 'header_unreadable';
  if (names.length > MAX_COLUMNS) return 'too_many_columns';
  if (names.some((name) => name.length > MAX_NAME)) return 'column_name_too_long';
  const nonEmpty = names.filter((name) => name !== '');
  if (new Set(nonEmpty).size < nonEmpty.length) return 'duplicate_columns';
  return REQUIRED.every((name) => names.includes(name)) ? undefined : 'columns_missing';
}

function eventIn({ cells }: OracleRecord, names: readonly string[], now: number): OracleEvent | undefined {
  const named = names.map((name, i) => [name, cells[i] ?? ''] as const).filter(([name]) => knownNames.has(name));
  return eventOf(Object.fromEntries(named), now);
}
