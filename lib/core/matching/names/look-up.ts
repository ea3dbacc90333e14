import { type FieldSpec, MAX_SUFFIX } from '../../record/field.ts';
import { normalizedName } from '../../record/field-target.ts';
import { plainLetters } from '../../text/plain-letters.ts';
import { knownNames } from './known-names.ts';

/** The field that the name of a column suggests. */
export interface Suggestion {
  readonly field: FieldSpec;
  /** The number at the end of the column's name; undefined if there is none. */
  readonly suffix: number | undefined;
}

/** Longer texts are never names of fields, and matching takes quadratic time. */
const MAX_NAME_LENGTH = 200;

export function mayBeName(column: string): boolean {
  return column.length <= MAX_NAME_LENGTH;
}

/** Looks a column up by its normalized name, first as written and then without the number at its end. */
export function lookUp(column: string, find: (word: string) => FieldSpec | undefined): Suggestion | undefined {
  const { stem, suffix } = withoutNumber(column);
  const found = numbered(firstOf(wordsOf(stem), find), suffix);
  const isOther = found && wordsOf(column).some((word) => isLookalike(found.field, word));
  return suggestion(firstOf(wordsOf(column), find)) ?? (isOther ? undefined : found);
}

export function isLookalike(field: FieldSpec, word: string): boolean {
  return knownNames(field).lookalikes.has(word);
}

function firstOf(words: readonly string[], find: (word: string) => FieldSpec | undefined): FieldSpec | undefined {
  return words.map(find).find((field) => field !== undefined);
}

/** A Japanese name with the honorific that forms put before it. */
const HONORIFIC = /^[おご御](?=.{2})/u;

/** A normalized name, and the same without an honorific. */
export function wordsOf(column: string): readonly string[] {
  const word = normalizedName(column);
  return HONORIFIC.test(word) ? [word, word.replace(HONORIFIC, '')] : [word];
}

export function plainWordsOf(column: string): readonly string[] {
  return wordsOf(column).map(plainLetters);
}

export function suggestion(field: FieldSpec | undefined): Suggestion | undefined {
  return field && { field, suffix: undefined };
}

export function numbered(field: FieldSpec | undefined, suffix: number | undefined): Suggestion | undefined {
  return field && suffix !== undefined && field.shape !== 'single' ? { field, suffix } : undefined;
}

const NUMBER = /^(.*?\D)[\s_.-]*([1-9]\d{0,2})$/u;

export function withoutNumber(column: string): { readonly stem: string; readonly suffix: number | undefined } {
  const [, stem = '', digits = ''] = NUMBER.exec(column.trim()) ?? [];
  const suffix = Number(digits);
  return digits === '' || suffix > MAX_SUFFIX
    ? { stem: column, suffix: undefined }
    : { stem: stem.replace(/[\s_.-]+$/u, ''), suffix };
}
