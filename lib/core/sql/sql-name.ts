/** Words that mean something else where a name is expected. */
const TAKEN =
  /^(?:all|and|any|as|asc|between|by|case|cast|cross|current|date|desc|distinct|else|end|except|exists|false|for|from|full|group|having|in|inner|intersect|into|is|join|left|like|limit|natural|not|null|offset|on|or|order|outer|right|rows|select|set|table|then|time|timestamp|true|union|unique|user|using|values|when|where|with)$/i;

/** A table's or column's name as a query writes it: in quotation marks where it would be misunderstood without. */
export function sqlName(name: string): string {
  return /^[a-z_][a-z0-9_]*$/i.test(name) && !TAKEN.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** What a look at a table begins with. */
export function previewQuery(table: string): string {
  return `SELECT *\nFROM ${sqlName(table)}\nLIMIT 100`;
}
