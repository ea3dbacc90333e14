import type { Clock } from '../../core/clock.ts';
import type { Status, Totals } from '../../core/view/status.ts';

export interface StatusOptions {
  readonly version: string;
  readonly dataDir: string;
  readonly reserveBytes: number;
  readonly addresses: Status['addresses'];
  readonly totals: { read(): Promise<Totals> };
  readonly workers: { isAnyAlive(): Promise<boolean> };
  readonly retention: {
    due(days: number): Promise<readonly { readonly jobs: readonly number[]; readonly dueAt: number }[]>;
  };
  /** How many days files are kept. */
  readonly days: number;
  readonly freeBytes: () => number;
  readonly databaseBytes: () => Promise<Status['database']>;
  readonly clock: Clock;
}

/** Number of next deletions to report. */
const MAX_DELETIONS = 5;

/** The current status of the product. */
export async function reportStatus(options: StatusOptions): Promise<Status> {
  const { version, dataDir, reserveBytes, addresses, totals, workers, retention, days, clock } = options;
  return {
    ...(await totals.read()),
    version,
    dataDir,
    addresses,
    isWorkerAlive: await workers.isAnyAlive(),
    disk: { freeBytes: options.freeBytes(), reserveBytes },
    database: await options.databaseBytes(),
    nextDeletions: (await retention.due(days)).slice(0, MAX_DELETIONS).map(({ jobs, dueAt }) => ({ jobs, dueAt })),
    at: clock.now(),
  };
}
