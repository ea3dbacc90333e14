// SQL that both databases understand. In PostgreSQL, migrations create SQLite's functions for JSON, which is stored as
// text. Both have `fold_case`, which converts the letters of every alphabet to lower case.

/** A subquery with the numbers of a JSON array; its column is `number`. `json` is a parameter or a column. */
export function numbersIn(json: string): string {
  return `(SELECT CAST(value AS BIGINT) AS number FROM json_each(${json}))`;
}

/** A subquery with the strings of a JSON array. */
export function textsIn(json: string): string {
  return `(SELECT value FROM json_each(${json}))`;
}

/** A condition: a member of a JSON object in a column is false. */
export function isFalse(column: string, member: string): string {
  return `CAST(json_extract(${column}, '$.${member}') AS INTEGER) = 0`;
}

/** The time of a change, from the parameter `:now`. No two changes of a row get the same time in `column`. */
export function nextUpdate(column = 'updated_at'): string {
  return `CASE WHEN :now > ${column} THEN :now ELSE ${column} + 1 END`;
}

/** A condition: the text in a column begins with a prefix. Does not use LIKE, which ignores case only in SQLite. */
export function startsWith(column: string, prefix: string): string {
  return `substr(COALESCE(${column}, ''), 1, ${prefix.length}) = '${prefix}'`;
}

/** A condition: a text matches a pattern, ignoring case. A backslash makes `%` and `_` literal. */
export function isLike(column: string, pattern: string): string {
  return `fold_case(${column}) LIKE fold_case(${pattern}) ESCAPE '\\'`;
}

/** The pattern with which `isLike` matches every text that contains this one. */
export function patternOf(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
}
