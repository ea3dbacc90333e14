import type { Database } from 'better-sqlite3';
import { LeaseLost } from '../../../core/delivery/ledger.ts';
import type { Job, JobState } from '../../../core/job/job.ts';
import type { Addresses } from '../../../core/job/job-destination.ts';
import { hasEnded } from '../../system/process-name.ts';
import type { GroupCommit } from '../database/group-commit.ts';
import { AcceptedEvents } from '../sent/accepted-events.ts';
import type { SentLedger } from '../sent/sent-ledger.ts';
import { BELONGS_HERE, JobDestinations } from './job-destinations.ts';
import { LEASE_MS, SqliteJobLedger } from './job-ledger.ts';
import { type JobRow, jobOfRow } from './job-row.ts';

/** How many jobs of a kind a worker executes at a time. */
export interface MostAtATime {
  readonly ofAnAccount: number;
  /** Those that have not come to a result yet. */
  readonly queries: number;
}

export interface JobClaimsOptions {
  readonly database: Database;
  readonly commits: GroupCommit;
  readonly sent: SentLedger;
  readonly clock: { now(): number };
  /** For how many milliseconds an accepted event is recognised when it comes again. */
  readonly duplicateWindow: () => number;
  /** Hears of jobs that end or pause, in the same transaction. */
  readonly outbox: { note(job: Job): void };
  /** The destinations of this process, which executes only jobs created for them. */
  readonly addresses: Addresses;
}

/**
 * Whether the job may have crashed its last owner: the owner neither released it nor had a call in flight. With a call in
 * flight, no new records are read, so the job is not the cause.
 */
const DIED_OF_IT = `(state = 'running' AND NOT EXISTS (SELECT 1 FROM batch WHERE batch.job_id = job.id
  AND batch.fence = job.fence AND batch.state IN ('sending', 'waiting', 'unknown')))`;

/** Who executes which job. What happens inside one goes through the ledger that its claim gives. */
export class SqliteJobClaims {
  readonly #database: Database;
  readonly #commits: GroupCommit;
  readonly #sent: SentLedger;
  readonly #clock: { now(): number };
  readonly #duplicateWindow: () => number;
  readonly #outbox: JobClaimsOptions['outbox'];
  readonly #destinations: JobDestinations;

  constructor({ database, commits, sent, clock, duplicateWindow, outbox, addresses }: JobClaimsOptions) {
    this.#database = database;
    this.#commits = commits;
    this.#sent = sent;
    this.#clock = clock;
    this.#duplicateWindow = duplicateWindow;
    this.#outbox = outbox;
    this.#destinations = new JobDestinations(database, clock, addresses);
  }

  /** Marks queued jobs that were created for another destination as refused, with the reason. */
  judgeQueue(): void {
    this.#destinations.judge();
  }

  /**
   * The next job for a worker that already executes these: the oldest one of the highest priority that is queued, or
   * running under a dead owner, within the limits per account and for queries, and created for this process's destination.
   */
  nextClaimable(executing: readonly number[], { ofAnAccount, queries }: MostAtATime): number | undefined {
    this.#endLeasesOfTheDead();
    return this.#database
      .prepare<[Record<string, unknown>], number>(
        `WITH executing AS (SELECT id, upload_id, authentication_id, account FROM job WHERE id IN (SELECT value FROM json_each(:ids)))
         SELECT id FROM job WHERE (state = 'queued' OR (state = 'running' AND lease_until < :now))
           AND ${BELONGS_HERE} AND id NOT IN (SELECT id FROM executing)
           AND (SELECT COUNT(*) FROM executing e
                WHERE e.authentication_id = job.authentication_id AND e.account = job.account) < :ofAnAccount
           AND (upload_id IS NOT NULL OR (SELECT COUNT(*) FROM executing WHERE upload_id IS NULL) < :queries)
         ORDER BY priority DESC, id LIMIT 1`,
      )
      .pluck()
      .get({
        ...this.#destinations.bindings,
        ids: JSON.stringify(executing),
        now: this.#clock.now(),
        ofAnAccount,
        queries,
      });
  }

