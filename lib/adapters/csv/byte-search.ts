export const LF = 0x0a;
export const CR = 0x0d;
export const QUOTE = 0x22;

/** The position of the first quote or line end at or after `at`; `stop` if there is none. */
export function findQuoteOrLineEnd(bytes: Uint8Array, at: number, stop: number): number {
  for (; at < stop; at++) {
    const byte = bytes[at];
    if (byte === LF || byte === CR || byte === QUOTE) break;
  }
  return at;
}

/** The position of the first quote at or after `at`; `stop` if there is none. */
export function findQuote(bytes: Uint8Array, at: number, stop: number): number {
  while (at < stop && bytes[at] !== QUOTE) at++;
  return at;
}

/** The position of the first line end at or after `at`, quoted or not; the end of `bytes` if there is none. */
export function findLineEnd(bytes: Uint8Array, at: number): number {
  for (; at < bytes.length; at++) if (bytes[at] === LF || bytes[at] === CR) break;
  return at;
}

/** The zero-based index of the cell with the byte at `at`, in a record whose quoting is valid up to there. */
export function cellIndexAt(bytes: Uint8Array, start: number, at: number, delimiter: number): number {
  let cell = 0;
  let inQuotes = false;
  for (let i = start; i < at; i++) {
    if (bytes[i] === QUOTE) inQuotes = !inQuotes;
    else if (bytes[i] === delimiter && !inQuotes) cell++;
  }
  return cell;
}
