// Each process of the query engine loads this file, so it imports nothing.

/** How many characters of a value are shown. */
export const MAX_SHOWN_LENGTH = 1000;

/** Shortens a long value with an ellipsis, without splitting a surrogate pair. */
export function shorten(value: string): string {
  return value.length > MAX_SHOWN_LENGTH
    ? `${value.slice(0, MAX_SHOWN_LENGTH).replace(/[\uD800-\uDBFF]$/, '')}…`
    : value;
}
