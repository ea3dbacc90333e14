import { overwrite, type SqlEdit } from '../sql-edits.ts';
import { lower, type SqlToken, significantTokens } from '../sql-tokens.ts';

/** A date, with or without a time, followed by something that can only be a zone. */
const ZONED = /^'\s*\d{4}-\d{1,2}-\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?\s*(?:[A-Za-z]|[+-]\d)/;

/** A date, with or without a time, and a named zone other than UTC, whose clocks may change. */
const IN_REGION =
  /^'\s*(?<time>\d{4}-\d{1,2}-\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?)\s*(?<zone>(?!(?:UTC|GMT|Z)\s*')[A-Za-z][\w/+-]*)\s*'$/i;

/** Adds a missing time or missing seconds: the engine reads a zone only after a time with seconds. */
function withSeconds(literal: string): string {
  return literal
    .replace(/(?<=\d-\d{1,2})(?=\s+[A-Za-z+-])/, ' 00:00')
    .replace(/(?<=[ T]\d{1,2}:\d{2})(?=\s*[A-Za-z+-])/, ':00');
}

/** The functions that accept IGNORE NULLS. After any other function, the clause is kept, and the engine reports it. */
const VALUE_FUNCTIONS = /^"?(?:lag|lead|first_value|last_value|nth_value)"?$/i;

/** Translates Presto's literals, clauses after calls, and AT TIME ZONE for the engine. */
export function literalEdits(tokens: readonly SqlToken[]): readonly SqlEdit[] {
  const significant = significantTokens(tokens);
  const openings = openingsOf(significant);
  return significant.flatMap((token, index) => {
    const following = significant.slice(index + 1, index + 4);
    const [next] = following;
    if (token.kind === 'word' && next?.kind === 'text') return typedLiteralEdits(token, next);
    if (token.kind === 'word') return atTimeZoneEdits(token, following);
    if (token.text !== ')') return [];
    return [...nullTreatmentEdits(significant, index, openings), ...withinGroupEdits(token, following)];
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
  const [show, columns, from] = significantTokens(tokens);
  if (!show || !/^(?:show|describe|desc)$/i.test(show.text)) return undefined;
  if (!columns || lower(columns) !== 'columns' || !from || !/^(?:from|in)$/i.test(from.text)) return [];
  return [overwrite(show, 'DESCRIBE'), overwrite(columns, ''), overwrite(from, '')];
}

function typedLiteralEdits(word: SqlToken, literal: SqlToken): readonly SqlEdit[] {
  switch (lower(word)) {
    case 'x':
      return binaryEdits(word, literal);
    case 'timestamp':
      return timestampEdits(word, literal);
    case 'decimal':
      return decimalEdits(word, literal);
    default:
      return [];
  }
}

/** `X'6A 6B'` becomes `unhex('6A6B')`. There is no blank after the X. */
function binaryEdits(word: SqlToken, literal: SqlToken): readonly SqlEdit[] {
  const isAdjacent = literal.at === word.at + word.text.length;
  if (!isAdjacent) return [];
  return [overwrite(word, 'unhex('), overwrite(literal, `${literal.text.replaceAll(/\s/g, '')})`)];
}

/**
 * `TIMESTAMP '2026-11-21 10:00 Asia/Tokyo'` becomes `_instant(TIMESTAMP '2026-11-21 10:00', 'Asia/Tokyo')`, and
 * `TIMESTAMP '2026-11-21 10:00 +09:00'` becomes `TIMESTAMPTZ '2026-11-21 10:00:00+09:00'`.
 */
function timestampEdits(word: SqlToken, literal: SqlToken): readonly SqlEdit[] {
  const inRegion = IN_REGION.exec(literal.text)?.groups;
  if (inRegion) {
    const { time, zone } = inRegion;
    return [overwrite(word, '_instant(TIMESTAMP'), overwrite(literal, `'${time}', '${zone}')`)];
  }
  if (!ZONED.test(literal.text)) return [];
  const withoutBlank = withSeconds(literal.text).replace(/(?<!\s)\s+(?=[+-]\d)/, '');
  return [overwrite(word, 'TIMESTAMPTZ'), overwrite(literal, withoutBlank)];
}

/** `DECIMAL '1.50'` becomes `1.50`. */
function decimalEdits(word: SqlToken, literal: SqlToken): readonly SqlEdit[] {
  if (!/^'[+-]?\d+(?:\.\d+)?'$/.test(literal.text)) return [];
  return [overwrite(word, ''), overwrite(literal, literal.text.slice(1, -1))];
}

/** Presto reads a time without zone as UTC and converts it; the engine would read it as local time of the zone. */
function atTimeZoneEdits(word: SqlToken, [time, zone]: readonly SqlToken[]): readonly SqlEdit[] {
  const isAtTimeZone = lower(word) === 'at' && lower(time) === 'time' && lower(zone) === 'zone';
  return isAtTimeZone ? [overwrite(word, '::TIMESTAMPTZ AT')] : [];
}

/** `lag(x) IGNORE NULLS` becomes `lag(x IGNORE NULLS)`, also if FILTER (…) precedes IGNORE NULLS. */
function nullTreatmentEdits(
  significant: readonly SqlToken[],
  closeIndex: number,
  openings: ReadonlyMap<number, number>,
): readonly SqlEdit[] {
  const treatment = significant[closeIndex + 1];
  const nulls = significant[closeIndex + 2];
  if (!treatment || !nulls || !/^(?:ignore|respect)$/i.test(treatment.text) || lower(nulls) !== 'nulls') return [];
  const wordIndex = (openings.get(closeIndex) ?? 0) - 1;
  const isFilter = lower(significant[wordIndex]) === 'filter' && significant[wordIndex - 1]?.text === ')';
  const callCloseIndex = isFilter ? wordIndex - 1 : closeIndex;
  const close = significant[callCloseIndex];
  const name = significant[(openings.get(callCloseIndex) ?? 0) - 1];
  if (!close || !VALUE_FUNCTIONS.test(name?.text ?? '')) return [];
  return [overwrite(close, ` ${treatment.text} ${nulls.text})`), overwrite(treatment, ''), overwrite(nulls, '')];
}

/** `listagg(x) WITHIN GROUP (ORDER BY y)` becomes `listagg(x ORDER BY y)`. */
function withinGroupEdits(close: SqlToken, following: readonly SqlToken[]): readonly SqlEdit[] {
  const isWithinGroup = following.map(lower).join(' ') === 'within group (';
  return isWithinGroup ? [close, ...following].map((token) => overwrite(token, '')) : [];
}
