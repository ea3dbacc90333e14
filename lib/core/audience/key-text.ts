/** Types whose text may end in `.0`. */
const FRACTIONAL = /^(?:FLOAT|REAL|DOUBLE|DECIMAL\b)/i;

/**
 * SQL by which a key is compared with a key of another type, in Presto, Trino and the built-in engine. Keys of
 * different types are compared as text.
 */
export function comparedKey(key: string, type: string, otherType: string): string {
  return type === otherType ? key : keyText(key, type);
}

/**
 * SQL for the text of a key, in which a whole number has no fraction: files with missing ids often store all ids as
 * doubles, and 42.0 has to match 42.
 */
export function keyText(key: string, type: string): string {
  return FRACTIONAL.test(type) ? plainText(key) : `CAST(${key} AS VARCHAR)`;
}

/** The text of a key as `keyText` gives it, for a key of this type as the result of a query shows it. */
export function shownKeyText(key: string, type: string): string {
  return FRACTIONAL.test(type) ? key.replace(/\.0+$/, '') : key;
}

/** SQL for the text of a number that may have a fraction: a whole number has none. */
export function plainText(number: string): string {
  // A double holds every whole number up to this one exactly.
  const isWhole = `${number} = floor(${number}) AND abs(${number}) < 9E15`;
  return `CASE WHEN ${isWhole} THEN CAST(CAST(${number} AS BIGINT) AS VARCHAR) ELSE CAST(${number} AS VARCHAR) END`;
}

/** SQL that tests whether a value of this type has one of the texts: 1 and 1.0 are both texts of the double 1. */
export function hasText(value: string, type: string, texts: string): string {
  const isText = `CAST(${value} AS VARCHAR) IN (${texts})`;
  return FRACTIONAL.test(type) ? `(${isText} OR ${plainText(value)} IN (${texts}))` : isText;
}
