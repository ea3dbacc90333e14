import type { FieldSpec } from '../../record/field.ts';
import { mainWords, typosIn, wordsOfName } from './typos.ts';

/** Shorter names mean too many things: `Customer St` is a street, and `em` and `en` differ by one letter. */
export const MIN_LENGTH_OF_NAME = 4;

/** The field of whose names a text is one with the fewest typos, if any; undefined if it may be either of two. */
export function closestField(fields: readonly FieldSpec[], text: string): FieldSpec | undefined {
  if (text.length < MIN_LENGTH_OF_NAME) return undefined;
  const near = fields
    .map((field) => ({ field, typos: typosOf(field, text) }))
    .filter(({ typos }) => typos < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.typos - b.typos);
  const [first, second] = near;
  return first && first.typos !== second?.typos ? first.field : undefined;
}

/** A plural is no typo where a column has one value: `Orders` is a count, and `Item Names` are those of all items. */
function typosOf(field: FieldSpec, text: string): number {
  const names = splitNames(field).filter((words) => field.shape === 'list' || text !== `${words.join('')}s`);
  return Math.min(Number.POSITIVE_INFINITY, ...names.map((words) => typosIn(text, words)));
}

const SPLIT_NAMES = new WeakMap<FieldSpec, readonly (readonly string[])[]>();

/** The words of each name of a field that is long enough, with and without connecting words, split once. */
function splitNames(field: FieldSpec): readonly (readonly string[])[] {
  const known = SPLIT_NAMES.get(field);
  if (known) return known;
  const names = [field.name, ...(field.aliases ?? [])].map(wordsOfName);
  const all = names.flatMap((words) => [words, mainWords(words)]);
  const split = all.filter((words) => words.join('').length >= MIN_LENGTH_OF_NAME);
  SPLIT_NAMES.set(field, split);
  return split;
}
