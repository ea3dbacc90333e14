/** Times as a Trino prints them, in ISO 8601, without the zeros at the end of a fraction. */

export function isoTimestamp(text: string): string {
  return isoTime(text.replace(' ', 'T'));
}

/** A time of day keeps its offset: in UTC it may be one of another day. */
export function isoTime(text: string): string {
  return text.replace(/(\.\d*?)0+(?=$|[+-])/, (_, kept: string) => (kept === '.' ? '' : kept));
}

const ZONED = /^(\S+) ([\d:]+)(\.\d+)? (\S+)$/;

/**
 * The moment in UTC. Of the two hours that one reading means where clocks are put back it is the first: which one was
 * meant a Trino does not print. What cannot be read stays as it is.
 */
export function utcTimestamp(text: string): string {
  const [, date = '', time = '', fraction = '', zone = ''] = ZONED.exec(text) ?? [];
  const utc = zone === 'UTC' || zone === 'Z' ? `${date}T${time}` : utcOf(`${date}T${time}`, zone);
  return utc === undefined ? text : `${isoTime(utc + fraction)}Z`;
}

/** Zones are whole seconds from UTC, so that a fraction stays what it is, however fine. */
function utcOf(local: string, zone: string): string | undefined {
  try {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant().toString().slice(0, -1);
  } catch {
    return undefined;
  }
}
