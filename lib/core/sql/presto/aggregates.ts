import { overwrite, type SqlEdit } from '../sql-edits.ts';
import { closes, lower, opens, type SqlCall, type SqlToken } from '../sql-tokens.ts';

/**
 * In Presto, max_by and min_by can return a NULL of their first argument. The engine's functions skip NULL, except
 * those whose names end with `_null`, which cannot return several values. So `max_by(x, y)` becomes `arg_max_null(x,
 * y)`, and `max_by(x, y, n)` becomes `_first_fields(arg_max(ROW(x), y, n))`.
 */
export function byEdits(call: SqlCall, engineName: string): readonly SqlEdit[] {
  if (call.arity === 2) return [overwrite(call.word, `${engineName}_null`)];
  const [comma] = call.commas;
  if (call.arity !== 3 || !comma) return [];
  return wrapEdits(call, { result: '_first_fields', aggregate: engineName, argument: 'ROW', until: comma });
}

/** The engine's functions for a call of an aggregate: `result(aggregate(argument(…)))`. */
interface Wrapping {
  readonly result: string;
  readonly aggregate: string;
  /** Gets the arguments of the call. */
  readonly argument: string;
  /** The comma after the last of these arguments; undefined for all arguments. */
  readonly until?: SqlToken;
}

/** `map_agg(k, v ORDER BY v) FILTER (WHERE c)` becomes `_map_of(list(ROW(k, v) ORDER BY v) FILTER (WHERE c))`. */
export function wrapEdits(call: SqlCall, { result, aggregate, argument, until }: Wrapping): readonly SqlEdit[] {
  const { word, open, close, args } = call;
  const [first] = args[0] ?? [];
  const start = first && /^(?:distinct|all)$/i.test(first.text) ? first : open;
  const end = until ?? orderOf(args.at(-1) ?? []) ?? close;
  const last = endOfClauses(call);
  const begin = [overwrite(word, `${result}(${aggregate}`), overwrite(start, `${start.text} ${argument}(`)];
  if (end === last) return [...begin, overwrite(end, `) ${end.text})`)];
  return [...begin, overwrite(end, `) ${end.text}`), overwrite(last, `${last.text})`)];
}

/** The ORDER of an aggregate's own ORDER BY, not of one in parentheses in its argument. */
function orderOf(argument: readonly SqlToken[]): SqlToken | undefined {
  let depth = 0;
  return argument.find((token, index) => {
    if (opens(token)) depth += 1;
    else if (closes(token)) depth -= 1;
    return depth === 0 && lower(token) === 'order' && lower(argument[index + 1]) === 'by';
  });
}

/** The last token of an aggregate's call with its FILTER (…) and OVER (…). */
function endOfClauses({ close, after }: SqlCall): SqlToken {
  let end = close;
  let step = 1;
  while (/^(?:filter|over)$/.test(lower(after(step)))) {
    let depth = 0;
    do {
      step += 1;
      const token = after(step);
      if (!token) return end;
      if (opens(token)) depth += 1;
      else if (closes(token)) depth -= 1;
      end = token;
    } while (depth > 0);
    step += 1;
  }
  return end;
}
