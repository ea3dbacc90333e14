/** Times as accepted by TD's functions: Unix seconds, or a date with or without time and zone. */

const DATE =
  /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?\s*(Z|[+-]\d{2}(?::?\d{2})?|[A-Za-z][\w/+-]*)?$/;

const ABBREVIATED: Readonly<Record<string, string>> = {
  Z: 'UTC',
  JST: 'Asia/Tokyo',
  PST: 'America/Los_Angeles',
  PDT: 'America/Los_Angeles',
  MST: 'America/Denver',
  MDT: 'America/Denver',
  CST: 'America/Chicago',
  CDT: 'America/Chicago',
  EST: 'America/New_York',
  EDT: 'America/New_York',
};

/** Unix seconds; undefined if the text is not such a time or the zone is unknown. */
export function unixOfText(written: string, zone: string): number | undefined {
  const text = written.trim();
  if (/^[+-]?\d{1,15}$/.test(text)) return Number(text);
  const [, date, time = '00:00', ownZone = zone] = DATE.exec(text) ?? [];
  if (date === undefined) return undefined;
  try {
    const local = Temporal.PlainDateTime.from(`${date}T${time}`, { overflow: 'reject' });
    return Math.floor(local.toZonedDateTime(zoneId(ownZone)).epochMilliseconds / 1000);
  } catch {
    return undefined;
  }
}

function zoneId(zone: string): string {
  const offset = /^([+-]\d{2}):?(\d{2})?$/.exec(zone);
  if (offset) return `${offset[1]}:${offset[2] ?? '00'}`;
  return ABBREVIATED[zone.toUpperCase()] ?? zone;
}

const UNITS: Readonly<Record<string, number>> = { w: 604_800, d: 86_400, h: 3600, m: 60, s: 1 };

/** The seconds in a span such as `-1d` or `1d-2h`; undefined if it is malformed. */
export function secondsOfSpan(span: string): number | undefined {
  if (!/^(?:[+-]?\d{1,9}[wdhms])+$/.test(span)) return undefined;
  return Array.from(
    span.matchAll(/([+-]?\d+)([wdhms])/g),
    ([, count, unit = '']) => Number(count) * (UNITS[unit] ?? 0),
  ).reduce((sum, seconds) => sum + seconds, 0);
}
