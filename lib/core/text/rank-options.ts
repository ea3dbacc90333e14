import { plainLetters } from './plain-letters.ts';

/** An option of a list, with the texts by which a person can find it. */
export interface SearchedOption {
  readonly label: string;
  readonly code?: string | undefined;
  readonly keywords?: string | undefined;
  readonly detail?: string | undefined;
}

/**
 * The options that contain all typed words, best first: names that begin with what was typed, names in which each typed
 * word begins a word, names that contain the typed words, then other words for the option, codes, and details. Options
 * of the same rank keep their order.
 */
export function rankOptions<O extends SearchedOption>(options: readonly O[], typed: string): readonly O[] {
  const words = normalized(typed).split(' ').filter(Boolean);
  if (words.length === 0) return options;
  const ranked = options.map((option) => ({ option, rank: rankOf(option, words) }));
  return ranked
    .filter(({ rank }) => rank !== undefined)
    .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ option }) => option);
}

function rankOf({ label, code, keywords, detail }: SearchedOption, typed: readonly string[]): number | undefined {
  const [name, others, codes, details] = [label, keywords, code, detail].map((text) => normalized(text ?? ''));
  const tests = [
    name?.startsWith(typed.join(' ')),
    beginsIn(name, typed),
    containsIn(name, typed),
    beginsIn(others, typed),
    containsIn(others, typed),
    containsIn(codes, typed),
    containsIn([name, others, codes, details].join(' '), typed),
  ];
  const rank = tests.indexOf(true);
  return rank < 0 ? undefined : rank;
}

function beginsIn(text = '', typed: readonly string[]): boolean {
  return typed.every((word) => ` ${text}`.includes(` ${word}`));
}

function containsIn(text = '', typed: readonly string[]): boolean {
  return typed.every((word) => text.includes(word));
}

/** A text without differences of case, width and accents; signs between words become blanks. */
function normalized(text: string): string {
  return plainLetters(text)
    .replace(/[\s_.,;:/()[\]-]+/gu, ' ')
    .trim();
}
