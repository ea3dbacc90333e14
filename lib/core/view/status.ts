import type { JobState, Outcome } from '../job/job.ts';
import type { Addresses } from '../job/job-destination.ts';
import type { SweepReport } from '../upload/sweep.ts';
import type { Replication } from './replication.ts';

/** real: the receiving service. test: its test mode, which records nothing. sandbox: the built-in stand-in. */
export const DELIVERY_KINDS = ['real', 'test', 'sandbox'] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

/** Totals of all jobs of a kind. */
export interface DeliveryTotals {
  readonly records: Readonly<Record<Outcome, number>>;
  readonly calls: number;
  readonly resentAfterUnknown: number;
}

/** Totals of the whole database, without names of people, accounts or files. */
export interface Totals {
  readonly jobs: Readonly<Record<JobState, number>>;
  readonly delivery: Readonly<Record<DeliveryKind, DeliveryTotals>>;
  /** Creation time of the oldest queued job; null if there is none. */
  readonly oldestQueuedAt: number | null;
  /** Paused jobs, by reason. */
  readonly paused: readonly { readonly reason: string; readonly jobs: readonly number[] }[];
  /** Queued jobs that were created for another destination or Trino server than the worker's. */
  readonly elsewhere: readonly number[];
  /** Jobs with uncertain records. */
  readonly uncertain: readonly { readonly job: number; readonly records: number }[];
  /** Stored files and their received bytes. */
  readonly uploads: { readonly files: number; readonly bytes: number };
  /** Notifications waiting to be sent, and those given up. */
  readonly notifications: { readonly waiting: number; readonly givenUp: number };
  readonly sweeps: readonly SweepReport[];
}

/** A worker that is alive. */
export interface LiveWorker {
  readonly id: string;
  /** The name of its machine; '' if its version does not report it. */
  readonly host: string;
  readonly pid: number;
  /** The version of the product that it runs; '' if that version does not report it. */
  readonly version: string;
  readonly startedAt: number;
  readonly heartbeatAt: number;
  /** The jobs that it executes. */
  readonly jobs: readonly { readonly job: number; readonly leaseUntil: number }[];
}

/** The unfinished jobs of an account, of which at most `JOBS_PER_ACCOUNT` run at a time. */
export interface AccountLoad {
  readonly authentication: string;
  readonly account: string;
  readonly running: number;
  readonly waiting: number;
  /** Creation time of the oldest waiting job; null if none waits. */
  readonly waitingSince: number | null;
}

/** The workers, their jobs, and what is waiting. */
export interface Workload {
  /** The oldest first. */
  readonly workers: readonly LiveWorker[];
  /** Accounts with unfinished jobs, at most `MAX_ACCOUNTS`: those with the most waiting jobs first. */
  readonly accounts: readonly AccountLoad[];
  /** How many accounts have unfinished jobs. */
  readonly accountCount: number;
  /** How many of them have jobs that wait because the maximum number is running. */
  readonly fullAccountCount: number;
  /** Jobs whose executor is gone, and that no other executor has continued yet. */
  readonly abandonedJobs: number;
}

/** The status of the product. */
export interface Status extends Totals, Workload {
  readonly version: string;
  readonly dataDir: string;
  readonly isWorkerAlive: boolean;
  /** The addresses of the responding process, to which its jobs are bound. */
  readonly addresses: Addresses;
  readonly disk: { readonly freeBytes: number; readonly reserveBytes: number };
  /** `walBytes`: the size of the write-ahead log of SQLite; null on PostgreSQL. */
  readonly database: { readonly bytes: number; readonly walBytes: number | null };
  /** The replication of the PostgreSQL server; null on SQLite. */
  readonly replication: Replication | null;
  /** The largest possible difference between the database's clock and this process's estimate of it, for leases. */
  readonly clockToleranceMs: number;
  /** The next deletions of files, with the jobs of each file; earliest first. */
  readonly nextDeletions: readonly { readonly jobs: readonly number[]; readonly dueAt: number }[];
  /** Milliseconds since 1970. */
  readonly at: number;
}
