import type { Clock } from './clock.ts';

/**
 * Longer than any lease lasts. A lease that ends later was written while the clock was ahead, and could outlast its
 * owner for years. Therefore such a lease of a job is shortened, and any other such lease counts as expired.
 */
const MAX_LEASE_MS = 60_000;

/** The latest possible end of a lease. */
export function latestLeaseEnd(now: number): number {
  return now + MAX_LEASE_MS;
}

/** A lease that ends before this time has expired by the clocks of all processes, its owner's included. */
export function expiredBefore(clock: Clock): number {
  return clock.now() - (clock.toleranceMs ?? 0);
}

/** Whether a lease with this end is held. */
export function isLeased(leaseUntil: number, now: number): boolean {
  return leaseUntil >= now && leaseUntil <= latestLeaseEnd(now);
}
