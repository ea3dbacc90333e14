/**
 * More than any lease is renewed for. A lease that ends later was written while the clock was ahead, and does not count
 * as it is, because it could outlast its owner by any time: that of a job is shortened, others have expired.
 */
const MAX_LEASE_MS = 60_000;

/** The latest end of a lease that counts. */
export function latestLeaseEnd(now: number): number {
  return now + MAX_LEASE_MS;
}

/** Whether a lease with this end is held. */
export function isLeased(leaseUntil: number, now: number): boolean {
  return leaseUntil >= now && leaseUntil <= latestLeaseEnd(now);
}
