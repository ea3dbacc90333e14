import type { JoinKeys } from './parent-segment.ts';

/** The engine's names for the types of the two keys of a join. */
export type KeyTypes = JoinKeys;

/** Types whose text may end in `.0`. */
const FRACTIONAL = /^(?:FLOAT|REAL|DOUBLE|DECIMAL\b)/i;

/**
 * SQL by which a key is compared with a key of another type, in Presto, Trino and the built-in engine. Keys of
 * different types are compared as text, in which a whole number has no fraction: files with missing ids often store
 * all ids as doubles, and 42.0 has to match 42.
 */
export function comparedKey(key: string, type: string, otherType: string): string {
  if (type === otherType) return key;
  return FRACTIONAL.test(type) ? plainText(key) : `CAST(${key} AS VARCHAR)`;
}

/** SQL for the text of a number that may have a fraction: a whole number has none. */
export function plainText(number: string): string {
  // A double holds every whole number up to this one exactly.
  const isWhole = `${number} = floor(${number}) AND abs(${number}) < 9E15`;
  return `CASE WHEN ${isWhole} THEN CAST(CAST(${number} AS BIGINT) AS VARCHAR) ELSE CAST(${number} AS VARCHAR) END`;
}
