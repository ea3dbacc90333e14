import { digestAt } from '../../core/delivery/digests.ts';
import type { Events } from '../../core/delivery/events.ts';
import {
  type KeptRecords,
  NO_REPEATS,
  repeatsOfFirst,
  repeatsOfLast,
  type SeenEvents,
} from '../../core/delivery/repeats.ts';
import type { Cursor } from '../../core/record/row.ts';
import type { PreparedFile, Run } from './run.ts';

/** Which events of a file are left out because they repeat others in it. */
export interface Repeats {
  /**
   * The repeats in a chunk, each with the record that is sent in its place. Must be called for each chunk, in file
   * order.
   */
  among(events: Events): KeptRecords;
}

/**
 * Prepares finding repeats in the chunks after the job's cursor. If the last record of each event is sent, reads the
 * whole file. If the first one is sent, reads the file up to the cursor, because a record after the cursor may repeat
 * one before it. The result depends only on the file and on what is frozen with the job, so every execution leaves out
 * the same records.
 */
export async function readRepeats(run: Run, seen: SeenEvents): Promise<Repeats> {
  const { repeats, cursor } = run.ledger.job;
  if (repeats === 'keep') return { among: () => NO_REPEATS };
  if (repeats === 'last') {
    await readEvents(run, undefined, (events) => {
      for (const index of events.indexes) seen.add(digestAt(events.digests, index), events.recordNumberAt(index));
    });
    return { among: (events) => repeatsOfLast(events, seen) };
  }
  await readEvents(run, cursor, (events) => void repeatsOfFirst(events, seen));
  return { among: (events) => repeatsOfFirst(events, seen) };
}

/**
 * Passes the events of the file, or those up to the cursor `until`, to `onEvents`. Opens the file separately, with no
 * first warnings, because the pass that sends decides which record gets a once-per-file warning.
 */
async function readEvents(run: Run, until: Cursor | undefined, onEvents: (events: Events) => void): Promise<void> {
  const { openFile, start, release } = run.options;
  if (until && until.byte <= start.byte) return;
  const file: PreparedFile = await openFile(new Map());
  try {
    for await (const { events, to } of file.chunks(start)) {
      run.signal.throwIfAborted();
      onEvents(until ? events.filter((index) => events.recordNumberAt(index) <= until.record) : events);
      if (events.count > 0) release(events.body);
      if (until && to.byte >= until.byte) return;
    }
  } finally {
    file.close();
  }
}
