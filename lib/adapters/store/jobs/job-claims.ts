import type { Clock } from '../../../core/clock.ts';
import { LeaseLost } from '../../../core/delivery/ledger.ts';
import type { Job, JobState } from '../../../core/job/job.ts';
import type { Addresses } from '../../../core/job/job-destination.ts';
import type { Database } from '../database/database.ts';
import type { GroupCommit } from '../database/group-commit.ts';
import { numbersIn, textsIn } from '../database/portable-sql.ts';
import { AcceptedEvents } from '../sent/accepted-events.ts';
import type { SentLedger } from '../sent/sent-ledger.ts';
import { BELONGS_HERE, JobDestinations } from './job-destinations.ts';
import { correctLeases, IS_CLAIMABLE, isHeld, LEASE_MS, leaseTimes } from './job-leases.ts';
import { DatabaseJobLedger } from './job-ledger.ts';
import { type JobRow, jobOfRow } from './job-row.ts';

/** How many jobs may be executed at a time. */
export interface ConcurrencyLimits {
  /** Jobs of one account, over all workers. */
  readonly perAccount: number;
  /** Builds, and queries that have no result yet, in this worker. */
  readonly maxQueries: number;
}

/** How a job is claimed. */
export interface ClaimOptions {
  /** Whether the job is claimed only to stop it. Any process may do so, and the job does not count as started. */
  readonly isOnlyStopped?: boolean;
  /** The job is not claimed while this many other jobs of its account are running. */
  readonly perAccount?: number | undefined;
}

export interface JobClaimsOptions {
  readonly database: Database;
  readonly commits: GroupCommit;
  readonly sent: SentLedger;
  readonly clock: Clock;
  /** For how many milliseconds a repeat of an accepted event is recognized. */
  readonly duplicateWindow: () => Promise<number>;
  /** Notified of jobs that end or pause, in the same transaction. */
  readonly notices: { record(job: Job): Promise<void> };
  /** The destinations of this process, which executes only jobs created for them. */
  readonly addresses: Addresses;
}

/**
 * A condition: the job may have crashed its last owner, which neither released it nor had a call in flight. A file that
 * crashes every process is still detected, because each owner settles the open calls of the former one before it reads
 * records.
 */
const MAY_HAVE_CRASHED_OWNER = `(state = 'running' AND NOT EXISTS (SELECT 1 FROM batch WHERE batch.job_id = job.id
  AND batch.fence = job.fence AND batch.state IN ('sending', 'waiting', 'unknown', 'resend')))`;

/** A condition: a live process executes the job. */
const IS_LIVE = `state = 'running' AND ${isHeld('lease_until')}`;

/** Assigns jobs to executors. A claim returns the job's ledger, through which the executor records everything. */
export class JobClaims {
  readonly #database: Database;
  readonly #commits: GroupCommit;
  readonly #sent: SentLedger;
  readonly #clock: Clock;
  readonly #duplicateWindow: () => Promise<number>;
  readonly #notices: JobClaimsOptions['notices'];
  readonly #destinations: JobDestinations;

  constructor({ database, commits, sent, clock, duplicateWindow, notices, addresses }: JobClaimsOptions) {
    this.#database = database;
    this.#commits = commits;
    this.#sent = sent;
    this.#clock = clock;
    this.#duplicateWindow = duplicateWindow;
    this.#notices = notices;
    this.#destinations = new JobDestinations(database, clock, addresses);
  }

  /**
   * Marks claimable jobs as refused, with the reason, if neither this process nor a live worker may execute them, since
   * they were created for another destination or engine; removes the mark from those that can be executed now.
   */
  async updateRefusals(): Promise<void> {
    await this.#destinations.updateRefusals();
  }

