import type { IssueParams } from '../issue.ts';

/** Why a row cannot be read. `cell` is the zero-based index of the cell at fault, if known. */
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
 * One data row of a file, readable or not. Records are numbered from 1, blank lines not counted; `line` is where the
 * record begins, counted from 1 with the header's line included. `start` and `end` are byte offsets in the spool, line
 * end excluded.
 */
export interface Row {
  readonly record: number;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** The line of `end`: `line`, unless a quoted cell contains line ends. */
  readonly endLine: number;
  /**
   * As many as the header has: missing trailing cells are '', empty surplus cells are dropped. If `fault` is set, the
   * cells are only an approximation: surplus text is in the last one.
   */
  readonly cells: readonly string[];
  /** Number of missing trailing cells; 0 for a complete row. */
  readonly missingCells: number;
  readonly fault?: RowFault;
}

/** Where a row is in its file. */
export type RowPlace = Pick<Row, 'record' | 'line' | 'start' | 'end' | 'endLine'>;

/** A row outside of any file. */
export function rowOfCells(cells: readonly string[]): Row {
  return { record: 1, line: 1, start: 0, end: 0, endLine: 1, missingCells: 0, cells };
}

/**
 * A position to continue reading from: the next byte, its line, and the number of the record before it. The cursor
 * after a row has the row's `end`, `endLine` and `record`: the line end that follows is then skipped like a blank line.
 */
export interface Cursor {
  readonly byte: number;
  /** Records read so far; the next one is `record + 1`. */
  readonly record: number;
  /** The line of `byte`, counted from 1. */
  readonly line: number;
}

/** A RowPlace without the line where the record ends, which is not stored with outcomes. */
export type RecordPlace = Omit<RowPlace, 'endLine'>;
