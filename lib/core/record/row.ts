import type { IssueParams } from '../issue.ts';

/** Why a row cannot be read as cells. `cell` is the zero-based cell where reading failed, if one is to blame. */
export interface RowFault {
  readonly code: RowFaultCode;
  readonly cell?: number;
  readonly params?: IssueParams;
}

export type RowFaultCode =
  | 'stray_quote'
  | 'unclosed_quote'
  | 'too_many_cells'
  | 'record_too_large'
  | 'bad_encoding'
  | 'nul_character'
  | 'bad_json'
  | 'json_not_object'
  | 'duplicate_key';

/**
 * One data row of a file, readable or not. Records count from 1 and skip blank lines; `line` is where the record begins,
 * counted from 1 with the header's line included. `start` and `end` are byte offsets in the spool, line end excluded.
 */
export interface Row {
  readonly record: number;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** The line on which `end` lies: `line`, unless a quoted cell holds line ends. */
  readonly endLine: number;
  /**
   * As long as the header: missing trailing cells are '', an empty surplus is dropped. Where `fault` is set, best effort:
   * what is too much stands in the last cell.
   */
  readonly cells: readonly string[];
  /** How many trailing cells the file left out; 0 for a complete row. */
  readonly missingCells: number;
  readonly fault?: RowFault;
}

/** A row that stands in no file. */
export function rowOfCells(cells: readonly string[]): Row {
  return { record: 1, line: 1, start: 0, end: 0, endLine: 1, missingCells: 0, cells };
}

/**
 * A place to go on reading from: the next byte to read, and the numbers of what was read before it. After a row it is
 * that row's `end`, `record` and `endLine`: the line end that follows reads as a blank line and is skipped.
 */
export interface Cursor {
  readonly byte: number;
  /** Records read so far, so the next one is `record + 1`. */
  readonly record: number;
  /** The line on which `byte` lies, counted from 1. */
  readonly line: number;
}

/** The rows of a file, a block at a time. */
export interface RowSource {
  readonly header: readonly string[];
  /** Rows behind the cursor; where `until` is given, those that begin before this byte of the spool. */
  rows(from: Cursor, until?: number): AsyncIterable<readonly Row[]>;
}

/** Where a record lies in the spool. */
export interface RecordPlace {
  readonly record: number;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}
