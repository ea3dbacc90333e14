/**
 * Invisible characters that control a terminal or change the direction of text: controls, line separators, marks of the
 * bidirectional algorithm, and lone surrogates.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** The first such character in Unicode notation, such as U+202E. */
export function firstUnprintable(text: string): string | undefined {
  const [found] = text.match(UNPRINTABLE) ?? [];
  return found === undefined ? undefined : `U+${hexOf(found).toUpperCase()}`;
}

export function withoutUnprintable(text: string): string {
  return text.replace(UNPRINTABLE, '');
}

/** Replaces such characters for a terminal, except line breaks and tabs. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (found) => (found === '\n' || found === '\t' ? found : '\ufffd'));
}

/** JSON that is safe in a terminal: all such characters are escaped. */
export function printableJson(value: unknown): string {
  return escapedJson(JSON.stringify(value));
}

/** Escapes all such characters in JSON. */
export function escapedJson(json: string): string {
  return json.replace(UNPRINTABLE, (found) => `\\u${hexOf(found)}`);
}

function hexOf(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(4, '0');
}
