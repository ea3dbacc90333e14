import type { FieldSpec } from '../../record/field.ts';
import { MIN_LENGTH_OF_NAME } from './known-names.ts';
import { mainWords, typosIn, wordsOfName } from './typos.ts';

/** The field with the name closest to a text; undefined if no name is close, or two fields are equally close. */
export function closestField(fields: readonly FieldSpec[], text: string): FieldSpec | undefined {
  if (text.length < MIN_LENGTH_OF_NAME) return undefined;
  const [first, second] = fields
    .map((field) => ({ field, typos: typosOf(field, text) }))
    .filter(({ typos }) => typos < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.typos - b.typos);
  return first && first.typos !== second?.typos ? first.field : undefined;
}

/**
 * The fewest typos that turn a name of the field into a text. The plural of a name means something else, unless the
 * field is a list: `Orders` is a count, and `Item Names` are those of all items.
 */
function typosOf(field: FieldSpec, text: string): number {
  const isPlural = (words: readonly string[]) => text === `${words.join('')}s`;
  const names = splitNames(field).filter((words) => field.shape === 'list' || !isPlural(words));
  return Math.min(Number.POSITIVE_INFINITY, ...names.map((words) => typosIn(text, words)));
}

const SPLIT_NAMES = new WeakMap<FieldSpec, readonly (readonly string[])[]>();

/** The words of a field's names, with and without connecting words; without short names. Split once for each field. */
function splitNames(field: FieldSpec): readonly (readonly string[])[] {
  const cached = SPLIT_NAMES.get(field);
  if (cached) return cached;
  const names = [field.name, ...(field.aliases ?? [])].map(wordsOfName);
  const variants = names.flatMap((words) => [words, mainWords(words)]);
  const split = variants.filter((words) => words.join('').length >= MIN_LENGTH_OF_NAME);
  SPLIT_NAMES.set(field, split);
  return split;
}
