import { UserError } from '../errors.ts';
import type { QueryPosition } from '../job/query.ts';
import { utf8Length } from '../utf8-length.ts';
import { callEdits } from './presto/calls.ts';
import { literalEdits, showEdits } from './presto/literals.ts';
import { nameEdits } from './presto/names.ts';
import { rewriteCalls } from './presto/rewrite-calls.ts';
import { valuesEdits } from './presto/values.ts';
import { applyEdits, endEdits, positionAt, refuseTooNested } from './sql-edits.ts';
import { engineSqlTokens, type SqlToken, significantTokens, sqlCalls } from './sql-tokens.ts';

/** A query translated for the engine, and the mapping from its positions to the original query. */
export interface EngineSql {
  readonly sql: string;
  /** `offset` counts bytes of UTF-8, as the engine does. */
  originalPosition(offset: number): QueryPosition;
}

/**
 * Translates what macros cannot translate in Presto's SQL, such as names that are keywords in the engine, literals and
 * types, aggregates, patterns that must be literals, and lambdas with two parameters. Removes semicolons at the end.
 * Throws UserError `query_only_select`, `query_one_statement`, `query_too_nested`, `query_pattern_not_literal`,
 * `query_pattern_unknown` and `query_function_unsupported`.
 */
export function fromPresto(sql: string): EngineSql {
  const tokens = engineSqlTokens(sql);
  refuseWriting(sql, tokens);
  refuseTooNested(sql, tokens);
  const names = showEdits(tokens) ?? nameEdits(tokens);
  const nameOffsets = new Set(names.map(({ at }) => at));
  const calls = sqlCalls(tokens).filter(({ word }) => !nameOffsets.has(word.at));
  // A name can look like a word of a literal: in `SELECT at time`, `at` is a column, and `time` its alias.
  const literals = literalEdits(tokens).filter(({ at }) => !nameOffsets.has(at));
  const edits = [
    // Insertions come before replacements at the same offset.
    ...valuesEdits(tokens),
    ...endEdits(sql, tokens),
    ...names,
    ...literals,
    ...calls.flatMap((call) => callEdits(sql, call)),
  ];
  const { text, originalOffset } = applyEdits(sql, rewriteCalls(sql, edits, calls));
  return { sql: text, originalPosition: (offset) => positionAt(sql, originalOffset(offsetOfByte(text, offset))) };
}

/** First words of statements that change something or do not return records. */
const NON_QUERIES =
  /^(?:insert|update|delete|merge|create|drop|alter|truncate|copy|export|import|attach|detach|use|set|reset|pragma|call|load|install|explain|analyze|vacuum|checkpoint|prepare|execute|begin|commit|rollback)$/i;

function refuseWriting(sql: string, tokens: readonly SqlToken[]): void {
  const [first] = significantTokens(tokens);
  if (first && NON_QUERIES.test(first.text)) throw new UserError('query_only_select', { ...positionAt(sql, first.at) });
}

/** The offset in UTF-16 units for an offset in bytes of UTF-8. */
function offsetOfByte(text: string, bytes: number): number {
  let offset = 0;
  let remaining = bytes;
  while (remaining > 0 && offset < text.length) {
    const character = String.fromCodePoint(text.codePointAt(offset) ?? 0);
    remaining -= utf8Length(character);
    offset += character.length;
  }
  return offset;
}
