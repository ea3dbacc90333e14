import type { RecordFilter } from './record-view.ts';

/** The outcomes that a page of records can be asked for; the first is the one it opens with. */
export const RECORD_STATUSES = ['open', 'rejected', 'invalid', 'not_sent', 'uncertain', 'warned'] as const;
export type RecordStatus = (typeof RECORD_STATUSES)[number];

/** What the address of a page of records says. */
export interface RecordQuery extends RecordFilter {
  readonly status: RecordStatus;
  /** The page begins behind this record. */
  readonly after: number;
  /** The record being looked at. */
  readonly record?: number;
}

type Given = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Reads an address. What is not understood is left out: an address is typed, shortened and pasted by people. */
export function readRecordQuery(given: Given): RecordQuery {
  const code = textOf(given['code']);
  const column = textOf(given['column']);
  const record = numberOf(given['record']);
  return {
    status: RECORD_STATUSES.find((status) => status === given['status']) ?? 'open',
    after: numberOf(given['after']) ?? 0,
    ...(code !== undefined && code !== '' && { code }),
    ...(column !== undefined && { column }),
    ...(record !== undefined && record > 0 && { record }),
  };
}

/** The address that says this; what is as the page opens is left out. */
export function recordQueryString({ status, code, column, after, record }: RecordQuery): string {
  const said = [
    ['status', status === 'open' ? undefined : status],
    ['code', code],
    ['column', column],
    ['after', after === 0 ? undefined : after],
    ['record', record],
  ] as const;
  const pairs = said.flatMap(([name, value]) => (value === undefined ? [] : `${name}=${encodeURIComponent(value)}`));
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** A number that counts something, from an address; undefined for anything else. */
export function numberOf(value: string | readonly string[] | undefined): number | undefined {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

function textOf(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' && value.length <= 300 ? value : undefined;
}
