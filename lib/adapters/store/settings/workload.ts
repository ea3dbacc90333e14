import type { Clock } from '../../../core/clock.ts';
import { JOBS_PER_ACCOUNT } from '../../../core/job/job.ts';
import type { AccountLoad, LiveWorker, Workload } from '../../../core/view/status.ts';
import { hasProcessEnded } from '../../system/process-name.ts';
import type { Database } from '../database/database.ts';
import { liveWorkers, WORKER_LEASE_MS } from './workers.ts';

/** More are counted, but not listed. */
const MAX_ACCOUNTS = 100;

/** Queued jobs that wait for a worker; those of another destination wait for another product. */
const WAITS = `job.state = 'queued' AND job.error_code IS NULL`;

const ACCOUNTS = `SELECT job.authentication_id, job.account,
    COUNT(*) FILTER (WHERE job.state = 'running' AND job.lease_until >= :now) AS running,
    COUNT(*) FILTER (WHERE ${WAITS}) AS waiting, MIN(job.created_at) FILTER (WHERE ${WAITS}) AS waitingSince
  FROM job WHERE job.authentication_id IS NOT NULL AND (job.state = 'running' OR (${WAITS}))
  GROUP BY job.authentication_id, job.account`;

interface JobRow {
  readonly job: number;
  readonly owner: string | null;
  readonly leaseUntil: number;
}

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
      const running = await this.#database.all<JobRow>(
        `SELECT id AS job, owner, lease_until AS leaseUntil FROM job WHERE state = 'running' ORDER BY id`,
      );
      const owned = running.filter((each) => !isAbandoned(each, now));
      return {
        workers: await this.#workers(now, owned),
        accounts: await this.#accounts(now),
        ...(await this.#accountCounts(now)),
        abandonedJobs: running.length - owned.length,
      };
    });
  }

  async #workers(now: number, running: readonly JobRow[]): Promise<readonly LiveWorker[]> {
    return (await liveWorkers(this.#database, now)).map(({ leaseUntil, ...worker }) => ({
      ...worker,
      heartbeatAt: leaseUntil - WORKER_LEASE_MS,
      jobs: running.flatMap(({ owner, job, leaseUntil }) => (owner === worker.id ? [{ job, leaseUntil }] : [])),
    }));
  }

  #accounts(now: number): Promise<AccountLoad[]> {
    return this.#database.all<AccountLoad>(
      `SELECT authentication.name AS authentication, load.account, load.running, load.waiting,
          load.waitingSince FROM (${ACCOUNTS}) AS load JOIN authentication ON authentication.id = load.authentication_id
        ORDER BY load.waiting DESC, load.running DESC, authentication.name, load.account LIMIT ${MAX_ACCOUNTS}`,
      { now },
    );
  }

  async #accountCounts(now: number): Promise<Pick<Workload, 'accountCount' | 'fullAccountCount'>> {
    const counts = await this.#database.get<Pick<Workload, 'accountCount' | 'fullAccountCount'>>(
      `SELECT COUNT(*) AS accountCount,
          COUNT(*) FILTER (WHERE running >= ${JOBS_PER_ACCOUNT} AND waiting > 0) AS fullAccountCount FROM (${ACCOUNTS}) AS load`,
      { now },
    );
    return counts ?? { accountCount: 0, fullAccountCount: 0 };
  }
}

function isAbandoned({ owner, leaseUntil }: JobRow, now: number): boolean {
  return leaseUntil < now || owner === null || hasProcessEnded(owner);
}
