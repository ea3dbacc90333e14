import type { Clock } from '../../../core/clock.ts';
import { latestLeaseEnd } from '../../../core/lease.ts';

/** A condition with the parameters of `leaseTimes`: the lease in a column is held. */
export function isHeld(column: string): string {
  return `${column} BETWEEN :expired AND :latest`;
}

/** A condition: the job waits in the queue, or its owner is dead. */
export const IS_CLAIMABLE = `(state = 'queued' OR (state = 'running' AND NOT (${isHeld('lease_until')})))`;

/** A lease counts as expired only once it has expired by the clock of every process. */
export function leaseTimes(clock: Clock) {
  const now = clock.now();
  return { now, expired: now - (clock.toleranceMs ?? 0), latest: latestLeaseEnd(now) };
}
