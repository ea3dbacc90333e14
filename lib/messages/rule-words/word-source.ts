import type { DataType } from '../../core/audience/data-type.ts';

/** Texts of `segment-editor`, and the names of what rules refer to. */
export interface WordSource {
  readonly locale: string;
  readonly text: (key: string, params?: Readonly<Record<string, string | number>>) => string;
  /** The name of a segment; undefined if there is none with this id. */
  readonly segmentName: (id: string) => string | undefined;
  readonly behaviorName: (table: string) => string;
  /** Undefined for a column that the build does not have. */
  readonly typeOf: (table: string, column: string) => DataType | undefined;
}

/** No text of a rule has this character. */
const MARK = '\0';

/** Marks a part of a sentence that is emphasized. */
export function strong(text: string): string {
  return `${MARK}${text}${MARK}`;
}

export interface SentencePart {
  readonly text: string;
  readonly isStrong: boolean;
}

export function partsOf(sentence: string): readonly SentencePart[] {
  return sentence
    .split(MARK)
    .map((text, index) => ({ text, isStrong: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}

export function plainText(sentence: string): string {
  return sentence.replaceAll(MARK, '');
}

export function numberText({ locale }: WordSource, number: number): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 10 }).format(number);
}

/** `a`, `b` or `c`. */
export function alternatives({ locale }: WordSource, texts: readonly string[]): string {
  return new Intl.ListFormat(locale, { type: 'disjunction' }).format(texts);
}
