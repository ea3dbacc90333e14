import { z } from 'zod';
import { JOB_STATES, JOBS_PER_ACCOUNT, type JobState } from '../../core/job/job.ts';
import type { Replication } from '../../core/view/replication.ts';
import type { Status } from '../../core/view/status.ts';
import { translate } from '../../messages/translate.ts';
import { isoTime, isoTimeOrNull, registerShape, timestamp } from './shape-registry.ts';

const count = z.int().nonnegative();

export const statusShape = registerShape(
  'Status',
  z.object({
    version: z.string(),
    data_dir: z.string(),
    worker_alive: z.boolean(),
    workers: z.array(
      z.object({
        /** Host and version are empty if the worker's version does not report them. */
        host: z.string(),
        process_id: z.int(),
        version: z.string(),
        started_at: timestamp,
        last_heartbeat_at: timestamp,
        jobs: z.array(z.object({ job_id: z.int(), lease_until: timestamp })),
      }),
    ),
    /** Accounts with unfinished jobs: at most 100, those with the most waiting jobs first. */
    accounts: z.array(
      z.object({
        authentication: z.string(),
        account: z.string(),
        running: count,
        limit: count,
        waiting: count,
        waiting_since: timestamp.nullable(),
      }),
    ),
    account_count: count,
    abandoned_jobs: count,
    /** By connector type: the addresses that new jobs send to. */
    destinations: z.record(z.string(), z.string()),
    /** The address of the Trino server; null if none is configured. */
    engine_address: z.string().nullable(),
    jobs: z.object(Object.fromEntries(JOB_STATES.map((state) => [state, count])) as Record<JobState, typeof count>),
    oldest_queued_at: timestamp.nullable(),
    paused: z.array(z.object({ reason: z.string(), jobs: z.array(z.int()) })),
    /** Queued jobs that were created for another destination or Trino server than the worker's. */
    other_destination: z.array(z.int()),
    uncertain: z.array(z.object({ job_id: z.int(), records: count })),
    uploads: z.object({ files: count, bytes: count }),
    notifications: z.object({ waiting: count, given_up: count }),
    disk: z.object({ free_bytes: count, reserve_bytes: count }),
    database: z.object({ bytes: count, wal_bytes: count.nullable() }),
    /** The replication of the PostgreSQL server; null on SQLite. */
    replication: z
      .object({
        standbys: z.array(
          z.object({
            name: z.string(),
            sync_state: z.enum(['sync', 'quorum', 'potential', 'async']).nullable(),
            lag_bytes: z.number().nullable(),
            lag_ms: z.number().nullable(),
          }),
        ),
        problem: z.object({ code: z.string(), message: z.string() }).nullable(),
      })
      .nullable(),
    clock_tolerance_ms: z.number(),
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
    workers: status.workers.map(({ host, pid, version, startedAt, heartbeatAt, jobs: owned }) => ({
      host,
      process_id: pid,
      version,
      started_at: isoTime(startedAt),
      last_heartbeat_at: isoTime(heartbeatAt),
      jobs: owned.map(({ job, leaseUntil }) => ({ job_id: job, lease_until: isoTime(leaseUntil) })),
    })),
    accounts: status.accounts.map(({ waitingSince, ...load }) => ({
      ...load,
      limit: JOBS_PER_ACCOUNT,
      waiting_since: isoTimeOrNull(waitingSince),
    })),
    account_count: status.accountCount,
    abandoned_jobs: status.abandonedJobs,
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
    replication: status.replication && replicationObject(status.replication),
    clock_tolerance_ms: status.clockToleranceMs,
    next_deletions: status.nextDeletions.map(({ jobs, dueAt }) => ({ jobs: [...jobs], due_at: isoTime(dueAt) })),
    sweeps: status.sweeps.map(({ name, ranAt, problem }) => ({ name, ran_at: isoTime(ranAt), problem })),
  };
}

function replicationObject({ standbys, fault }: Replication): NonNullable<StatusObject['replication']> {
  return {
    standbys: standbys.map(({ name, sync, lagBytes, lagMs }) => {
      return { name, sync_state: sync, lag_bytes: lagBytes, lag_ms: lagMs };
    }),
    problem: fault && { code: fault.code, message: translate('errors', fault.code, fault.params) },
  };
}
