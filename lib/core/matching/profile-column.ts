import { isMissing, trim } from '../record/clean.ts';
import { isAccepted } from '../record/derivation.ts';
import type { FieldSpec } from '../record/field.ts';
import { copyText } from '../text/copy-text.ts';
import { namedDayIn } from '../text/month-names.ts';
import type { CheckedValues, ColumnProfile, UnitHints, WordShapes } from './column-profile.ts';

/** More values, or longer ones, are too many for a person to match one by one. */
const MAX_LISTED = 200;
const MAX_LISTED_LENGTH = 100;
/** How many examples are kept for a column with too many values to list. */
const MAX_TEXTS = 30;
/** How many of the most frequent values of such a column are checked, to decide whether it fits a field. */
const MAX_CHECKED = 300;
/** Hints are taken from the first records only. */
export const MAX_HINT_RECORDS = 10_000;

const DAY_IN_ANY_ORDER = /^(\d{1,2})[./-](\d{1,2})[./-](?:\d{4}|\d{2})(?!\d)/;
const ZONELESS_TIME =
  /^(?:[MTSHR]|\p{Script=Han}{2})?\d{1,4}[-./年]\d{1,2}[-./月]\d{1,4}日?(?:[T ]?(?:午[前後]|[T ])\s*\d{1,2}(?::|h|時)\d{2}.*)?$/u;
