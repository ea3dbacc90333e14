/** V8 copies a shorter slice when it is made. */
const MIN_SLICE_LENGTH = 13;

/**
 * Copies a text into its own memory. A cell is a V8 slice of its record's text: keeping it keeps the whole text in
 * memory, and `JSON.stringify` leaves its fast path for the whole event if it contains a slice.
 */
export function copyText(text: string): string {
  return text.length < MIN_SLICE_LENGTH ? text : [text.slice(0, 1), text.slice(1)].join('');
}
