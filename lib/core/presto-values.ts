import { over, type SqlEdit } from './sql-edits.ts';
import type { SqlToken } from './sql-tokens.ts';

/** What ends a list of VALUES, apart from the parenthesis around it. */
const ENDS = /^(?:order|limit|offset|fetch|union|intersect|except|;)$/i;

/** Rows of one value may stand without parentheses: `VALUES 1, 2`. The engine wants them. */
export function valuesEdits(tokens: readonly SqlToken[]): readonly SqlEdit[] {
  const solid = tokens.filter(({ kind }) => kind !== 'space');
  return solid.flatMap(({ kind, text }, index) =>
    kind === 'word' && /^values$/i.test(text) ? rowsFrom(solid, index + 1).flatMap(wrapped) : [],
  );
}

function rowsFrom(solid: readonly SqlToken[], from: number): readonly (readonly SqlToken[])[] {
  const rows: SqlToken[][] = [[]];
  let depth = 0;
  for (let index = from; index < solid.length; index += 1) {
    const token = solid[index] as SqlToken;
    if (depth === 0 && (token.text === ')' || (token.kind !== 'text' && ENDS.test(token.text)))) break;
    if (token.kind === 'sign') depth += depthOf(token.text);
    if (token.text === ',' && depth === 0) rows.push([]);
    else rows.at(-1)?.push(token);
  }
  return rows;
}

function depthOf(sign: string): number {
  if (sign === '(' || sign === '[') return 1;
  return sign === ')' || sign === ']' ? -1 : 0;
}

function wrapped(row: readonly SqlToken[]): readonly SqlEdit[] {
  const [first, last] = [row[0], row.at(-1)];
  if (!first || !last || isInParentheses(row)) return [];
  if (/^row$/i.test(first.text) && isInParentheses(row.slice(1))) return [over(first, '')];
  return [
    { at: first.at, length: 0, text: '(' },
    { at: last.at + last.text.length, length: 0, text: ')' },
  ];
}

/** `(1) + (2)` begins and ends with parentheses, and is not in one. */
function isInParentheses(row: readonly SqlToken[]): boolean {
  if (row[0]?.text !== '(') return false;
  let depth = 0;
  const closes = row.findIndex(({ kind, text }) => {
    if (kind === 'sign') depth += depthOf(text);
    return depth === 0;
  });
  return closes === row.length - 1;
}
