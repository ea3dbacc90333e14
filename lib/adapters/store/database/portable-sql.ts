// SQL in a spelling that both databases understand. PostgreSQL gets SQLite's functions about JSON, which is stored as text, from its
// first migration.

/** A subquery with the numbers of a JSON array; its column is `number`. `json`: a parameter or a column. */
export function numbersIn(json: string): string {
  return `(SELECT CAST(value AS BIGINT) AS number FROM json_each(${json}))`;
}

/** A subquery with the texts of a JSON array. */
export function textsIn(json: string): string {
  return `(SELECT value FROM json_each(${json}))`;
}

/** A condition: a member of a JSON object in a column is false. */
export function isFalse(column: string, member: string): string {
  return `CAST(json_extract(${column}, '$.${member}') AS INTEGER) = 0`;
}

/** The time of a change, with the parameter `:now`: no two changes of a row have the same. */
export const NEXT_UPDATE = 'CASE WHEN :now > updated_at THEN :now ELSE updated_at + 1 END';

/** A condition: a text is like a pattern, whatever the case. A backslash makes `%` and `_` literal. */
export function isLike(column: string, pattern: string): string {
  return `lower(${column}) LIKE lower(${pattern}) ESCAPE '\\'`;
}
