// SQL about JSON, which is stored as text. PostgreSQL gets the functions of SQLite from its first migration.

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
