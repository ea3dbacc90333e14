import type { JobState, Outcome } from '../job/job.ts';
import type { Addresses } from '../job/job-destination.ts';
import type { SweepReport } from '../upload/sweep.ts';

/** Whom events go to: the service itself, its check that records nothing, or its stand-in. */
export const DELIVERY_KINDS = ['real', 'test', 'sandbox'] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

/** What all jobs of a kind come to. */
export interface DeliveryTotals {
  readonly records: Readonly<Record<Outcome, number>>;
  readonly calls: number;
  readonly resentAfterUnknown: number;
}

/** What the database says of the product as a whole. No part of it names a person, an account or a file. */
export interface Totals {
  readonly jobs: Readonly<Record<JobState, number>>;
  readonly delivery: Readonly<Record<DeliveryKind, DeliveryTotals>>;
  /** When the oldest job was made that waits for the worker; null where none waits. */
  readonly oldestQueuedAt: number | null;
  /** Jobs that wait for a person, by what they wait for. */
  readonly paused: readonly { readonly reason: string; readonly jobs: readonly number[] }[];
  /** Jobs in the queue that were created for another address than the worker's. */
  readonly elsewhere: readonly number[];
  /** Jobs with records of which nobody knows what became of them. */
  readonly uncertain: readonly { readonly job: number; readonly records: number }[];
  /** Files that are kept, and their bytes as they came in. */
  readonly uploads: { readonly files: number; readonly bytes: number };
  /** Mails and calls that are still to be sent, and those that nobody tries any more. */
  readonly notifications: { readonly waiting: number; readonly givenUp: number };
  readonly sweeps: readonly SweepReport[];
}

/** How the product is doing on this machine. */
export interface Status extends Totals {
  readonly version: string;
  readonly dataDir: string;
  readonly isWorkerAlive: boolean;
  /** What jobs are bound to that are created by the process that answers. */
  readonly addresses: Addresses;
  readonly disk: { readonly freeBytes: number; readonly reserveBytes: number };
  readonly database: { readonly bytes: number; readonly walBytes: number };
  /** Files whose deletion is due next, earliest first. */
  readonly nextDeletions: readonly { readonly jobs: readonly number[]; readonly dueAt: number }[];
  /** Milliseconds since 1970. */
  readonly at: number;
}
