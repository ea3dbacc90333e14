import type { Clock } from '../../core/clock.ts';
import { SCHEDULED_KINDS, type Scheduled } from '../../core/schedule/planned-run.ts';
import { isBeyondTimetable, type Schedule } from '../../core/schedule/schedule.ts';
import { nextPlanned } from '../../core/schedule/timetable.ts';
import type { InOneTransaction } from '../../core/transaction.ts';

export interface RestoreNextOptions {
  readonly schedules: {
    all(kind: Scheduled['kind']): Promise<ReadonlyMap<number, Schedule>>;
    advance(scheduled: Scheduled, nextAt: number | null): Promise<void>;
  };
  readonly inOneTransaction: InOneTransaction;
  readonly clock: Clock;
}

/**
 * Recomputes next planned times that were decided while the clock was ahead; otherwise, their schedules would not run
 * until the clock reaches these times. A planned time that has run does not run again.
 */
export async function restoreNextTimes({ schedules, inOneTransaction, clock }: RestoreNextOptions): Promise<void> {
  await inOneTransaction(async () => {
    const now = clock.now();
    for (const kind of SCHEDULED_KINDS)
      for (const [id, schedule] of await schedules.all(kind))
        if (isBeyondTimetable(schedule, now)) await schedules.advance({ kind, id }, nextPlanned(schedule, now));
  });
}
