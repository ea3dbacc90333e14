import { overwrite, type SqlEdit } from '../sql-edits.ts';
import { lower, type SqlToken, significantTokens } from '../sql-tokens.ts';

/** A date, with or without a time, followed by something that can only be a zone. */
const ZONED = /^'\s*\d{4}-\d{1,2}-\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?\s*(?:[A-Za-z]|[+-]\d)/;

/** The same with a named zone other than UTC, whose clocks may change. */
const IN_REGION =
  /^'\s*(\d{4}-\d{1,2}-\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?)\s*((?!(?:UTC|GMT|Z)\s*')[A-Za-z][\w/+-]*)\s*'$/i;

/** The engine reads a zone only after a time with seconds. */
function withSeconds(literal: string): string {
  return literal
    .replace(/(?<=\d-\d{1,2})(?=\s+[A-Za-z+-])/, ' 00:00')
    .replace(/(?<=[ T]\d{1,2}:\d{2})(?=\s*[A-Za-z+-])/, ':00');
}

/** The functions that accept IGNORE NULLS; for others it stays in place, and the engine reports it. */
const VALUE_FUNCTIONS = /^"?(?:lag|lead|first_value|last_value|nth_value)"?$/i;

/** Translates Presto's literals, clauses after calls, and AT TIME ZONE for the engine. */
export function literalEdits(tokens: readonly SqlToken[]): readonly SqlEdit[] {
  const significant = significantTokens(tokens);
  const openings = openingsOf(significant);
  return significant.flatMap((token, index) => {
    const tokenAfter = (steps: number) => significant[index + steps];
    if (token.kind === 'word')
      return tokenAfter(1)?.kind === 'text'
        ? typedLiteralEdits(token, tokenAfter(1))
        : atTimeZoneEdits(token, tokenAfter);
    if (token.text !== ')') return [];
    return [...nullTreatmentEdits(significant, index, openings), ...withinGroupEdits(token, tokenAfter)];
  });
}

/** The index of each opening parenthesis, by the index of its closing one. */
function openingsOf(significant: readonly SqlToken[]): ReadonlyMap<number, number> {
  const openings = new Map<number, number>();
  const openIndexes: number[] = [];
  for (const [index, { text }] of significant.entries()) {
    if (text === '(') openIndexes.push(index);
    else if (text === ')') openings.set(index, openIndexes.pop() ?? -1);
  }
  return openings;
}

/** `SHOW COLUMNS FROM t` becomes `DESCRIBE t`. No edits for other SHOW and DESCRIBE; undefined for other statements. */
export function showEdits(tokens: readonly SqlToken[]): readonly SqlEdit[] | undefined {
  const [first, second, third] = significantTokens(tokens);
  if (!first || !/^(?:show|describe|desc)$/i.test(first.text)) return undefined;
  const isColumns = lower(second) === 'columns' && /^(?:from|in)$/i.test(third?.text ?? '');
  return second && third && isColumns
    ? [overwrite(first, 'DESCRIBE'), overwrite(second, ''), overwrite(third, '')]
    : [];
}

function typedLiteralEdits(word: SqlToken, literal: SqlToken | undefined): readonly SqlEdit[] {
  if (!literal) return [];
  const isAdjacent = literal.at === word.at + word.text.length;
  switch (lower(word)) {
    case 'x':
      return isAdjacent
        ? [overwrite(word, 'unhex('), overwrite(literal, `${literal.text.replaceAll(/\s/g, '')})`)]
        : [];
    case 'timestamp': {
      const [, time, zone] = IN_REGION.exec(literal.text) ?? [];
      if (time !== undefined && zone !== undefined)
        return [overwrite(word, '_instant(TIMESTAMP'), overwrite(literal, `'${time}', '${zone}')`)];
      return ZONED.test(literal.text)
        ? [
            overwrite(word, 'TIMESTAMPTZ'),
            overwrite(literal, withSeconds(literal.text).replace(/(?<!\s)\s+(?=[+-]\d)/, '')),
          ]
        : [];
    }
    case 'decimal':
      return /^'[+-]?\d+(?:\.\d+)?'$/.test(literal.text)
        ? [overwrite(word, ''), overwrite(literal, literal.text.slice(1, -1))]
        : [];
    default:
      return [];
  }
}

/** Presto reads a time without zone as UTC and converts it; the engine would read it as local time of the zone. */
function atTimeZoneEdits(word: SqlToken, tokenAfter: (steps: number) => SqlToken | undefined): readonly SqlEdit[] {
  const isZone = lower(word) === 'at' && lower(tokenAfter(1)) === 'time' && lower(tokenAfter(2)) === 'zone';
  return isZone ? [overwrite(word, '::TIMESTAMPTZ AT')] : [];
}

/** `lag(x) IGNORE NULLS` becomes `lag(x IGNORE NULLS)`, also if FILTER (…) precedes IGNORE NULLS. */
function nullTreatmentEdits(
  significant: readonly SqlToken[],
  end: number,
  openings: ReadonlyMap<number, number>,
): readonly SqlEdit[] {
  const [treatment, nulls] = [significant[end + 1], significant[end + 2]];
  if (!treatment || !nulls || !/^(?:ignore|respect)$/i.test(treatment.text) || lower(nulls) !== 'nulls') return [];
  const word = (openings.get(end) ?? 0) - 1;
  const isFilter = lower(significant[word]) === 'filter' && significant[word - 1]?.text === ')';
  const callEnd = isFilter ? word - 1 : end;
  const [close, name] = [significant[callEnd], significant[(openings.get(callEnd) ?? 0) - 1]];
  if (!close || !VALUE_FUNCTIONS.test(name?.text ?? '')) return [];
  return [overwrite(close, ` ${treatment.text} ${nulls.text})`), overwrite(treatment, ''), overwrite(nulls, '')];
}

/** `listagg(x) WITHIN GROUP (ORDER BY y)` becomes `listagg(x ORDER BY y)`. */
function withinGroupEdits(close: SqlToken, tokenAfter: (steps: number) => SqlToken | undefined): readonly SqlEdit[] {
  const [first, second, third] = [tokenAfter(1), tokenAfter(2), tokenAfter(3)];
  const isGroup = lower(first) === 'within' && lower(second) === 'group' && third?.text === '(';
  return first && second && third && isGroup
    ? [overwrite(close, ''), overwrite(first, ''), overwrite(second, ''), overwrite(third, '')]
    : [];
}
