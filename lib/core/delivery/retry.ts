/** When a call may be retried: pure functions of the time and a random number. */

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
/** The longest delay of a Retry-After header that is respected. It exceeds all other delays. */
export const MAX_RETRY_AFTER_MS = 15 * MINUTE_MS;
const MAX_BACKOFF_MS = 5 * MINUTE_MS;
const GIVE_UP_AFTER_TRIES = 10;
const GIVE_UP_AFTER_MS = 3 * 60 * MINUTE_MS;
const UNREACHABLE_AFTER_MS = MINUTE_MS;
/** Half of the time in which the receiving service recognizes a repeated event. */
const MAX_UNKNOWN_MS = 24 * 60 * MINUTE_MS;

/** The failed tries so far. Times are milliseconds of one clock. */
export interface FailedTries {
  /** How many tries have failed, including the current one. */
  readonly failed: number;
  readonly firstFailedAt: number;
  readonly now: number;
}

/** The delay before the next try, in milliseconds: full jitter over a span that doubles from 1 s to 5 min. */
export function backoffMs(failed: number, random: number): number {
  const span = Math.min(MAX_BACKOFF_MS, SECOND_MS * 2 ** Math.min(failed - 1, 20));
  return Math.round(span * random);
}

const DELAY_IN_SECONDS = /^[+-]?\d+(\.\d+)?$/;
/** Excludes other texts that Date.parse accepts: almost any word followed by a number. */
const HTTP_DATE = /^[a-z]+, .+ gmt$/i;

/** The delay of a Retry-After header, in milliseconds from 1 s to 15 min; undefined if it is not usable. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  const date = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  const waitMs = DELAY_IN_SECONDS.test(text) ? Number(text) * SECOND_MS : date - now;
  return Number.isNaN(waitMs) ? undefined : Math.min(MAX_RETRY_AFTER_MS, Math.max(SECOND_MS, Math.ceil(waitMs)));
}

/**
 * Whether to give up, after both many tries and a long time: neither a short outage nor a quick series of failures
 * may end a job.
 */
export function shouldGiveUp({ failed, firstFailedAt, now }: FailedTries): boolean {
  return failed > GIVE_UP_AFTER_TRIES && now - firstFailedAt > GIVE_UP_AFTER_MS;
}

/**
 * Whether a job pauses instead of retrying further: the service has been unreachable for a minute. It has accepted
 * nothing in that time.
 */
export function isUnreachable(since: number, now: number): boolean {
  return now - since >= UNREACHABLE_AFTER_MS;
}

/**
 * Whether events that may have been accepted were first sent so long ago that a repeat might be counted twice. A time
 * far in the future comes from a wrong clock: the age of the events is unknown, so they count as too old.
 */
export function isUnknownTooLong({ firstSentAt }: { readonly firstSentAt: number }, now: number): boolean {
  return Math.abs(now - firstSentAt) > MAX_UNKNOWN_MS;
}
