/** A shorter piece of a text is a copy to V8 from the start. */
const SHORTEST_SLICE = 13;

/**
 * The same text in memory of its own. A cell is a slice of its record's text: whoever keeps it keeps that as a whole, and
 * `JSON.stringify` leaves its fast path, for the whole event, at the first slice that it meets.
 */
export function copyText(text: string): string {
  return text.length < SHORTEST_SLICE ? text : [text.slice(0, 1), text.slice(1)].join('');
}