  /**
   * Takes a job over, if it is in one of these states and nobody alive owns it: one conditional UPDATE, so that of two
   * who try only one succeeds. The raised fence invalidates later writes of the former owner. A job created for another
   * destination is refused and marked, unless the claim only ends it: such a job does not count as started.
   */
  claim(id: number, owner: string, from: readonly JobState[], isOnlyEnded = false): SqliteJobLedger | undefined {
    this.#endLeasesOfTheDead();
    const now = this.#clock.now();
    const row = this.#database
      .prepare(
        `UPDATE job SET state = 'running', owner = :owner, fence = fence + 1, lease_until = :leaseUntil,
           deaths = deaths + ${DIED_OF_IT},
           started_at = CASE WHEN :isOnlyEnded THEN started_at ELSE COALESCE(started_at, :now) END, ended_at = NULL, error_code = NULL, error_params = NULL
         WHERE id = :id AND state IN (SELECT value FROM json_each(:from)) AND (owner IS NULL OR lease_until < :now)
           AND (:isOnlyEnded OR (${BELONGS_HERE}))
         RETURNING *`,
      )
      .get({
        ...this.#destinations.bindings,
        isOnlyEnded: Number(isOnlyEnded),
        id,
        owner,
        now,
        leaseUntil: now + LEASE_MS,
        from: JSON.stringify(from),
      }) as JobRow | undefined;
    if (!row && !isOnlyEnded) this.#destinations.judge(id);
    return row && this.#ledgerOf(row);
  }

  /** The ledger of the same owner, with the job as it stands now. Throws LeaseLost where another has it. */
  reread({ job, fence }: SqliteJobLedger): SqliteJobLedger {
    const row = this.#database.prepare('SELECT * FROM job WHERE id = ? AND fence = ?').get(job.id, fence);
    if (!row) throw new LeaseLost(job.id);
    return this.#ledgerOf(row as JobRow);
  }

  /**
   * The ledger of a job that nobody executes, for a decision about what it left open. The job stays as it is; the fence
   * that is raised makes the decision void as soon as somebody claims the job.
   */
  openIdle(id: number): SqliteJobLedger | undefined {
    const row = this.#database
      .prepare(
        `UPDATE job SET fence = fence + 1 WHERE id = ? AND owner IS NULL
           AND state IN ('paused', 'error', 'killed') RETURNING *`,
      )
      .get(id) as JobRow | undefined;
    return row && this.#ledgerOf(row);
  }

  /** Nobody need wait for the lease of a process that has ended: it cannot send anything any more. */
  #endLeasesOfTheDead(): void {
    const owners = this.#database
      .prepare<[number], string>(`SELECT DISTINCT owner FROM job WHERE state = 'running' AND lease_until >= ?`)
      .pluck()
      .all(this.#clock.now());
    const end = this.#database.prepare(`UPDATE job SET lease_until = 0 WHERE state = 'running' AND owner = ?`);
    for (const owner of owners.filter(hasEnded)) end.run(owner);
  }

  #ledgerOf(row: JobRow): SqliteJobLedger {
    const job = jobOfRow(row);
    const parts = { clock: this.#clock, job };
    const memory = { ...parts, sent: this.#sent, window: this.#duplicateWindow() };
    const accepted = this.#isReal(job) ? new AcceptedEvents(memory) : undefined;
    const { fence } = row;
    const stores = { database: this.#database, commits: this.#commits, outbox: this.#outbox };
    return new SqliteJobLedger({ ...parts, ...stores, fence, accepted });
  }

  /** Test events and those for a stand-in are never taken for events that the other side knows. */
  #isReal({ testEvent, authenticationId }: Job): boolean {
    const target = this.#database
      .prepare('SELECT target FROM authentication WHERE id = ?')
      .pluck()
      .get(authenticationId);
    return !testEvent && target === 'live';
  }
}
