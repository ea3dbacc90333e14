import { plainLetters } from './plain-letters.ts';

/** An option of a list, with the texts by which a person can find it. */
export interface SearchedOption {
  readonly label: string;
  readonly code?: string | undefined;
  readonly keywords?: string | undefined;
  readonly detail?: string | undefined;
}

/**
 * The options that contain all typed words, best first: as the whole code, at the beginning of the label, at the
 * beginnings of its words, anywhere in it, then in the keywords, in the code, and in all texts together. Options of the
 * same rank keep their order.
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
  const texts = [label, keywords, code, detail].map((text) => normalized(text ?? ''));
  const [plainLabel, plainKeywords, plainCode] = texts;
  const tests = [
    plainCode === typed.join(' '),
    plainLabel?.startsWith(typed.join(' ')),
    beginsIn(plainLabel, typed),
    containsIn(plainLabel, typed),
    beginsIn(plainKeywords, typed),
    containsIn(plainKeywords, typed),
    containsIn(plainCode, typed),
    containsIn(texts.join(' '), typed),
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

/** A text in lower case, without accents and of normal width; signs between words become blanks. */
function normalized(text: string): string {
  return plainLetters(text)
    .replace(/[\s_.,;:/()[\]-]+/gu, ' ')
    .trim();
}
