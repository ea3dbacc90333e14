/** Keywords that need quotation marks as names. */
const KEYWORDS =
  /^(?:all|and|any|as|asc|between|by|case|cast|cross|current|date|desc|distinct|else|end|except|exists|false|for|from|full|group|having|in|inner|intersect|into|is|join|left|like|limit|natural|not|null|offset|on|or|order|outer|right|rows|select|set|table|then|time|timestamp|true|union|unique|user|using|values|when|where|with)$/i;

/** A table or column name for a query, quoted if necessary. */
export function sqlName(name: string): string {
  return /^[a-z_][a-z0-9_]*$/i.test(name) && !KEYWORDS.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** The query with which a person looks into a table. */
export function previewQuery(table: string): string {
  return `SELECT *\nFROM ${sqlName(table)}\nLIMIT 100`;
}
