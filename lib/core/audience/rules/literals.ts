/** Names and literals that mean the same in Presto, Trino and DuckDB. */

/** Always quoted, because the name may be a keyword of an engine. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Whether a query can contain a text: no engine reads one with a NUL. */
export function fitsInQuery(text: string): boolean {
  return !text.includes('\0');
}

export function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * Only safe integers are written without an exponent: engines would read `1.5` as a decimal, each with its own
 * precision.
 */
export function numberLiteral(number: number): string {
  return Number.isSafeInteger(number) ? String(number) : number.toExponential().toUpperCase();
}

/** The condition of a lower and an upper bound, each of which may be missing. */
export function bounds(lower: string | undefined, upper: string | undefined): string {
  return allOf([lower, upper].filter((bound) => bound !== undefined));
}

export function allOf(conditions: readonly string[]): string {
  return join(conditions, 'AND');
}

export function anyOf(conditions: readonly string[]): string {
  return join(conditions, 'OR');
}

/** True if a condition is false or NULL. */
export function negated(condition: string): string {
  return `NOT COALESCE(${condition}, false)`;
}

/** Joins conditions with AND or OR. Without conditions, the result is true. */
function join(conditions: readonly string[], word: 'AND' | 'OR'): string {
  const [only = 'true', ...more] = conditions;
  return more.length === 0 ? only : conditions.map((condition) => `(${condition})`).join(` ${word} `);
}
