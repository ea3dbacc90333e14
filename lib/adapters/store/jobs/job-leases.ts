import type { Clock } from '../../../core/clock.ts';
import { expiredBefore, latestLeaseEnd } from '../../../core/lease.ts';
import { hasProcessEnded } from '../../system/process-name.ts';
import type { Database } from '../database/database.ts';

/** How long an owner keeps a job without a heartbeat. */
export const LEASE_MS = 3000;

/** A condition with the parameters of `leaseTimes`: the lease in a column is held. */
export function isHeld(column: string): string {
  return `${column} >= :expired`;
}

/** A condition: the job waits in the queue, or its owner's lease has expired. */
export const IS_CLAIMABLE = `(state = 'queued' OR (state = 'running' AND NOT (${isHeld('lease_until')})))`;

export function leaseTimes(clock: Clock) {
  return { now: clock.now(), expired: expiredBefore(clock) };
}

/**
 * Corrects leases that would make their jobs wait needlessly. The lease of a dead process ends, because the process
 * cannot send anything. A lease from when the clock was ahead is only shortened, because its owner may be alive and
 * renew it.
 */
export async function correctLeases(database: Database, clock: Clock): Promise<void> {
  const now = clock.now();
  const leases = await database.all<{ readonly owner: string; readonly lease_until: number }>(
    `SELECT DISTINCT owner, lease_until FROM job WHERE state = 'running' AND lease_until >= ?`,
    [now],
  );
  for (const { owner, lease_until: end } of leases) {
    const hasEnded = hasProcessEnded(owner);
    if (hasEnded || end > latestLeaseEnd(now))
      await database.run(`UPDATE job SET lease_until = ? WHERE state = 'running' AND owner = ? AND lease_until = ?`, [
        hasEnded ? 0 : now + LEASE_MS,
        owner,
        end,
      ]);
  }
}
