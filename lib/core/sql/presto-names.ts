import { overwrite, type SqlEdit } from './sql-edits.ts';
import type { SqlToken } from './sql-tokens.ts';

/** Words that are never names in Presto unless they are quoted. */
const PRESTO_RESERVED = wordsOf(
  `alter and as between by case cast constraint create cross cube current_catalog current_date current_path current_role
  current_schema current_time current_timestamp current_user deallocate delete describe distinct drop else end escape except
  execute exists extract false for from full group grouping having in inner insert intersect into is join json_array
  json_exists json_object json_query json_table json_value left like listagg localtime localtimestamp natural normalize not
  null on or order outer prepare recursive right rollup select skip table then trim true uescape union unnest using values
  when where with`,
);

/** Words that the engine does not take for the name of a column or table unless they are quoted, and Presto does. */
const ENGINE_RESERVED = wordsOf(
  `all analyse analyze any anti array asc asof asymmetric at authorization binary both check collate collation column columns
  concurrently default deferrable desc do fetch foreign freeze generated glob ilike initially isnull lambda lateral leading
  limit map notnull offset only overlaps pivot pivot_longer pivot_wider placing positional primary qualify references
  returning semi show similar some struct summarize symmetric tablesample to trailing try_cast unique unpack unpivot user
  variadic verbose window grouping_id`,
);

/** What may stand behind a name that is given without AS: where anything else does, the word is part of a clause. */
const BEHIND_ALIAS = wordsOf(
  ', ) ; from where group having order limit offset fetch window union intersect except on using join cross left right inner full natural tablesample',
);

/** What may stand behind a column: signs that join it to something, and the words that do. */
const BEHIND_COLUMN = wordsOf(
  `, ) ] [ . ; + - * / % = < > ! | : and or in is like between not as from where group having order union intersect except
  when then else end on using join cross left right inner full natural asc desc escape limit offset fetch`,
);

/** Words with which an expression ends that are no names. */
const VALUES = wordsOf(
  'end null true false current_date current_time current_timestamp current_user current_catalog current_schema localtime localtimestamp',
);

/** Behind the AS of these stands a type. */
const CASTS = wordsOf('cast try_cast');

/** What ends the list of a query's tables. */
const ENDS_FROM = wordsOf('where group having order union intersect except limit offset fetch window');

/** The clause of a query that a word stands in; an expression's own parentheses have none. */
type Clause = 'none' | 'select' | 'from' | 'on' | 'rest';

/** What stands between parentheses, or is the whole query; `call` is the word before them. */
interface Frame {
  clause: Clause;
  readonly call: string;
}

/** A word, the ones around it, and where it stands. */
interface Position {
  readonly word: string;
  readonly before: string;
  readonly next: SqlToken | undefined;
  readonly afterNext: SqlToken | undefined;
  readonly frame: Frame;
  readonly isFirst: boolean;
  /** Whether an expression, or a table, ends before it. */
  readonly isBehindValue: boolean;
  readonly isUnit: boolean;
}

type Role = 'name' | 'value' | 'syntax';

/**
 * Puts into quotation marks what Presto takes for a name and the engine for a keyword: aliases without AS, and columns and
 * tables that are called like a keyword.
 */
export function nameEdits(tokens: readonly SqlToken[]): SqlEdit[] {
  const solid = tokens.filter(({ kind }) => kind !== 'space');
  const edits: SqlEdit[] = [];
  const frames: Frame[] = [{ clause: 'none', call: '' }];
  let isBehindValue = false;
  for (const [index, token] of solid.entries()) {
    const frame = frames.at(-1) as Frame;
    if (token.kind !== 'word' || isNumber(token)) {
      isBehindValue = behindSign(token, frames, { before: solid[index - 1], isBehindValue });
      continue;
    }
    const before = lower(solid[index - 1]);
    const around = {
      before,
      next: solid[index + 1],
      afterNext: solid[index + 2],
      isUnit: isUnitOfInterval(solid, index),
    };
    const role = roleOf({ ...around, word: lower(token), frame, isFirst: index === 0, isBehindValue });
    if (role === 'name') edits.push(overwrite(token, `"${token.text}"`));
    if (role === 'syntax') frame.clause = clauseFrom(lower(token), before, frame.clause);
    isBehindValue = role !== 'syntax';
  }
  return edits;
}

