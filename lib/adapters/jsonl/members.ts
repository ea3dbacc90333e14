const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const SPACE = 0x20;

/**
 * Calls `visit` with each member's name and the raw text of its value, so that `1.50` does not become 1.5, and integers
 * beyond 2^53 keep their digits. The text must be a valid JSON object; nothing is checked here.
 */
export function eachMember(text: string, visit: (name: string, value: string) => void): void {
  let at = afterBlanks(text, text.indexOf('{') + 1);
  while (text.charCodeAt(at) !== CLOSE_BRACE) {
    const nameEnd = endOfString(text, at);
    const valueStart = afterBlanks(text, afterBlanks(text, nameEnd) + 1);
    const valueEnd = endOfValue(text, valueStart);
    visit(unquoted(text.slice(at, nameEnd)), text.slice(valueStart, valueEnd));
    at = afterBlanks(text, valueEnd);
    if (text.charCodeAt(at) === COMMA) at = afterBlanks(text, at + 1);
  }
}

/** Whether the raw text of a value is an object. */
export function isObject(value: string): boolean {
  return value.charCodeAt(0) === OPEN_BRACE;
}

/** A value as a cell: strings without quotes, null as the empty string, everything else unchanged. */
export function cellOf(value: string): string {
  if (value.charCodeAt(0) === QUOTE) return unquoted(value);
  return value === 'null' ? '' : value;
}

function unquoted(string: string): string {
  return string.includes('\\') ? (JSON.parse(string) as string) : string.slice(1, -1);
}

function afterBlanks(text: string, at: number): number {
  while (text.charCodeAt(at) <= SPACE) at++;
  return at;
}

function endOfValue(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === QUOTE) return endOfString(text, at);
  if (code === OPEN_BRACE || code === OPEN_BRACKET) return endOfNested(text, at);
  while (!endsWord(text.charCodeAt(at))) at++;
  return at;
}

/** Whether a character ends a number, true, false or null. */
function endsWord(code: number): boolean {
  return code === COMMA || code === CLOSE_BRACE || code <= SPACE;
}

/** Counts instead of recursing, because nesting may be as deep as a record is long. */
function endOfNested(text: string, at: number): number {
  let depth = 0;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
      continue;
    }
    if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
    if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--;
    at++;
    if (depth === 0) return at;
  }
}

/** The position after the string that starts at `at`. */
function endOfString(text: string, at: number): number {
  let quote = text.indexOf('"', at + 1);
  while (isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
  return quote + 1;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++;
  return slashes % 2 === 1;
}
