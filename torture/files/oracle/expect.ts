import { COLUMNS, eventOf, type OracleEvent, REQUIRED, trimmed } from './fields.ts';
import { DELIMITERS, type Delimiter, type OracleRecord, recordsOf } from './records.ts';
import { type Refused, spoolOf } from './spool.ts';

/** What becomes of a file, record by record, by the rules said once more. */

export interface Expectation {
  readonly line: number;
  /** Undefined for an invalid record. */
  readonly event: OracleEvent | undefined;
}

const MAX_COLUMNS = 1000;
const MAX_NAME = 1000;
const known: ReadonlySet<string> = new Set(COLUMNS);

/** `now` in Unix seconds. */
export function expectationOf(bytes: Buffer, now: number, named?: Delimiter): readonly Expectation[] | Refused {
  const spool = spoolOf(bytes);
  if (typeof spool !== 'string') return spool;
  const headers = (named ? [named] : DELIMITERS).map((delimiter) => ({ delimiter, ...headerOf(spool, delimiter) }));
  const [best] = headers.sort((a, b) => b.known - a.known || b.readable - a.readable || b.cells - a.cells);
  if (!best?.record) return { refused: 'file_empty' };
  const { record, delimiter } = best;
  const names = record.cells.map(nameOf);
  const refusal = refusalOf(record, names);
  if (refusal) return { refused: refusal };
  const rows = recordsOf(spool, delimiter, record.next, names.length);
  return [...rows].map((row) => ({ line: row.line, event: row.isBroken ? undefined : eventIn(row, names, now) }));
}

function headerOf(spool: string, delimiter: Delimiter) {
  const [record] = recordsOf(spool, delimiter).take(1);
  // What cannot be read is cut at every delimiter, to see whether it names anything.
  const asIs = record ? firstLine(spool).split(delimiter) : [];
  const cells = record && record.cells.length > 0 ? record.cells : asIs;
  return {
    record,
    known: cells.filter((cell) => known.has(nameOf(cell))).length,
    readable: record && !record.isBroken ? 1 : 0,
    cells: cells.length,
  };
}

function firstLine(spool: string): string {
  return spool.split(/[\r\n]+/).find((line) => line !== '') ?? '';
}

function nameOf(cell: string): string {
  return trimmed(cell).toLowerCase();
}

function refusalOf({ isBroken }: OracleRecord, names: readonly string[]): string | undefined {
  if (isBroken) return 'header_unreadable';
  if (names.length > MAX_COLUMNS) return 'too_many_columns';
  if (names.some((name) => name.length > MAX_NAME)) return 'column_name_too_long';
  const given = names.filter((name) => name !== '');
  if (new Set(given).size < given.length) return 'duplicate_columns';
  return REQUIRED.every((name) => names.includes(name)) ? undefined : 'columns_missing';
}

function eventIn({ cells }: OracleRecord, names: readonly string[], now: number): OracleEvent | undefined {
  const named = names.map((name, i) => [name, cells[i] ?? ''] as const).filter(([name]) => known.has(name));
  return eventOf(Object.fromEntries(named), now);
}