/** Opens and closes parentheses. Whether a value ends with this token. */
function behindSign(
  { kind, text }: SqlToken,
  frames: Frame[],
  { before, isBehindValue }: { readonly before: SqlToken | undefined; readonly isBehindValue: boolean },
): boolean {
  if (kind !== 'sign') return true;
  const frame = frames.at(-1);
  if (text === '(' || text === '[') frames.push({ clause: 'none', call: before?.kind === 'word' ? lower(before) : '' });
  if ((text === ')' || text === ']') && frames.length > 1) frames.pop();
  if (text === ',' && frame?.clause === 'on') frame.clause = 'from';
  return text === ')' || text === ']' || (text === '*' && !isBehindValue);
}

function roleOf(position: Position): Role {
  const { word, before, frame, isFirst } = position;
  if (VALUES.has(word) || before === '.') return 'value';
  if (PRESTO_RESERVED.has(word)) return 'syntax';
  if (position.isBehindValue) return roleBehindValue(position);
  if (!ENGINE_RESERVED.has(word)) return 'value';
  if (isFirst || (before === '(' && frame.call === 'trim')) return 'syntax';
  if (before === 'as') return CASTS.has(frame.call) ? 'value' : 'name';
  if (isColumn(position)) return 'name';
  return position.next?.text === '(' ? 'value' : 'syntax';
}

/** An alias, where one may stand; else a word of a clause, or of an operator. */
function roleBehindValue({ word, next, afterNext, isUnit, frame: { clause } }: Position): Role {
  if (isUnit) return 'value';
  if (word === 'within' && lower(next) === 'group' && afterNext?.text === '(') return 'syntax';
  const isFollowed = next === undefined || BEHIND_ALIAS.has(lower(next)) || (clause === 'from' && next.text === '(');
  return (clause === 'select' || clause === 'from') && isFollowed ? 'name' : 'syntax';
}

function isColumn(position: Position): boolean {
  const { word, before, next, afterNext } = position;
  if (word === 'only' && /^rows?$/.test(before)) return false;
  if (word === 'all' && before === 'limit') return false;
  if (next === undefined) return true;
  if (next.kind === 'text' || (next.text === '[' && word === 'array')) return false;
  if (word === 'all' && before === 'select') return BEHIND_COLUMN.has(lower(next)) && !/^[*+([-]|not$/i.test(next.text);
  if (lower(next) === 'at' && lower(afterNext) === 'time') return true;
  return BEHIND_COLUMN.has(lower(next)) || (word !== 'all' && isAliased(position));
}

/** Whether the next word can be its alias, or in ROW(…) its type. */
function isAliased({ next, afterNext, frame: { clause, call } }: Position): boolean {
  if (clause !== 'select' && clause !== 'from' && call !== 'row') return false;
  if (next?.kind !== 'word') return next?.kind === 'name';
  if (PRESTO_RESERVED.has(lower(next))) return false;
  return !ENGINE_RESERVED.has(lower(next)) || afterNext === undefined || BEHIND_ALIAS.has(lower(afterNext));
}

/** Of `INTERVAL '1' DAY` and `INTERVAL - '1' DAY` the last word. */
function isUnitOfInterval(solid: readonly SqlToken[], index: number): boolean {
  if (solid[index - 1]?.kind !== 'text') return false;
  const isSigned = solid[index - 2]?.text === '-' || solid[index - 2]?.text === '+';
  return lower(solid[index - (isSigned ? 3 : 2)]) === 'interval';
}

/** FROM also stands in IS DISTINCT FROM, and in calls. */
function clauseFrom(word: string, before: string, clause: Clause): Clause {
  if (word === 'select') return 'select';
  if (word === 'from') return clause === 'select' && before !== 'distinct' ? 'from' : clause;
  if (word === 'on') return clause === 'from' ? 'on' : clause;
  if (word === 'join') return clause === 'on' ? 'from' : clause;
  const isClause = ENDS_FROM.has(word) && before !== 'within';
  return clause !== 'none' && isClause ? 'rest' : clause;
}

function isNumber({ text }: SqlToken): boolean {
  return /^\d/.test(text);
}

function lower(token: SqlToken | undefined): string {
  return token?.text.toLowerCase() ?? '';
}

function wordsOf(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}
