import type { Clock } from '../../core/clock.ts';
import type { Status, Totals, Workload } from '../../core/view/status.ts';

export interface StatusOptions {
  readonly version: string;
  readonly dataDir: string;
  readonly reserveBytes: number;
  readonly addresses: Status['addresses'];
  readonly totals: { read(): Promise<Totals> };
  readonly workload: { read(): Promise<Workload> };
  readonly retention: {
    due(days: number): Promise<readonly { readonly jobs: readonly number[]; readonly dueAt: number }[]>;
  };
  /** How many days files are kept. */
  readonly days: number;
  readonly freeBytes: () => number;
  readonly databaseBytes: () => Promise<Status['database']>;
  readonly replication: () => Promise<Status['replication']>;
  readonly clock: Clock;
}

/** Number of next deletions to report. */
const MAX_DELETIONS = 5;

/** The current status of the product. */
export async function reportStatus(options: StatusOptions): Promise<Status> {
  const { version, dataDir, reserveBytes, addresses, totals, workload, retention, days, clock } = options;
  const load = await workload.read();
  return {
    ...(await totals.read()),
    ...load,
    version,
    dataDir,
    addresses,
    isWorkerAlive: load.workers.length > 0,
    disk: { freeBytes: options.freeBytes(), reserveBytes },
    database: await options.databaseBytes(),
    replication: await options.replication(),
    clockToleranceMs: clock.toleranceMs ?? 0,
    nextDeletions: (await retention.due(days)).slice(0, MAX_DELETIONS).map(({ jobs, dueAt }) => ({ jobs, dueAt })),
    at: clock.now(),
  };
}
