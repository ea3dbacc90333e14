import { UserError } from '../errors.ts';
import type { QueryPosition } from '../job/query.ts';
import { findTooDeep, type SqlToken, significantTokens } from './sql-tokens.ts';

/** A replacement in a query. Offsets count UTF-16 units. */
export interface SqlEdit {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

/** A query with edits applied, and the mapping from its offsets to the original query. */
export interface EditedSql {
  readonly text: string;
  originalOffset(offset: number): number;
}

/** Replaces a token. */
export function overwrite({ at, text: { length } }: SqlToken, text: string): SqlEdit {
  return { at, length, text };
}

/** Removes semicolons at the end. Throws UserError `query_one_statement` for one anywhere else. */
export function endEdits(sql: string, tokens: readonly SqlToken[]): SqlEdit[] {
  const significant = significantTokens(tokens);
  const last = significant.findLastIndex(({ text }) => text !== ';');
  const inner = significant.findIndex(({ text }) => text === ';');
  if (inner !== -1 && inner < last)
    throw new UserError('query_one_statement', { ...positionAt(sql, significant[inner]?.at ?? 0) });
  return significant.slice(last + 1).map((token) => overwrite(token, ' '));
}

/** The nesting depth that DuckDB supports. Parsers of engines recurse, and some crash on deep nesting. */
const MAX_NESTING = 500;

/** Throws UserError `query_too_nested`. */
export function refuseTooNested(sql: string, tokens: readonly SqlToken[]): void {
  const beyond = findTooDeep(tokens, MAX_NESTING);
  if (beyond) throw new UserError('query_too_nested', { ...positionAt(sql, beyond.at) });
}

/** How an edit shifts offsets. */
interface Shift {
  /** The start and end of the new text. */
  readonly from: number;
  readonly until: number;
  /** The original start of the replaced text. */
  readonly originalAt: number;
  /** What has to be added to an offset after the new text to get the original offset. */
  readonly afterwards: number;
}

/** Applies non-overlapping edits, given in any order. Offsets within new text map to the start of the replaced text. */
export function applyEdits(sql: string, edits: readonly SqlEdit[]): EditedSql {
  let text = '';
  let copied = 0;
  const shifts: Shift[] = [];
  for (const edit of edits.toSorted((a, b) => a.at - b.at)) {
    text += sql.slice(copied, edit.at);
    copied = edit.at + edit.length;
    const until = text.length + edit.text.length;
    shifts.push({ from: text.length, until, originalAt: edit.at, afterwards: copied - until });
    text += edit.text;
  }
  text += sql.slice(copied);
  return {
    text,
    originalOffset: (offset) => {
      const last = shifts.findLast(({ from }) => from <= offset);
      if (!last) return offset;
      return offset < last.until ? last.originalAt : offset + last.afterwards;
    },
  };
}

/** Line and column, both from 1, of an offset in UTF-16 units. */
export function positionAt(text: string, offset: number): QueryPosition {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - (before.lastIndexOf('\n') + 1) + 1 };
}
