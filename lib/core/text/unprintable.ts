/**
 * Invisible characters that control a terminal or change the direction of text: controls, line separators, marks of the
 * bidirectional algorithm, and lone surrogates.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** The first unprintable character in Unicode notation, such as U+202E; undefined if there is none. */
export function firstUnprintable(text: string): string | undefined {
  const [found] = text.match(UNPRINTABLE) ?? [];
  return found === undefined ? undefined : `U+${hexOf(found).toUpperCase()}`;
}

export function withoutUnprintable(text: string): string {
  return text.replace(UNPRINTABLE, '');
}

/** A text for a terminal: unprintable characters are replaced, except line breaks and tabs. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (found) => (found === '\n' || found === '\t' ? found : '\ufffd'));
}

/** A value as JSON that is safe in a terminal. */
export function printableJson(value: unknown): string {
  return escapedJson(JSON.stringify(value));
}

/** Escapes all unprintable characters in JSON. */
export function escapedJson(json: string): string {
  return json.replace(UNPRINTABLE, (found) => `\\u${hexOf(found)}`);
}

function hexOf(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(4, '0');
}
