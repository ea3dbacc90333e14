import { over, type SqlEdit } from './sql-edits.ts';
import type { SqlToken } from './sql-tokens.ts';

/** A date and time with something behind it that can only be a zone. */
const ZONED = /^'\s*\d{4}-\d{1,2}-\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?\s*(?:[A-Za-z]|[+-]\d)/;

/** Literals that the engine writes otherwise, what stands behind calls, and times in another zone. */
export function literalEdits(tokens: readonly SqlToken[]): readonly SqlEdit[] {
  const solid = tokens.filter(({ kind }) => kind !== 'space');
  return solid.flatMap((token, index) => {
    const next = (steps: number) => solid[index + steps];
    if (token.kind === 'word')
      return next(1)?.kind === 'text' ? typedLiteral(token, next(1)) : phraseEdits(token, next);
    return token.text === ')' ? behindCall(token, next) : [];
  });
}

/** `SHOW COLUMNS FROM t` is `DESCRIBE t`. */
export function showEdits(tokens: readonly SqlToken[]): readonly SqlEdit[] | undefined {
  const [first, second, third] = tokens.filter(({ kind }) => kind !== 'space');
  if (!first || !/^(?:show|describe|desc)$/i.test(first.text)) return undefined;
  const isColumns = lower(second) === 'columns' && /^(?:from|in)$/i.test(third?.text ?? '');
  return second && third && isColumns ? [over(first, 'DESCRIBE'), over(second, ''), over(third, '')] : [];
}

function typedLiteral(word: SqlToken, literal: SqlToken | undefined): readonly SqlEdit[] {
  if (!literal) return [];
  const isAdjacent = literal.at === word.at + word.text.length;
  switch (lower(word)) {
    case 'x':
      return isAdjacent ? [over(word, 'unhex('), over(literal, `${literal.text.replaceAll(/\s/g, '')})`)] : [];
    case 'timestamp':
      return ZONED.test(literal.text)
        ? [over(word, 'TIMESTAMPTZ'), over(literal, literal.text.replace(/\s+(?=[+-]\d)/, ''))]
        : [];
    case 'decimal':
      return /^'[+-]?\d+(?:\.\d+)?'$/.test(literal.text)
        ? [over(word, ''), over(literal, literal.text.slice(1, -1))]
        : [];
    default:
      return [];
  }
}

/** A time without a zone is one in UTC, and is shown in the other zone: the engine would take it for one there. */
function phraseEdits(word: SqlToken, next: (steps: number) => SqlToken | undefined): readonly SqlEdit[] {
  const isZone = lower(word) === 'at' && lower(next(1)) === 'time' && lower(next(2)) === 'zone';
  return isZone ? [over(word, '::TIMESTAMPTZ AT')] : [];
}

/** `f(x) IGNORE NULLS` is `f(x IGNORE NULLS)`, `listagg(x) WITHIN GROUP (ORDER BY y)` is `listagg(x ORDER BY y)`. */
function behindCall(close: SqlToken, next: (steps: number) => SqlToken | undefined): readonly SqlEdit[] {
  const [first, second, third] = [next(1), next(2), next(3)];
  if (!first || !second) return [];
  if (lower(second) === 'nulls' && /^(?:ignore|respect)$/i.test(first.text))
    return [over(close, ` ${first.text} ${second.text})`), over(first, ''), over(second, '')];
  const isGroup = lower(first) === 'within' && lower(second) === 'group' && third?.text === '(';
  return isGroup ? [over(close, ''), over(first, ''), over(second, ''), over(third, '')] : [];
}

function lower(token: SqlToken | undefined): string {
  return token?.text.toLowerCase() ?? '';
}
