/** When a call may be tried again: a pure decision, given the time and a random number. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const LONGEST_ASKED_WAIT = 15 * MINUTE;
const LONGEST_WAIT = 5 * MINUTE;
const MANY_TRIES = 10;
const LONG_TIME = 3 * 60 * MINUTE;
const UNREACHABLE_FOR = MINUTE;
/** Half of the time in which the other side recognises a repeated event. */
const LONGEST_UNKNOWN = 24 * 60 * MINUTE;

/** What is known of the tries so far. Times are milliseconds of one clock. */
export interface Tries {
  /** Tries that failed in the way that is being judged, this one included. */
  readonly failed: number;
  readonly firstFailedAt: number;
  readonly now: number;
}

/** How long to wait before the next try, in milliseconds: full jitter over a doubling span from 1 s to 5 min. */
export function backoff(failed: number, random: number): number {
  const span = Math.min(LONGEST_WAIT, SECOND * 2 ** Math.min(failed - 1, 20));
  return Math.round(span * random);
}

const SECONDS = /^[+-]?\d+(\.\d+)?$/;
/** Date.parse makes a date of almost any word with a number behind it. */
const HTTP_DATE = /^[a-z]+, .+ gmt$/i;

/** What a Retry-After header asks for, in milliseconds from 1 s to 15 min; undefined where it says nothing usable. */
export function askedWait(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  const date = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  const wait = SECONDS.test(text) ? Number(text) * SECOND : date - now;
  return Number.isNaN(wait) ? undefined : Math.min(LONGEST_ASKED_WAIT, Math.max(SECOND, wait));
}

/** Giving up takes both many tries and a long time: a short outage must not end a job, nor a quick loop of failures. */
export function shouldGiveUp({ failed, firstFailedAt, now }: Tries): boolean {
  return failed > MANY_TRIES && now - firstFailedAt > LONG_TIME;
}

/** A side that was never reached has taken nothing: the job pauses after a minute and says so, instead of trying on. */
export function isUnreachable({ firstFailedAt, now }: Tries): boolean {
  return now - firstFailedAt >= UNREACHABLE_FOR;
}

/** Whether what may have been taken was first sent so long ago that the other side might count a repeat twice. */
export function isUnknownTooLong({ firstSentAt }: { readonly firstSentAt: number }, now: number): boolean {
  return now - firstSentAt > LONGEST_UNKNOWN;
}