  /**
   * The next job for a worker that executes the jobs `executing`: the oldest one of the highest priority that is
   * queued, or running under a dead owner, within both limits, and created for this process's destination and engine.
   */
  async nextClaimable(
    executing: readonly number[],
    { perAccount, maxQueries }: ConcurrencyLimits,
  ): Promise<number | undefined> {
    await correctLeases(this.#database, this.#clock);
    return this.#database.value<number>(
      `WITH executing AS (SELECT id, upload_id, authentication_id, account FROM job WHERE id IN ${numbersIn(':ids')}),
        live AS (SELECT id, authentication_id, account FROM executing
          UNION SELECT id, authentication_id, account FROM job WHERE ${IS_LIVE})
        SELECT id FROM job
        WHERE ${IS_CLAIMABLE} AND ${BELONGS_HERE} AND id NOT IN (SELECT id FROM executing)
          AND (SELECT COUNT(*) FROM live
               WHERE live.authentication_id = job.authentication_id AND live.account = job.account) < :perAccount
          AND (upload_id IS NOT NULL OR (SELECT COUNT(*) FROM executing WHERE upload_id IS NULL) < :queries)
        ORDER BY priority DESC, id LIMIT 1`,
      {
        ...this.#destinations.bindings,
        ids: JSON.stringify(executing),
        ...leaseTimes(this.#clock),
        perAccount,
        queries: maxQueries,
      },
    );
  }

  /**
   * Claims a job if it is in one of the states `from` and has no live owner. The UPDATE is conditional, so that only
   * one of two concurrent claims succeeds. The raised fence invalidates later writes of the former owner. A job created
   * for another destination or engine is not claimed, unless the claim only stops it.
   */
  claim(
    id: number,
    owner: string,
    from: readonly JobState[],
    { isOnlyStopped = false, perAccount }: ClaimOptions = {},
  ): Promise<DatabaseJobLedger | undefined> {
    return this.#database.transaction(async () => {
      await correctLeases(this.#database, this.#clock);
      const row = await this.#claim(id, owner, from, { isOnlyStopped, perAccount });
      if (!row && !isOnlyStopped) await this.#destinations.updateRefusals(id);
      return row && (await this.#ledgerOf(row));
    });
  }

  #claim(
    id: number,
    owner: string,
    from: readonly JobState[],
    { isOnlyStopped, perAccount = Number.MAX_SAFE_INTEGER }: ClaimOptions,
  ): Promise<JobRow | undefined> {
    const times = leaseTimes(this.#clock);
    return this.#database.get<JobRow>(
      `UPDATE job SET state = 'running', owner = :owner, fence = fence + 1, lease_until = :leaseUntil,
          deaths = CASE WHEN ${MAY_HAVE_CRASHED_OWNER} THEN deaths + 1 ELSE deaths END,
          started_at = CASE WHEN :isOnlyStopped = 1 THEN started_at ELSE COALESCE(started_at, :now) END,
          ended_at = NULL, error_code = NULL, error_params = NULL
        WHERE id = :id AND state IN ${textsIn(':from')} AND (owner IS NULL OR NOT (${isHeld('lease_until')}))
          AND (:isOnlyStopped = 1 OR (${BELONGS_HERE}))
          AND (SELECT COUNT(*) FROM job AS other
               WHERE other.state = 'running' AND ${isHeld('other.lease_until')} AND other.id <> job.id
               AND other.authentication_id = job.authentication_id AND other.account = job.account) < :perAccount
        RETURNING *`,
      {
        ...this.#destinations.bindings,
        isOnlyStopped: Number(isOnlyStopped),
        id,
        owner,
        ...times,
        perAccount,
        leaseUntil: times.now + LEASE_MS,
        from: JSON.stringify(from),
      },
    );
  }

  /** The ledger of the same owner, with the job reloaded. Throws LeaseLost if another owner has claimed it. */
  async reload({ job, fence }: DatabaseJobLedger): Promise<DatabaseJobLedger> {
    const sql = 'SELECT * FROM job WHERE id = ? AND fence = ?';
    const row = await this.#database.get<JobRow>(sql, [job.id, fence]);
    if (!row) throw new LeaseLost(job.id);
    return this.#ledgerOf(row);
  }

  /**
   * The ledger of an idle job, for a decision about its uncertain batches. The job stays unchanged apart from its
   * fence; a claim of the job raises the fence again, which invalidates the decision.
   */
  async openIdle(id: number): Promise<DatabaseJobLedger | undefined> {
    const row = await this.#database.get<JobRow>(
      `UPDATE job SET fence = fence + 1 WHERE id = ? AND owner IS NULL
        AND state IN ('paused', 'error', 'killed') RETURNING *`,
      [id],
    );
    return row && (await this.#ledgerOf(row));
  }

  async #ledgerOf(row: JobRow): Promise<DatabaseJobLedger> {
    const job = jobOfRow(row);
    return new DatabaseJobLedger({
      database: this.#database,
      commits: this.#commits,
      notices: this.#notices,
      clock: this.#clock,
      job,
      fence: row.fence,
      accepted: (await this.#usesSentLedger(job)) ? await this.#acceptedEventsOf(job) : undefined,
    });
  }

  async #acceptedEventsOf(job: Job): Promise<AcceptedEvents> {
    const windowMs = await this.#duplicateWindow();
    return new AcceptedEvents({ sent: this.#sent, clock: this.#clock, job, windowMs });
  }

  /** Whether the events of a job count as accepted by the receiving service. Test events and sandbox events do not. */
  async #usesSentLedger({ testEvent, authenticationId }: Job): Promise<boolean> {
    const target = await this.#database.value('SELECT target FROM authentication WHERE id = ?', [authenticationId]);
    return !testEvent && target === 'live';
  }
}