/** The longest spellings have names of months and a time: `27 de septiembre de 2026, 14:05:00`. */
const MAX_TIME_LENGTH = 50;
const TIME_AFTER_DAY = /^[,\s]+(?:à\s+|um\s+|at\s+)?\d{1,2}(?::|h|時)\d{2}/u;
/** An offset after a time, such as `14:05:00+00`, or the name of a zone. The `-2026` of `21-11-2026` is a year. */
const ENDS_WITH_ZONE = /(?:\d(?::|h|時)\d{2}.{0,20}[+-]\d{2}(?::?\d{2})?|Z|UTC|GMT|\/[A-Za-z_]+)$/;
const FRACTION = /\d([.,])(\d+)\D{0,4}$/;
const WITH_PHONE_CODE = /^(?:\+|00)[\d\s()/.-]{7,}$/;
const PHONE_CODE_DIGITS = 3;
/** `1.299,-` */
const NO_FRACTION = /\d([.,])[-–—]\D{0,4}$/;
/** An area code alone is the first of several columns with one number. */
const LOCAL_PHONE = /^(?:\(?0?[1-9(][\d\s()/.-]{5,}\d|0\d{1,4})$/;

/** Collects the profile of a column. Its memory is bounded by `maxDistinct`. */
export class ColumnCounter {
  readonly #column: string;
  readonly #maxDistinct: number;
  readonly #fields: readonly FieldSpec[];
  readonly #counts = new Map<string, Counted>();
  #last: Counted | undefined;
  #filled = 0;
  #hasMore = false;
  #hints: UnitHints = NO_HINTS;
  #words: WordShapes = NO_WORDS;

  /** `fields` are those whose values can be matched, if any. */
  constructor(column: string, maxDistinct: number, fields: readonly FieldSpec[] = []) {
    this.#column = column;
    this.#maxDistinct = maxDistinct;
    this.#fields = fields;
  }

  add(cell: string, record: number): void {
    const text = trim(cell);
    if (isMissing(text)) return;
    this.#filled += 1;
    // Once there are too many values to count, counts are useless, and looking the values up would take most of the
    // time.
    if (!this.#hasMore) this.#count(text);
    if (record > MAX_HINT_RECORDS) return;
    this.#hints = withHints(this.#hints, text);
    this.#words = withWords(this.#words, text);
  }

  /** Records often repeat the value of the previous one, and a comparison is faster than a lookup. */
  #count(text: string): void {
    const counted = this.#last?.text === text ? this.#last : this.#counts.get(text);
    if (counted) {
      counted.records += 1;
      this.#last = counted;
    } else if (this.#counts.size < this.#maxDistinct) {
      const copy = copyText(text);
      this.#last = { text: copy, records: 1 };
      this.#counts.set(copy, this.#last);
    } else this.#hasMore = true;
  }

  get profile(): ColumnProfile {
    const [counts, hasMore] = [this.#counts, this.#hasMore];
    const isList = !hasMore && counts.size <= MAX_LISTED && [...counts.keys()].every(isShort);
    const values = [...counts.values()].sort((a, b) => b.records - a.records);
    return {
      column: this.#column,
      filled: this.#filled,
      distinct: counts.size,
      hasMore,
      ...(isList
        ? { values, texts: [], checked: null }
        : { values: null, texts: firstTexts(counts), checked: checkedValues(values, this.#fields) }),
      hints: this.#hints,
      words: this.#words,
    };
  }
}

interface Counted {
  readonly text: string;
  records: number;
}

/** How many of the most frequent values each of the fields accepts. */
function checkedValues(values: readonly Counted[], fields: readonly FieldSpec[]): CheckedValues {
  const checked = values.slice(0, MAX_CHECKED);
  const accepted = fields.map((field) => [field.name, checked.filter(({ text }) => isAccepted(field, text)).length]);
  return { checkedCount: checked.length, accepted: Object.fromEntries(accepted) };
}

/** In file order, which the map keeps. */
function firstTexts(counts: ReadonlyMap<string, unknown>): readonly string[] {
  return [...counts.keys().filter(isShort).take(MAX_TEXTS)];
}

function isShort({ length }: string): boolean {
  return length <= MAX_LISTED_LENGTH;
}

const NO_HINTS: UnitHints = {
  dayFirst: 0,
  monthFirst: 0,
  anyOrder: 0,
  withoutZone: 0,
  comma: 0,
  point: 0,
  anySign: 0,
  anyComma: 0,
  localPhones: 0,
  phoneCodes: {},
  examples: {},
};

const NO_WORDS: WordShapes = { textCount: 0, single: 0, several: 0, comma: 0, familyFirst: 0 };
/** A word of a name begins with a capital, or its script has none; `von` and `de la` are parts of names. */
const NAME = /^(?:[\p{Lu}\p{Lo}][\p{L}\p{M}.'’‐-]*,?|v[ao]n|der?|den|d[aeiou]s?|del|la|le|y)$/u;
const FAMILY_FIRST = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const MAX_NAME_LENGTH = 80;

function withWords(words: WordShapes, text: string): WordShapes {
  const counted = { ...words, textCount: words.textCount + 1 };
  const parts = text.length > MAX_NAME_LENGTH ? [] : text.split(/\s+/u);
  if (parts.length === 0 || !parts.every((part) => NAME.test(part))) return counted;
  const kind = parts.length === 1 ? 'single' : parts[0]?.endsWith(',') ? 'comma' : 'several';
  const familyFirst = words.familyFirst + (FAMILY_FIRST.test(text) ? 1 : 0);
  return { ...counted, [kind]: words[kind] + 1, familyFirst };
}

function withHints(hints: UnitHints, text: string): UnitHints {
  if (!/\d/.test(text)) return hints;
  return withPhone(withNumber(withDate(hints, text), text), text);
}

function withDate(hints: UnitHints, text: string): UnitHints {
  const [, first = '', second = ''] = DAY_IN_ANY_ORDER.exec(text) ?? [];
  const isLocal = (ZONELESS_TIME.test(text) && !ENDS_WITH_ZONE.test(text)) || isNamedTime(text);
  const timed = isLocal
    ? { ...hints, withoutZone: hints.withoutZone + 1, examples: withExample(hints, 'time', text) }
    : hints;
  if (first === '') return timed;
  const [a, b] = [Number(first), Number(second)];
  const kind = a > 12 ? 'dayFirst' : b > 12 ? 'monthFirst' : 'anyOrder';
  if (a > 31 || b > 31 || (a > 12 && b > 12)) return timed;
  return { ...timed, [kind]: timed[kind] + 1, examples: withExample(timed, 'date', text) };
}

/** A day whose month is a word, with or without a time, and without a zone. */
function isNamedTime(text: string): boolean {
  if (text.length > MAX_TIME_LENGTH) return false;
  const named = namedDayIn(text);
  if (named === undefined || ENDS_WITH_ZONE.test(named.rest)) return false;
  return named.rest === '' || TIME_AFTER_DAY.test(named.rest);
}

function withNumber(hints: UnitHints, text: string): UnitHints {
  const [, sign, digits = ''] = NO_FRACTION.exec(text) ?? FRACTION.exec(text) ?? [];
  if (sign === undefined) return hints;
  const separators: readonly string[] = text.match(/[.,]/g) ?? [];
  const isAmbiguous = digits.length === 3 && separators.length === 1;
  // The same sign twice separates thousands: `1,234,567`.
  const isGrouped = separators.length > 1 && separators.every((each) => each === sign);
  const kind = isAmbiguous ? 'anySign' : (sign === ',') === isGrouped ? 'point' : 'comma';
  const anyComma = hints.anyComma + (isAmbiguous && sign === ',' ? 1 : 0);
  return { ...hints, [kind]: hints[kind] + 1, anyComma, examples: withExample(hints, 'number', text) };
}

function withPhone(hints: UnitHints, text: string): UnitHints {
  if (WITH_PHONE_CODE.test(text)) {
    const digits = text.replace(/^00|\D/g, '').slice(0, PHONE_CODE_DIGITS);
    return { ...hints, phoneCodes: { ...hints.phoneCodes, [digits]: (hints.phoneCodes[digits] ?? 0) + 1 } };
  }
  if (!LOCAL_PHONE.test(text)) return hints;
  return { ...hints, localPhones: hints.localPhones + 1, examples: withExample(hints, 'phone', text) };
}

function withExample({ examples }: UnitHints, kind: keyof UnitHints['examples'], text: string): UnitHints['examples'] {
  return examples[kind] === undefined ? { ...examples, [kind]: copyText(text) } : examples;
}
