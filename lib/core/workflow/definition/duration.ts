/** Matches only single spaces, because adjacent optional runs of spaces would backtrack for a very long time. */
const DURATION = /^(?:(\d+) ?d)? ?(?:(\d+) ?h)? ?(?:(\d+) ?m)? ?(?:(\d+) ?s)?$/i;

/** Seconds of a duration such as `1h 30m`, with units from days to seconds in this order; undefined for other text. */
export function durationSeconds(text: string): number | undefined {
  const parts = DURATION.exec(text.trim().replaceAll(/\s+/g, ' '))?.slice(1);
  if (!parts?.some((part) => part !== undefined)) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

/** Seconds of `hh:mm:ss`, or of `hh:mm` if `partCounts` includes 2; undefined for other text. */
export function clockSeconds(text: string, partCounts: readonly number[]): number | undefined {
  const parts = text.split(':');
  if (!partCounts.includes(parts.length) || !parts.every((part) => /^\d{1,4}$/.test(part))) return undefined;
  const [hours = 0, minutes = 0, seconds = 0] = parts.map(Number);
  return (hours * 60 + minutes) * 60 + seconds;
}
