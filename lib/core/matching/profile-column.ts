import { isMissing, trim } from '../record/clean.ts';
import { isAccepted } from '../record/derivation.ts';
import type { FieldSpec } from '../record/field.ts';
import { copyText } from '../text/copy-text.ts';
import type { CheckedValues, ColumnProfile, UnitHints, WordShapes } from './column-profile.ts';
import { NO_HINTS, withHints } from './profile/unit-hints.ts';
import { NO_WORDS, withWords } from './profile/word-shapes.ts';

/** A column with more values, or longer ones, is not listed: a person could not match its values one by one. */
const MAX_LISTED = 200;
const MAX_LISTED_LENGTH = 100;
/** How many examples are kept for a column with too many values to list. */
const MAX_TEXTS = 30;
/** In a column that is not listed, this many of the most frequent values are checked, to see which fields they fit. */
const MAX_CHECKED = 300;
/** Hints are taken from the first records only. */
export const MAX_HINT_RECORDS = 10_000;

/** Collects the profile of a column. To limit memory, at most `maxDistinct` distinct values are counted. */
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
    // Once there are too many values to count, counts are useless, and looking values up would take most of the time.
    if (!this.#hasMore) this.#count(text);
    if (record > MAX_HINT_RECORDS) return;
    this.#hints = withHints(this.#hints, text);
    this.#words = withWords(this.#words, text);
  }

  /**
   * Counts a value. Compares it with the previous one first: records often repeat it, and a comparison is faster than a
   * lookup.
   */
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
    const counts = this.#counts;
    const isListed = !this.#hasMore && counts.size <= MAX_LISTED && [...counts.keys()].every(isShort);
    const values = [...counts.values()].sort((a, b) => b.records - a.records);
    return {
      column: this.#column,
      filled: this.#filled,
      distinct: counts.size,
      hasMore: this.#hasMore,
      mostFrequentCount: values[0]?.records ?? 0,
      values: isListed ? values : null,
      texts: isListed ? [] : firstTexts(counts),
      checked: isListed ? null : checkedValues(values, this.#fields),
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

/** The first short values, in file order: a map keeps the order in which keys were added. */
function firstTexts(counts: ReadonlyMap<string, unknown>): readonly string[] {
  return [...counts.keys().filter(isShort).take(MAX_TEXTS)];
}

function isShort({ length }: string): boolean {
  return length <= MAX_LISTED_LENGTH;
}
