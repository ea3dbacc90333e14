import type { JobState, Outcome } from '../job/job.ts';
import type { Addresses } from '../job/job-destination.ts';
import type { SweepReport } from '../upload/sweep.ts';

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
  /** Queued jobs that were created for another destination than the worker's. */
  readonly elsewhere: readonly number[];
  /** Jobs with uncertain records. */
  readonly uncertain: readonly { readonly job: number; readonly records: number }[];
  /** Stored files and their received bytes. */
  readonly uploads: { readonly files: number; readonly bytes: number };
  /** Notifications waiting to be sent, and those given up. */
  readonly notifications: { readonly waiting: number; readonly givenUp: number };
  readonly sweeps: readonly SweepReport[];
}

/** The status of the product on this machine. */
export interface Status extends Totals {
  readonly version: string;
  readonly dataDir: string;
  readonly isWorkerAlive: boolean;
  /** The addresses of the responding process, to which its jobs are bound. */
  readonly addresses: Addresses;
  readonly disk: { readonly freeBytes: number; readonly reserveBytes: number };
  readonly database: { readonly bytes: number; readonly walBytes: number };
  /** The next deletions due, earliest first. */
  readonly nextDeletions: readonly { readonly jobs: readonly number[]; readonly dueAt: number }[];
  /** Milliseconds since 1970. */
  readonly at: number;
}
