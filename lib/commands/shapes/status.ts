import { z } from 'zod';
import { JOB_STATES, type JobState } from '../../core/job/job.ts';
import type { Status } from '../../core/view/status.ts';
import { isoTime, isoTimeOrNull, registerShape, timestamp } from './shape-registry.ts';

const count = z.int().nonnegative();

export const statusShape = registerShape(
  'Status',
  z.object({
    version: z.string(),
    data_dir: z.string(),
    worker_alive: z.boolean(),
    /** By connector type: the addresses that new jobs send to. */
    destinations: z.record(z.string(), z.string()),
    /** The address of the Trino server; null if none is configured. */
    engine_address: z.string().nullable(),
    jobs: z.object(Object.fromEntries(JOB_STATES.map((state) => [state, count])) as Record<JobState, typeof count>),
    oldest_queued_at: timestamp.nullable(),
    paused: z.array(z.object({ reason: z.string(), jobs: z.array(z.int()) })),
    other_destination: z.array(z.int()),
    uncertain: z.array(z.object({ job_id: z.int(), records: count })),
    uploads: z.object({ files: count, bytes: count }),
    notifications: z.object({ waiting: count, given_up: count }),
    disk: z.object({ free_bytes: count, reserve_bytes: count }),
    database: z.object({ bytes: count, wal_bytes: count }),
    next_deletions: z.array(z.object({ jobs: z.array(z.int()), due_at: timestamp })),
    sweeps: z.array(z.object({ name: z.string(), ran_at: timestamp, problem: z.string().nullable() })),
  }),
);

export type StatusObject = z.output<typeof statusShape>;

/** The status as scripts see it. Names are stable; members may be added. */
export function statusObject(status: Status): StatusObject {
  const { version, dataDir, isWorkerAlive, jobs, oldestQueuedAt, paused, uncertain, disk, database, uploads } = status;
  return {
    version,
    data_dir: dataDir,
    worker_alive: isWorkerAlive,
    destinations: { ...status.addresses.apiBaseUrls },
    engine_address: status.addresses.trino,
    jobs: { ...jobs },
    oldest_queued_at: isoTimeOrNull(oldestQueuedAt),
    paused: paused.map(({ reason, jobs }) => ({ reason, jobs: [...jobs] })),
    other_destination: [...status.elsewhere],
    uncertain: uncertain.map(({ job, records }) => ({ job_id: job, records })),
    uploads: { files: uploads.files, bytes: uploads.bytes },
    notifications: { waiting: status.notifications.waiting, given_up: status.notifications.givenUp },
    disk: { free_bytes: disk.freeBytes, reserve_bytes: disk.reserveBytes },
    database: { bytes: database.bytes, wal_bytes: database.walBytes },
    next_deletions: status.nextDeletions.map(({ jobs, dueAt }) => ({ jobs: [...jobs], due_at: isoTime(dueAt) })),
    sweeps: status.sweeps.map(({ name, ranAt, problem }) => ({ name, ran_at: isoTime(ranAt), problem })),
  };
}
