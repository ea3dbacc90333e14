import type { Clock } from '../../../core/clock.ts';
import { JOBS_PER_ACCOUNT } from '../../../core/job/job.ts';
import { latestLeaseEnd } from '../../../core/lease.ts';
import type { AccountLoad, LiveWorker, Workload } from '../../../core/view/status.ts';
import type { Database } from '../database/database.ts';
import type { Row } from '../database/row.ts';
import { isAbandoned, liveWorkers, WORKER_LEASE_MS } from '../workers/workers.ts';

/** How many accounts are listed. Further accounts are only counted. */
const MAX_ACCOUNTS = 100;

/** A condition: the job waits for a worker. A job for another destination does not. */
export const IS_WAITING = `job.state = 'queued' AND job.error_code IS NULL`;

/** Selects the accounts with running or waiting jobs. */
const ACCOUNTS = `SELECT job.authentication_id, job.account,
    COUNT(*) FILTER (WHERE job.state = 'running' AND job.lease_until BETWEEN :now AND :latest) AS running,
    COUNT(*) FILTER (WHERE ${IS_WAITING}) AS waiting,
    MIN(job.created_at) FILTER (WHERE ${IS_WAITING}) AS waitingSince
  FROM job WHERE job.authentication_id IS NOT NULL AND (job.state = 'running' OR (${IS_WAITING}))
  GROUP BY job.authentication_id, job.account`;

type RunningJob = Pick<Row<'job', { lease_until: number }>, 'id' | 'owner' | 'lease_until'>;

/** Reads the live workers with their jobs, and the jobs of each account. */
export class WorkloadStore {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  read(): Promise<Workload> {
    const now = this.#clock.now();
    return this.#database.snapshot(async () => {
      const running = await this.#database.all<RunningJob>(
        `SELECT id, owner, lease_until FROM job WHERE state = 'running' ORDER BY id`,
      );
      const owned = running.filter((job) => !isAbandoned(job, now));
      const workers = await this.#workers(now, owned);
      const accounts = await this.#accounts(now);
      const { accountCount, fullAccountCount } = await this.#accountCounts(now);
      return { workers, accounts, accountCount, fullAccountCount, abandonedJobs: running.length - owned.length };
    });
  }

  async #workers(now: number, running: readonly RunningJob[]): Promise<readonly LiveWorker[]> {
    const jobsByOwner = Map.groupBy(running, ({ owner }) => owner);
    const workers = await liveWorkers(this.#database, now);
    return workers.map((worker) => ({
      id: worker.id,
      host: worker.host,
      pid: worker.pid,
      version: worker.version,
      startedAt: worker.started_at,
      heartbeatAt: worker.lease_until - WORKER_LEASE_MS,
      jobs: (jobsByOwner.get(worker.id) ?? []).map((job) => ({ job: job.id, leaseUntil: job.lease_until })),
    }));
  }

  #accounts(now: number): Promise<AccountLoad[]> {
    return this.#database.all<AccountLoad>(
      `SELECT authentication.name AS authentication, load.account, load.running, load.waiting, load.waitingSince
        FROM (${ACCOUNTS}) AS load JOIN authentication ON authentication.id = load.authentication_id
        ORDER BY load.waiting DESC, load.running DESC, authentication.name, load.account LIMIT ${MAX_ACCOUNTS}`,
      { now, latest: latestLeaseEnd(now) },
    );
  }

  async #accountCounts(now: number): Promise<Pick<Workload, 'accountCount' | 'fullAccountCount'>> {
    const counts = await this.#database.get<Pick<Workload, 'accountCount' | 'fullAccountCount'>>(
      `SELECT COUNT(*) AS accountCount,
          COUNT(*) FILTER (WHERE running >= ${JOBS_PER_ACCOUNT} AND waiting > 0) AS fullAccountCount
        FROM (${ACCOUNTS}) AS load`,
      { now, latest: latestLeaseEnd(now) },
    );
    return counts ?? { accountCount: 0, fullAccountCount: 0 };
  }
}
