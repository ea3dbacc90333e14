/**
 * Invisible characters that control a terminal or change the direction of text: controls, line separators, marks of the
 * bidirectional algorithm, and lone surrogates.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** The first unprintable character in Unicode notation, such as U+202E; undefined if there is none. */
export function firstUnprintable(text: string): string | undefined {
  const [character] = text.match(UNPRINTABLE) ?? [];
  return character === undefined ? undefined : `U+${hexOf(character).toUpperCase()}`;
}

export function withoutUnprintable(text: string): string {
  return text.replace(UNPRINTABLE, '');
}

/** A text for a terminal: unprintable characters are replaced, except line feeds and tabs. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => (character === '\n' || character === '\t' ? character : '\ufffd'));
}

/** A value as JSON that is safe in a terminal. */
export function printableJson(value: unknown): string {
  return escapedJson(JSON.stringify(value));
}

/** Escapes all unprintable characters in JSON. */
export function escapedJson(json: string): string {
  return json.replace(UNPRINTABLE, (character) => `\\u${hexOf(character)}`);
}

function hexOf(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(4, '0');
}
