/**
 * What is not seen, but steers a terminal or turns the direction of the text around it: controls, line separators, marks of
 * direction (those of Unicode's bidirectional algorithm) and halves of characters.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** The first such character of a text, as Unicode writes it: U+202E. */
export function firstUnprintable(text: string): string | undefined {
  const [found] = text.match(UNPRINTABLE) ?? [];
  return found === undefined ? undefined : `U+${hexOf(found).toUpperCase()}`;
}

export function withoutUnprintable(text: string): string {
  return text.replace(UNPRINTABLE, '');
}

/** A text for a terminal: what would steer it is seen instead. Lines and tabs stay. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (found) => (found === '\n' || found === '\t' ? found : '\ufffd'));
}

/** JSON for a terminal as well as for a script: the same values, with all such characters escaped. */
export function printableJson(value: unknown): string {
  return escapedJson(JSON.stringify(value));
}

/** JSON on one line, with all such characters escaped. */
export function escapedJson(json: string): string {
  return json.replace(UNPRINTABLE, (found) => `\\u${hexOf(found)}`);
}

function hexOf(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(4, '0');
}
