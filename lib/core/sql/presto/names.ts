import { overwrite, type SqlEdit } from '../sql-edits.ts';
import { closes, lower, opens, type SqlToken, significantTokens } from '../sql-tokens.ts';

const PRESTO_RESERVED = wordsOf(
  `alter and as between by case cast constraint create cross cube current_catalog current_date current_path current_role
  current_schema current_time current_timestamp current_user deallocate delete describe distinct drop else end escape except
  execute exists extract false for from full group grouping having in inner insert intersect into is join json_array
  json_exists json_object json_query json_table json_value left like listagg localtime localtimestamp natural normalize not
  null on or order outer prepare recursive right rollup select skip table then trim true uescape union unnest using values
  when where with`,
);

/** Words that are reserved in the engine but not in Presto. */
const ENGINE_RESERVED = wordsOf(
  `all analyse analyze any anti array asc asof asymmetric at authorization binary both check collate collation column columns
  concurrently default deferrable desc do fetch foreign freeze generated glob ilike initially isnull lambda lateral leading
  limit map notnull offset only overlaps pivot pivot_longer pivot_wider placing positional primary qualify references
  returning semi show similar some struct summarize symmetric tablesample to trailing try_cast unique unpack unpivot user
  variadic verbose window grouping_id`,
);

/** What may follow an alias without AS; a word before anything else belongs to a clause. */
const AFTER_ALIAS = wordsOf(
  ', ) ; from where group having order limit offset fetch window union intersect except on using join cross left right inner full natural tablesample',
);

/** Signs and words that may follow a column. */
const AFTER_COLUMN = wordsOf(
  `, ) ] [ . ; + - * / % = < > ! | : and or in is like between not as from where group having order union intersect except
  when then else end on using join cross left right inner full natural asc desc escape limit offset fetch`,
);

/** Words that end an expression, but are not names. */
const VALUES = wordsOf(
  'end null true false current_date current_time current_timestamp current_user current_catalog current_schema localtime localtimestamp',
);

/** Calls with a type after AS. */
const CASTS = wordsOf('cast try_cast');

/** Words that end the FROM list. */
const ENDS_FROM = wordsOf('where group having order union intersect except limit offset fetch window');

/** The clause that contains a word. none: parentheses of an expression. afterFrom: a later clause, such as WHERE. */
type Clause = 'none' | 'select' | 'from' | 'on' | 'afterFrom';

/** A pair of parentheses or brackets, or the whole query. */
interface Frame {
  clause: Clause;
  /** The word before it, in lower case; empty without one. */
  readonly call: string;
}

interface WordContext {
  /** In lower case. */
  readonly word: string;
  /** The text of the previous token, in lower case. */
  readonly before: string;
  readonly next: SqlToken | undefined;
  readonly afterNext: SqlToken | undefined;
  readonly frame: Frame;
  /** Whether it is the first word of the query. */
  readonly isFirst: boolean;
  /** Whether the word follows an expression or a table. */
  readonly isAfterValue: boolean;
  /** Whether the word is the unit of an INTERVAL. */
  readonly isUnit: boolean;
}

/** name: has to be quoted. value: an expression, or any other name. syntax: a word of a clause or operator. */
type Role = 'name' | 'value' | 'syntax';

/** Quotes all aliases without AS, and other names that are keywords in the engine, but not in Presto. */
export function nameEdits(tokens: readonly SqlToken[]): SqlEdit[] {
  const significant = significantTokens(tokens);
  const edits: SqlEdit[] = [];
  const frames: Frame[] = [{ clause: 'none', call: '' }];
  let isAfterValue = false;
  for (const [index, token] of significant.entries()) {
    const frame = frames.at(-1) as Frame;
    if (token.kind !== 'word' || isNumber(token)) {
      trackFrames(token, frames, significant[index - 1]);
      isAfterValue = endsValue(token, isAfterValue);
      continue;
    }
    const before = lower(significant[index - 1]);
    const role = roleOf({
      word: lower(token),
      before,
      next: significant[index + 1],
      afterNext: significant[index + 2],
      frame,
      isFirst: index === 0,
      isAfterValue,
      isUnit: isUnitOfInterval(significant, index),
    });
    if (role === 'name') edits.push(overwrite(token, `"${token.text}"`));
    if (role === 'syntax') frame.clause = clauseAfter(lower(token), before, frame.clause);
    isAfterValue = role !== 'syntax';
  }
  return edits;
}

