import type { Clock } from './clock.ts';

/**
 * Longer than any lease lasts. A lease that ends later was written while the clock was ahead, and could outlast its
 * owner indefinitely. Its stored end does not count: a job's lease is shortened, any other lease has expired.
 */
const MAX_LEASE_MS = 60_000;

/** The latest end of a lease that counts. */
export function latestLeaseEnd(now: number): number {
  return now + MAX_LEASE_MS;
}

/** A lease that ended before this time has expired by the clock of every process, also that of its owner. */
export function expiredBefore(clock: Clock): number {
  return clock.now() - (clock.toleranceMs ?? 0);
}

/** Whether a lease with this end is held. */
export function isLeased(leaseUntil: number, now: number): boolean {
  return leaseUntil >= now && leaseUntil <= latestLeaseEnd(now);
}
