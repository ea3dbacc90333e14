/** Expects single blanks: adjacent optional runs of white space would backtrack for a very long time. */
const DURATION = /^(?:(\d+) ?d)? ?(?:(\d+) ?h)? ?(?:(\d+) ?m)? ?(?:(\d+) ?s)?$/i;

/** Seconds of a duration such as `1h 30m`, with units from days to seconds in this order; undefined for other text. */
export function durationSeconds(text: string): number | undefined {
  const given = DURATION.exec(text.trim().replaceAll(/\s+/g, ' '))?.slice(1);
  if (!given?.some((part) => part !== undefined)) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = given.map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

/** Seconds of `hh:mm:ss`, or of `hh:mm` if `parts` allows it; undefined for other text. */
export function clockSeconds(text: string, parts: readonly number[]): number | undefined {
  const given = text.split(':');
  if (!parts.includes(given.length) || !given.every((part) => /^\d{1,4}$/.test(part))) return undefined;
  const [hours = 0, minutes = 0, seconds = 0] = given.map(Number);
  return (hours * 60 + minutes) * 60 + seconds;
}