/** Opens and closes frames. After the condition of a join, a comma continues the FROM list. */
function trackFrames(token: SqlToken, frames: Frame[], before: SqlToken | undefined): void {
  const frame = frames.at(-1);
  if (opens(token)) frames.push({ clause: 'none', call: before?.kind === 'word' ? lower(before) : '' });
  else if (closes(token) && frames.length > 1) frames.pop();
  else if (token.kind === 'sign' && token.text === ',' && frame?.clause === 'on') frame.clause = 'from';
}

/** Whether a value ends with a token that is not a word. `*` alone is a value: all columns. */
function endsValue(token: SqlToken, isAfterValue: boolean): boolean {
  if (token.kind !== 'sign') return true;
  return closes(token) || (token.text === '*' && !isAfterValue);
}

function roleOf(context: WordContext): Role {
  const { word, before, frame, isFirst } = context;
  if (VALUES.has(word) || before === '.') return 'value';
  if (PRESTO_RESERVED.has(word)) return 'syntax';
  if (context.isAfterValue) return roleAfterValue(context);
  if (!ENGINE_RESERVED.has(word)) return 'value';
  // The first word of the query, or BOTH in `TRIM(BOTH x FROM y)`.
  if (isFirst || (before === '(' && frame.call === 'trim')) return 'syntax';
  if (before === 'as') return CASTS.has(frame.call) ? 'value' : 'name';
  if (isColumn(context)) return 'name';
  return context.next?.text === '(' ? 'value' : 'syntax';
}

/** The role of a word after a value: an alias if one is allowed, else a word of a clause or operator. */
function roleAfterValue({ word, next, afterNext, isUnit, frame: { clause } }: WordContext): Role {
  if (isUnit) return 'value';
  if (word === 'within' && lower(next) === 'group' && afterNext?.text === '(') return 'syntax';
  if (clause !== 'select' && clause !== 'from') return 'syntax';
  const isAlias = next === undefined || AFTER_ALIAS.has(lower(next)) || (clause === 'from' && next.text === '(');
  return isAlias ? 'name' : 'syntax';
}

/** Whether a keyword of the engine, which does not follow a value, is the name of a column or table. */
function isColumn(context: WordContext): boolean {
  const { word, before, next, afterNext } = context;
  // Not in `FETCH FIRST 5 ROWS ONLY` and `LIMIT ALL`.
  if (word === 'only' && /^rows?$/.test(before)) return false;
  if (word === 'all' && before === 'limit') return false;
  if (next === undefined) return true;
  // Not in `DATE '2026-11-21'` and `ARRAY[1, 2]`.
  if (next.kind === 'text' || (next.text === '[' && word === 'array')) return false;
  // `SELECT all, b` names a column, unlike `SELECT ALL *` and `SELECT ALL (a)`.
  if (word === 'all' && before === 'select') return AFTER_COLUMN.has(lower(next)) && !/^[*+([-]|not$/i.test(next.text);
  if (lower(next) === 'at' && lower(afterNext) === 'time') return true;
  return AFTER_COLUMN.has(lower(next)) || (word !== 'all' && isAliased(context));
}

/** Whether the next word can be this word's alias, or its type in ROW(…). */
function isAliased({ next, afterNext, frame: { clause, call } }: WordContext): boolean {
  if (clause !== 'select' && clause !== 'from' && call !== 'row') return false;
  if (next?.kind !== 'word') return next?.kind === 'name';
  if (PRESTO_RESERVED.has(lower(next))) return false;
  return !ENGINE_RESERVED.has(lower(next)) || afterNext === undefined || AFTER_ALIAS.has(lower(afterNext));
}

/** Whether the word is the unit in `INTERVAL '1' DAY` or `INTERVAL - '1' DAY`. */
function isUnitOfInterval(significant: readonly SqlToken[], index: number): boolean {
  if (significant[index - 1]?.kind !== 'text') return false;
  const isSigned = significant[index - 2]?.text === '-' || significant[index - 2]?.text === '+';
  return lower(significant[index - (isSigned ? 3 : 2)]) === 'interval';
}

/** The clause after a word of syntax. FROM begins no clause in IS DISTINCT FROM and in calls. */
function clauseAfter(word: string, before: string, clause: Clause): Clause {
  if (word === 'select') return 'select';
  if (word === 'from') return clause === 'select' && before !== 'distinct' ? 'from' : clause;
  if (word === 'on') return clause === 'from' ? 'on' : clause;
  if (word === 'join') return clause === 'on' ? 'from' : clause;
  const endsFrom = ENDS_FROM.has(word) && before !== 'within';
  return clause !== 'none' && endsFrom ? 'afterFrom' : clause;
}

function isNumber({ text }: SqlToken): boolean {
  return /^\d/.test(text);
}

/** The words of a text, which are separated by blanks. */
function wordsOf(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}
