/** How fast calls to one account may begin: pure arithmetic, without a clock. */

/** 61 windows of a second touch any sliding minute, so each gets the sixty-first part. */
const WINDOWS_A_MINUTE = 61;
/** However often an account asked for patience, this part of its pace is left. */
const SMALLEST_SHARE = 1 / 64;
/** So long it takes, in milliseconds, until an account that was slowed down has its full pace again. */
const RECOVERY = 120_000;

/** How many calls may begin within one window of so many seconds. */
export interface Pace {
  readonly calls: number;
  readonly seconds: number;
}

/**
 * The pace that never lets more than this many calls, at least 2, begin in any sliding minute. Where that is less than
 * one a second the windows grow, since a minute always touches one window more than it has room for.
 */
export function paceOf(callsPerMinute: number): Pace {
  const calls = Math.floor(callsPerMinute / WINDOWS_A_MINUTE);
  return calls >= 1 ? { calls, seconds: 1 } : { calls: 1, seconds: Math.ceil(60 / (callsPerMinute - 1)) };
}

/** An account that asked for patience. Times are milliseconds since 1970. */
export interface Slowdown {
  /** No call begins before. */
  readonly quietUntil: number;
  /** The part of the pace it has from then on; it grows back with time. */
  readonly share: number;
}

export const AT_FULL_PACE: Slowdown = { quietUntil: 0, share: 1 };

/** The part of its pace that an account has at this moment. */
export function shareAt({ quietUntil, share }: Slowdown, now: number): number {
  return Math.min(1, share + Math.max(0, now - quietUntil) / RECOVERY);
}

/**
 * Halves the pace and keeps the account quiet for so many milliseconds. Calls that were under way together are refused
 * together: refusals during a quiet time lengthen it, and halve nothing again.
 */
export function slowedDown(before: Slowdown, wait: number, now: number): Slowdown {
  const quietUntil = Math.max(before.quietUntil, now + wait);
  if (now < before.quietUntil) return { quietUntil, share: before.share };
  return { quietUntil, share: Math.max(SMALLEST_SHARE, shareAt(before, now) / 2) };
}

/** How many calls may begin in a window at this share of the pace: always one, or nothing would ever show it recovered. */
export function callsAt({ calls }: Pace, share: number): number {
  return Math.max(1, Math.floor(calls * share));
}
