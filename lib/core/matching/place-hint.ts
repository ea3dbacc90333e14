import type { FieldSpec } from '../record/field.ts';
import type { Plan } from '../record/plan.ts';
import type { FileProfile } from './column-profile.ts';
import { type CountedCode, codesOf } from './profile/counted-codes.ts';

/** Where most records of a file come from. */
export interface PlaceHint {
  /** Two letters. */
  readonly country: string;
  /** The share of the country among the records that name one. */
  readonly share: number;
}

/** The country that most records name, in the field that overrides the units of these fields. */
export function countryOfRecords(
  fields: readonly FieldSpec[],
  plan: Plan,
  profile: FileProfile,
): PlaceHint | undefined {
  const overridingFields = new Set(fields.map(({ units }) => units?.overriddenBy));
  const source = plan.columns.find(({ field }) => overridingFields.has(field.name));
  if (!source) return undefined;
  const countries = codesOf(source, plan, profile);
  return hintOf(countries.filter(({ code }) => source.field.matchValues?.includes(code)));
}

/**
 * The country that most phone numbers with a calling code belong to. `countryOf` returns the country of a number that
 * begins with these digits.
 */
export function countryOfPhones(
  profile: FileProfile,
  countryOf: (digits: string) => string | undefined,
): PlaceHint | undefined {
  const countsByDigits = profile.columns.flatMap(({ hints }) => Object.entries(hints.phoneCodes));
  const countries = countsByDigits.flatMap(([digits, records]) => {
    const country = countryOf(digits);
    return country ? [{ code: country, records }] : [];
  });
  return hintOf(countries);
}

/** The country with the most records; undefined without a country. */
function hintOf(countries: readonly CountedCode[]): PlaceHint | undefined {
  const counts = new Map<string, number>();
  for (const { code, records } of countries) counts.set(code, (counts.get(code) ?? 0) + records);
  const [first] = [...counts].sort(([, a], [, b]) => b - a);
  if (!first) return undefined;
  const [country, count] = first;
  const total = [...counts.values()].reduce((sum, records) => sum + records, 0);
  return { country, share: count / total };
}

/**
 * The time zone to propose, and why. browser: the browser's zone, because the file's country or its zones are unknown.
 * same: the browser's zone, because it is a zone of the country or has the same time as one. other: a zone of the
 * country, because all its zones have the same time. several: none, because the country's zones have different times.
 */
export interface ZoneProposal {
  readonly zone: string | undefined;
  readonly reason: 'browser' | 'same' | 'other' | 'several';
}

/** Proposes a time zone for a file. `now` is in milliseconds since 1970. */
export function proposeZone(browserZone: string, place: PlaceHint | undefined, now: number): ZoneProposal {
  const zones = place ? zonesOf(place.country) : [];
  if (zones.length === 0) return { zone: browserZone, reason: 'browser' };
  if (zones.includes(browserZone)) return { zone: browserZone, reason: 'same' };
  const offsets = zones.map((zone) => offsetsOf(zone, now));
  if (offsets.includes(offsetsOf(browserZone, now))) return { zone: browserZone, reason: 'same' };
  const haveSameTime = new Set(offsets).size === 1;
  return haveSameTime ? { zone: zones[0], reason: 'other' } : { zone: undefined, reason: 'several' };
}

function zonesOf(country: string): readonly string[] {
  // Not every browser has `getTimeZones`.
  return new Intl.Locale(`und-${country}`).getTimeZones?.() ?? [];
}

/**
 * The offsets of a zone on two days of each month of this year. Winter and summer are not enough: Egypt changes its
 * clocks weeks after Greece, and Morocco changes them for Ramadan.
 */
function offsetsOf(timeZone: string, now: number): string {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const offset = (at: number) => format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const year = new Date(now).getUTCFullYear();
  const days = Array.from({ length: 12 }, (_, month) => [Date.UTC(year, month, 1), Date.UTC(year, month, 15)]);
  return days.flat().map(offset).join(' ');
}
