import { readDay } from '../text/calendar-day.ts';

/** The parameters of a URL, as pages get them. A parameter that occurs several times is a list. */
export type QueryString = Readonly<Record<string, QueryParameter>>;
type QueryParameter = string | readonly string[] | undefined;

/** A text without the space around it; undefined if there is none, or several. */
export function trimmedText(value: QueryParameter): string | undefined {
  return typeof value === 'string' ? value.trim() || undefined : undefined;
}

/** A non-negative integer; undefined for anything else. */
export function numberOf(value: QueryParameter): number | undefined {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

/** A day of the calendar, `YYYY-MM-DD`; undefined for anything else. */
export function dayOf(value: QueryParameter): string | undefined {
  const text = trimmedText(value);
  return text !== undefined && readDay(text) !== undefined ? text : undefined;
}

/** The values that are set, as a query string. */
export function queryStringOf(values: Readonly<Record<string, string | number | undefined>>): string {
  const pairs = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}=${encodeURIComponent(value)}`,
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
