import { MAX_RETRY_AFTER_MS } from './retry.ts';

/** How fast calls to one account may start: pure arithmetic, without a clock. */

/** A sliding minute overlaps 61 one-second windows, so each gets 1/61 of the limit. */
const WINDOWS_PER_MINUTE = 61;
/** The minimum share of its pace that a rate-limited account keeps. */
const MIN_SHARE = 1 / 64;
/** How long a slowed-down account takes to recover its full pace. */
const RECOVERY_MS = 120_000;
/** No quiet time is longer, even if the clocks of two machines differ. */
const MAX_QUIET_MS = 2 * MAX_RETRY_AFTER_MS;

/** How many calls may start within a window of this many seconds. */
export interface Pace {
  readonly calls: number;
  readonly seconds: number;
}

/**
 * The pace at which no more than this many calls (at least 2) start in any sliding minute. Below one call per second
 * the windows get longer, because a sliding minute always overlaps one window more than fits into it.
 */
export function paceOf(callsPerMinute: number): Pace {
  const callCount = Math.floor(callsPerMinute / WINDOWS_PER_MINUTE);
  return callCount >= 1
    ? { calls: callCount, seconds: 1 }
    : { calls: 1, seconds: Math.ceil(60 / (callsPerMinute - 1)) };
}

/** The state of a rate-limited account. Times are milliseconds since 1970. */
export interface Slowdown {
  /** No call starts before this time. */
  readonly quietUntil: number;
  /** The share of the pace from then on; it recovers with time. */
  readonly share: number;
}

export const FULL_PACE: Slowdown = { quietUntil: 0, share: 1 };

/** The stored slowdown; none if it ends too far ahead, because then it was set by a clock that was wrong. */
export function slowdownAt(stored: Slowdown, now: number): Slowdown {
  return stored.quietUntil - now > MAX_QUIET_MS ? FULL_PACE : stored;
}

/** The share of its pace that an account has now. */
export function shareAt({ quietUntil, share }: Slowdown, now: number): number {
  return Math.min(1, share + Math.max(0, now - quietUntil) / RECOVERY_MS);
}

/**
 * Halves the pace and blocks calls for `waitMs`. Concurrent calls are refused together, so a refusal during the quiet
 * time may extend it, but does not halve the pace again.
 */
export function applySlowdown(stored: Slowdown, waitMs: number, now: number): Slowdown {
  const before = slowdownAt(stored, now);
  const quietUntil = Math.max(before.quietUntil, now + waitMs);
  if (now < before.quietUntil) return { quietUntil, share: before.share };
  return { quietUntil, share: Math.max(MIN_SHARE, shareAt(before, now) / 2) };
}

/**
 * How many calls may start in a window at this share of the pace: at least one, or a recovery would never be noticed.
 */
export function callsPerWindow({ calls }: Pace, share: number): number {
  return Math.max(1, Math.floor(calls * share));
}
