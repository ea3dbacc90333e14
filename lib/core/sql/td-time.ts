// Times as TD's functions accept them: Unix seconds, or a date with or without time and zone.

const DATE =
  /^(?<date>\d{4}-\d{2}-\d{2})(?:[ T](?<time>\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?\s*(?<zone>Z|[+-]\d{2}(?::?\d{2})?|[A-Za-z][\w/+-]*)?$/;

/** Zones by the abbreviations that TD's functions know. */
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

/** Unix seconds; undefined if the text is not a time or its zone is unknown. */
export function unixOfText(text: string, defaultZone: string): number | undefined {
  const trimmed = text.trim();
  if (/^[+-]?\d{1,15}$/.test(trimmed)) return Number(trimmed);
  const groups = DATE.exec(trimmed)?.groups;
  if (!groups) return undefined;
  const { date, time = '00:00', zone = defaultZone } = groups;
  try {
    const local = Temporal.PlainDateTime.from(`${date}T${time}`, { overflow: 'reject' });
    return Math.floor(local.toZonedDateTime(zoneId(zone)).epochMilliseconds / 1000);
  } catch {
    return undefined;
  }
}

/** The identifier that `Temporal` accepts for a zone. */
function zoneId(zone: string): string {
  const offset = /^([+-]\d{2}):?(\d{2})?$/.exec(zone);
  if (offset) return `${offset[1]}:${offset[2] ?? '00'}`;
  return ABBREVIATED[zone.toUpperCase()] ?? zone;
}

const SECONDS: Readonly<Record<string, number>> = { w: 604_800, d: 86_400, h: 3600, m: 60, s: 1 };

/** The seconds in a span such as `-1d` or `1d-2h`; undefined if it is malformed. */
export function secondsOfSpan(span: string): number | undefined {
  if (!/^(?:[+-]?\d{1,9}[wdhms])+$/.test(span)) return undefined;
  let seconds = 0;
  for (const [, count, unit = ''] of span.matchAll(/([+-]?\d+)([wdhms])/g))
    seconds += Number(count) * (SECONDS[unit] ?? 0);
  return seconds;
}
