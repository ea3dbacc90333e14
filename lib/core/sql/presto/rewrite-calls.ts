import { UserError } from '../../errors.ts';
import { applyEdits, positionAt, type SqlEdit } from '../sql-edits.ts';
import type { SqlCall, SqlToken } from '../sql-tokens.ts';
import { type Lambda, rewriteOf } from './rewrites.ts';
import { unsupportedError } from './unsupported.ts';

/** The maximum length of all rewritten calls together: a repeated argument doubles with each enclosing call. */
const MAX_REWRITTEN_LENGTH = 1_000_000;

/**
 * Merges edits and rewrites of calls, from the last call to the first, so that inner calls come before outer ones.
 * `after` is a stack of the edits after the start of the current call, with the nearest on top.
 */
export function rewriteCalls(sql: string, edits: readonly SqlEdit[], calls: readonly SqlCall[]): readonly SqlEdit[] {
  const before = edits.toSorted((a, b) => a.at - b.at);
  const after: SqlEdit[] = [];
  let rewrittenLength = 0;
  for (const call of calls.toSorted((a, b) => b.word.at - a.word.at)) {
    const rewrite = rewriteOf(call);
    if (!rewrite) continue;
    const following = sql.slice(call.close.at + 1);
    const end = call.close.at + 1 + (rewrite.alsoReplaces?.exec(following)?.[0].length ?? 0);
    moveWhile(before, after, ({ at }) => at >= call.word.at);
    const within: SqlEdit[] = [];
    moveWhile(after, within, ({ at }) => at < end);
    const textOf = (tokens: readonly SqlToken[]) => sliced(sql, tokens, within);
    const text = rewrite.apply(call.args.map(textOf), lambdaOf(call.args.at(-1) ?? [], textOf), following);
    if (text === undefined) throw unsupportedError(sql, call.word, 'none');
    rewrittenLength += text.length;
    if (rewrittenLength > MAX_REWRITTEN_LENGTH)
      throw new UserError('query_too_nested', { ...positionAt(sql, call.word.at) });
    after.push({ at: call.word.at, length: end - call.word.at, text });
    // Edits that only insert text before the call remain before it.
    after.push(...within.filter(({ at, length }) => at === call.word.at && length === 0).reverse());
  }
  return [...before, ...after.reverse()];
}

/** Moves edits from the top of a stack to another stack, up to the first one that does not belong there. */
function moveWhile(from: SqlEdit[], to: SqlEdit[], belongs: (edit: SqlEdit) => boolean): void {
  for (let last = from.at(-1); last && belongs(last); last = from.at(-1)) {
    to.push(last);
    from.pop();
  }
}

/** The text from the first to the last of these tokens, with the edits within it applied. Edits are sorted. */
function sliced(sql: string, tokens: readonly SqlToken[], edits: readonly SqlEdit[]): string {
  const from = tokens[0]?.at ?? 0;
  const last = tokens.at(-1);
  const until = last ? last.at + last.text.length : from;
  const within = edits.slice(firstAt(edits, from), firstAt(edits, until));
  return applyEdits(
    sql.slice(from, until),
    within.map((edit) => ({ ...edit, at: edit.at - from })),
  ).text;
}

/** The index of the first edit at or after this offset. */
function firstAt(edits: readonly SqlEdit[], offset: number): number {
  let low = 0;
  let high = edits.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((edits[middle]?.at ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `(a, b) -> …`; undefined if it is not a lambda with two parameters. */
function lambdaOf(tokens: readonly SqlToken[], textOf: (tokens: readonly SqlToken[]) => string): Lambda | undefined {
  const [open, a, comma, b, close, dash, arrow, ...body] = tokens;
  const signs = [open, comma, close, dash, arrow].map((token) => token?.text).join('');
  if (signs !== '(,)->' || !a || !b || body.length === 0) return undefined;
  return { first: textOf([a]), second: textOf([b]), body: textOf(body) };
}
