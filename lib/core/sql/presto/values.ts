import { overwrite, type SqlEdit } from '../sql-edits.ts';
import { closes, lower, opens, type SqlToken, significantTokens } from '../sql-tokens.ts';

/** What ends a VALUES list, apart from a closing parenthesis. */
const LIST_END = /^(?:order|limit|offset|fetch|union|intersect|except|;)$/i;

/** The tokens of one row. */
interface Row {
  /** The index of the first token. */
  readonly from: number;
  /** The index after the last token. */
  readonly until: number;
}

/** An open parenthesis or bracket, or the whole query. */
interface Frame {
  /** The index of its token; -1 for the whole query. */
  readonly at: number;
  /** The index of the first token of the current VALUES row directly inside; undefined outside of rows. */
  rowFrom?: number | undefined;
}

/** Adds parentheses around rows of one value, as in `VALUES 1, 2`, which the engine requires. */
export function valuesEdits(tokens: readonly SqlToken[]): readonly SqlEdit[] {
  const significant = significantTokens(tokens);
  const { rows, closings } = rowsOf(significant);
  return rows.flatMap((row) => parenthesisEdits(significant, row, closings));
}

interface FoundRows {
  readonly rows: readonly Row[];
  /** The index of each closing parenthesis or bracket by the index of its opening one. */
  readonly closings: ReadonlyMap<number, number>;
}

/** The rows of all VALUES, found in one pass. */
function rowsOf(significant: readonly SqlToken[]): FoundRows {
  const rows: Row[] = [];
  const closings = new Map<number, number>();
  const outer: Frame[] = [];
  let frame: Frame = { at: -1 };
  const endRow = (until: number) => {
    if (frame.rowFrom !== undefined) rows.push({ from: frame.rowFrom, until });
  };
  for (const [index, token] of significant.entries()) {
    if (opens(token)) {
      outer.push(frame);
      frame = { at: index };
    } else if (closes(token)) {
      endRow(index);
      closings.set(frame.at, index);
      frame = outer.pop() ?? { at: -1 };
    } else if (token.text === ',' && frame.rowFrom !== undefined) {
      endRow(index);
      frame.rowFrom = index + 1;
    } else if (LIST_END.test(token.text)) {
      endRow(index);
      frame.rowFrom = undefined;
    } else if (/^values$/i.test(token.text) && beginsQuery(significant, index, frame)) frame.rowFrom = index + 1;
  }
  endRow(significant.length);
  return { rows, closings };
}

/** Whether VALUES is the first word of its frame, or follows WITH … AS (…) or a set operator such as UNION. */
function beginsQuery(significant: readonly SqlToken[], index: number, { at }: Frame): boolean {
  if (index - 1 === at) return true;
  const before = lower(significant[index - 1]);
  if (before === ')') return lower(significant[at + 1]) === 'with';
  const operator = before === 'all' || before === 'distinct' ? lower(significant[index - 2]) : before;
  return operator === 'union' || operator === 'intersect' || operator === 'except';
}

function parenthesisEdits(
  significant: readonly SqlToken[],
  { from, until }: Row,
  closings: ReadonlyMap<number, number>,
): readonly SqlEdit[] {
  const first = significant[from];
  const last = significant[until - 1];
  // `(1) + (2)` begins and ends with parentheses, but is not enclosed by one pair.
  const isInParentheses = (open: number) => significant[open]?.text === '(' && closings.get(open) === until - 1;
  if (!first || !last || from >= until || isInParentheses(from)) return [];
  if (lower(first) === 'row' && isInParentheses(from + 1)) return [overwrite(first, '')];
  return [
    { at: first.at, length: 0, text: '(' },
    { at: last.at + last.text.length, length: 0, text: ')' },
  ];
}
