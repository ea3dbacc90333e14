import type { Database } from 'better-sqlite3';
import { UserError } from '../../core/errors.ts';
import type { FrozenExport, Job, JobFilter, JobState, Refusal } from '../../core/job.ts';
import { LeaseLost } from '../../core/ledger.ts';
import type { JobQuery } from '../../core/query.ts';
import { type DeletionReason, deletedError } from '../../core/retention.ts';
import type { Cursor } from '../../core/row.ts';
import type { Selection } from '../../core/selection.ts';
import { AcceptedEvents } from './accepted-events.ts';
import type { GroupCommit } from './group-commit.ts';
import { LEASE_MS, SqliteJobLedger } from './job-ledger.ts';
import { type JobRow, jobOfRow } from './job-row.ts';
import type { SentLedger } from './sent-ledger.ts';

/** Two stretches of an index: of many jobs few have rejects, and none of the others is looked at. */
const WITH_REJECTS = `
  SELECT id FROM job WHERE state = 'success' AND rejected_count > 0
  UNION ALL SELECT id FROM job WHERE state = 'success' AND rejected_count = 0 AND invalid_count > 0`;

/** A list's filter as a condition, in which `:state` is bound. */
function conditionOf(state: JobFilter): string {
  return state === 'success_with_rejects' ? `id IN (${WITH_REJECTS})` : 'state = :state';
}

export interface NewJob extends FrozenExport {
  readonly uploadId: number;
  readonly authenticationId: number;
  /** Where the first record begins in the spool. */
  readonly start: Cursor;
  /** The records that it is about; all of them, if not given. */
  readonly selection?: Selection;
}

export interface NewQuery extends FrozenExport {
  readonly query: JobQuery;
  readonly authenticationId: number | null;
}

/** Which jobs a list shows. */
export interface JobPage {
  readonly limit: number;
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly state?: JobFilter | undefined;
  readonly authentication?: number | undefined;
  /** Those that came of this saved query. */
  readonly savedQuery?: number | undefined;
}

/** How many jobs of a kind a worker executes at a time. */
export interface MostAtATime {
  readonly ofAnAccount: number;
  /** Those that have not come to a result yet. */
  readonly queries: number;
}

export interface JobsOptions {
  readonly database: Database;
  readonly commits: GroupCommit;
  readonly sent: SentLedger;
  readonly clock: { now(): number };
  readonly duplicateWindow: () => number;
  /** Hears of jobs that end or pause, in the same transaction. */
  readonly outbox: { note(job: Job): void };
}

/** Jobs: making, finding and claiming them. What happens inside one goes through its ledger. */
export class SqliteJobs {
  readonly #database: Database;
  readonly #commits: GroupCommit;
  readonly #sent: SentLedger;
  readonly #clock: { now(): number };
  readonly #duplicateWindow: () => number;
  readonly #outbox: JobsOptions['outbox'];

  /** `duplicateWindow` says for how many milliseconds an accepted event is recognised when it comes again. */
  constructor({ database, commits, sent, clock, duplicateWindow, outbox }: JobsOptions) {
    this.#database = database;
    this.#commits = commits;
    this.#sent = sent;
    this.#clock = clock;
    this.#duplicateWindow = duplicateWindow;
    this.#outbox = outbox;
  }

  /** Throws UserError `upload_deleted` where the file was deleted meanwhile. */
  create(job: NewJob): Job {
    return this.#database.transaction(() => {
      const created = this.#insert(job);
      if (job.selection) this.#select(created.id, job.selection);
      return created;
    })();
  }

  /** The job that has this domain key already, where there is one: then nothing is made. */
  createQuery({ query, ...job }: NewQuery): Job {
    const row = this.#database
      .prepare(
        `INSERT INTO job (type, state, connector, authentication_id, sql, database, engine, planned_at, priority, retry_limit,
           domain_key, parameters, account, test_event, skip_invalid_record, mapping, constants, reference_time,
           rules_version, max_events, max_bytes, already_accepted, delivery, created_at)
         VALUES ('query', 'queued', :connector, :authenticationId, :sql, :database, :engine, :plannedAt, :priority, :retryLimit,
           :domainKey, :parameters, :account, :testEvent, :skipInvalidRecord, :mapping, :constants, :referenceTime,
           :rulesVersion, :maxEvents, :maxBytes, :alreadyAccepted, :delivery, :createdAt)
         ON CONFLICT (domain_key) DO UPDATE SET domain_key = excluded.domain_key RETURNING *`,
      )
      .get({ ...query, ...this.#frozen(job) }) as JobRow;
    return jobOfRow(row);
  }

  #frozen(job: FrozenExport) {
    return {
      ...job,
      parameters: JSON.stringify(job.parameters),
      mapping: JSON.stringify(job.mapping),
      constants: JSON.stringify(job.constants),
      testEvent: Number(job.testEvent),
      skipInvalidRecord: Number(job.skipInvalidRecord),
      createdAt: this.#clock.now(),
    };
  }

  /** The records that a job is about; undefined where it is about all of its file. */
  selection(id: number): Selection | undefined {
    const ranges = this.#database
      .prepare('SELECT first, last FROM job_selection WHERE job_id = ? ORDER BY first')
      .raw()
      .all(id) as [number, number][];
    return ranges.length === 0 ? undefined : ranges;
  }

  /** The last record that a job is about; undefined where it is about all of its file. */
  lastSelected(id: number): number | undefined {
    return this.#database
      .prepare<[number], number>('SELECT last FROM job_selection WHERE job_id = ? ORDER BY first DESC LIMIT 1')
      .pluck()
      .get(id);
  }

  /** The jobs that send records of this one again. */
  children(id: number): readonly Pick<Job, 'id' | 'state' | 'fixesBytes'>[] {
    return this.#database
      .prepare('SELECT id, state, fixes_bytes AS fixesBytes FROM job WHERE parent_id = ? ORDER BY id')
      .all(id) as Pick<Job, 'id' | 'state' | 'fixesBytes'>[];
  }

  #select(id: number, selection: Selection): void {
    const insert = this.#database.prepare('INSERT INTO job_selection (job_id, first, last) VALUES (?, ?, ?)');
    for (const [first, last] of selection) insert.run(id, first, last);
  }

  #insert({ selection: _, ...job }: NewJob): Job {
    const row = this.#database
      .prepare(
        `INSERT INTO job (type, state, connector, upload_id, authentication_id, parameters, account, test_event,
           skip_invalid_record, mapping, constants, fixes_bytes, parent_id, reference_time, rules_version, max_events, max_bytes, already_accepted, delivery,
           cursor_byte, cursor_record, cursor_line, created_at)
         SELECT 'export', 'queued', :connector, id, :authenticationId, :parameters, :account, :testEvent,
           :skipInvalidRecord, :mapping, :constants, :fixesBytes, :parentId, :referenceTime, :rulesVersion, :maxEvents, :maxBytes, :alreadyAccepted,
           :delivery, :byte, :record, :line, :createdAt
         FROM upload WHERE id = :uploadId AND deleted_at IS NULL
         RETURNING *`,
      )
      .get({ ...this.#frozen(job), ...job.start }) as JobRow | undefined;
    if (!row) throw this.#whyNoUpload(job.uploadId);
    return jobOfRow(row);
  }

  find(id: number): Job | undefined {
    const row = this.#database.prepare('SELECT * FROM job WHERE id = ?').get(id) as JobRow | undefined;
    return row && jobOfRow(row);
  }

  findByDomainKey(domainKey: string): Job | undefined {
    const row = this.#database.prepare('SELECT * FROM job WHERE domain_key = ?').get(domainKey) as JobRow | undefined;
    return row && jobOfRow(row);
  }

  /** The types of the columns of a query's result, in the engine's words; none of a result that is older than they. */
  resultTypes(id: number): readonly string[] {
    const types = this.#database
      .prepare<[number], string | null>('SELECT result_types FROM job WHERE id = ?')
      .pluck()
      .get(id);
    return types ? (JSON.parse(types) as string[]) : [];
  }

  /** Newest first: those before job `before`, or the last ones behind job `after`. */
  list({ limit, before, after, state, authentication, savedQuery }: JobPage): readonly Job[] {
    const where = [
      after === undefined ? 'id < :before' : 'id > :after',
      ...(state === undefined ? [] : [conditionOf(state)]),
      ...(authentication === undefined ? [] : ['authentication_id = :authentication']),
      ...(savedQuery === undefined ? [] : ['id IN (SELECT job_id FROM planned_run WHERE query_id = :savedQuery)']),
    ];
    const rows = this.#database
      .prepare(
        `SELECT * FROM job WHERE ${where.join(' AND ')} ORDER BY id ${after === undefined ? 'DESC' : 'ASC'} LIMIT :limit`,
      )
      .all({
        limit,
        ...(after === undefined ? { before: before ?? Number.MAX_SAFE_INTEGER } : { after }),
        ...(state !== undefined && { state }),
        ...(authentication !== undefined && { authentication }),
        ...(savedQuery !== undefined && { savedQuery }),
      }) as JobRow[];
    return (after === undefined ? rows : rows.reverse()).map(jobOfRow);
  }

  countByState(): ReadonlyMap<JobState, number> {
    const rows = this.#database.prepare('SELECT state, COUNT(*) AS jobs FROM job GROUP BY state ORDER BY state').all();
    return new Map((rows as { state: JobState; jobs: number }[]).map(({ state, jobs }) => [state, jobs]));
  }

  countWithRejects(): number {
    return this.#database.prepare<[], number>(`SELECT COUNT(*) FROM (${WITH_REJECTS})`).pluck().get() ?? 0;
  }

  /**
   * The job that is next for a worker which executes these already: queued, or running under an owner that has died; of an
   * account of which it executes fewer than so many; and no query where it runs as many as it may. Of those the oldest of
   * the highest priority.
   */
  nextClaimable(executing: readonly number[], { ofAnAccount, queries }: MostAtATime): number | undefined {
    return this.#database
      .prepare<[Record<string, unknown>], number>(
        `WITH executing AS (SELECT id, upload_id, authentication_id, account FROM job WHERE id IN (SELECT value FROM json_each(:ids)))
         SELECT id FROM job WHERE (state = 'queued' OR (state = 'running' AND lease_until < :now))
           AND id NOT IN (SELECT id FROM executing)
           AND (SELECT COUNT(*) FROM executing e
                WHERE e.authentication_id = job.authentication_id AND e.account = job.account) < :ofAnAccount
           AND (upload_id IS NOT NULL OR (SELECT COUNT(*) FROM executing WHERE upload_id IS NULL) < :queries)
         ORDER BY priority DESC, id LIMIT 1`,
      )
      .pluck()
      .get({ ids: JSON.stringify(executing), now: this.#clock.now(), ofAnAccount, queries });
  }

  /**
   * Takes a job over, if it is in one of these states and nobody alive owns it: one conditional UPDATE, so that of two
   * who try only one succeeds. The fence it raises makes void whatever a former owner still writes.
   */
  claim(id: number, owner: string, from: readonly JobState[]): SqliteJobLedger | undefined {
    const now = this.#clock.now();
    const row = this.#database
      .prepare(
        `UPDATE job SET state = 'running', owner = :owner, fence = fence + 1, lease_until = :leaseUntil,
           started_at = COALESCE(started_at, :now), ended_at = NULL, error_code = NULL, error_params = NULL
         WHERE id = :id AND state IN (SELECT value FROM json_each(:from)) AND (owner IS NULL OR lease_until < :now)
         RETURNING *`,
      )
      .get({ id, owner, now, leaseUntil: now + LEASE_MS, from: JSON.stringify(from) }) as JobRow | undefined;
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

  #ledgerOf(row: JobRow): SqliteJobLedger {
    const job = jobOfRow(row);
    const parts = { clock: this.#clock, job };
    const memory = { ...parts, sent: this.#sent, window: this.#duplicateWindow() };
    const accepted = this.#isReal(job) ? new AcceptedEvents(memory) : undefined;
    const { fence } = row;
    const stores = { database: this.#database, commits: this.#commits, outbox: this.#outbox };
    return new SqliteJobLedger({ ...parts, ...stores, fence, accepted });
  }

  #deletionOf(upload: number) {
    return this.#database
      .prepare(
        'SELECT deleted_at AS at, deleted_because AS because FROM upload WHERE id = ? AND deleted_at IS NOT NULL',
      )
      .get(upload) as { at: number; because: DeletionReason } | undefined;
  }

  #whyNoUpload(id: number): UserError {
    const deletion = this.#deletionOf(id);
    return deletion ? deletedError(deletion) : new UserError('upload_unknown', { id });
  }

  /** Test events and those for a stand-in are never taken for events that the other side knows. */
  #isReal({ testEvent, authenticationId }: Job): boolean {
    const target = this.#database
      .prepare('SELECT target FROM authentication WHERE id = ?')
      .pluck()
      .get(authenticationId);
    return !testEvent && target === 'live';
  }

  /** Leaves word for whoever executes the job. Killing outranks pausing; a job that has ended takes no request. */
  ask(id: number, request: 'pause' | 'kill'): void {
    this.#database
      .prepare(
        `UPDATE job SET request = ? WHERE id = ? AND state IN ('queued', 'running', 'paused')
           AND (request IS NULL OR request <> 'kill')`,
      )
      .run(request, id);
  }

  /** Puts jobs that wait for a person back in the queue. Throws UserError `upload_deleted` for one without its file. */
  requeue(id: number): boolean {
    const { changes } = this.#database
      .prepare(
        `UPDATE job SET state = 'queued', request = NULL, error_code = NULL, error_params = NULL, ended_at = NULL
         WHERE id = ? AND state IN ('paused', 'error') AND owner IS NULL
           AND (upload_id IS NULL OR upload_id IN (SELECT id FROM upload WHERE deleted_at IS NULL))`,
      )
      .run(id);
    const upload = changes === 1 ? undefined : this.find(id)?.uploadId;
    if (typeof upload === 'number' && this.#deletionOf(upload)) throw this.#whyNoUpload(upload);
    return changes === 1;
  }

  /** Jobs not yet ended that use this authentication, for asking them to pause or naming them to a person. */
  unfinished(authenticationId: number, account?: string): readonly Job[] {
    const rows = this.#database
      .prepare(
        `SELECT * FROM job WHERE authentication_id = ? AND (? IS NULL OR account = ?)
           AND state IN ('queued', 'running', 'paused') ORDER BY id`,
      )
      .all(authenticationId, account ?? null, account ?? null) as JobRow[];
    return rows.map(jobOfRow);
  }

  /**
   * A refused token concerns every job of its authentication, a refused account only those of the same account. Those that
   * wait for a worker pause at once; whoever executes another is told, and pauses it.
   */
  pauseOthers(job: Job, reason: Refusal): void {
    const others = { reason, self: job.id, authentication: job.authenticationId };
    const scope = { ...others, account: reason === 'forbidden' ? job.account : null };
    this.#database.transaction(() => {
      const paused = this.#database
        .prepare(
          `UPDATE job SET state = 'paused', error_code = :reason, error_params = json_object('account', account)
           WHERE state = 'queued' AND id <> :self AND authentication_id = :authentication
             AND (:account IS NULL OR account = :account) RETURNING *`,
        )
        .all(scope) as JobRow[];
      for (const row of paused) this.#outbox.note(jobOfRow(row));
      this.#database
        .prepare(
          `UPDATE job SET request = :reason WHERE state = 'running' AND request IS NULL AND id <> :self
             AND authentication_id = :authentication AND (:account IS NULL OR account = :account)`,
        )
        .run(scope);
    })();
  }

  /** Takes back what a refusal of this authentication did: jobs that it paused go on, those it was to pause do not pause. */
  requeueRefused(authenticationId: number): void {
    const refused = `IN ('unauthorized', 'forbidden')`;
    this.#database
      .prepare(`UPDATE job SET request = NULL WHERE authentication_id = ? AND request ${refused}`)
      .run(authenticationId);
    this.#requeuePaused(`authentication_id = ? AND error_code ${refused}`, authenticationId);
  }

  /** Puts the jobs back in the queue that a full disk paused. */
  requeueAfterDiskFull(): void {
    this.#requeuePaused(`error_code = ?`, 'disk_full');
  }

  #requeuePaused(where: string, value: string | number): void {
    this.#database
      .prepare(
        `UPDATE job SET state = 'queued', request = NULL, error_code = NULL, error_params = NULL
         WHERE state = 'paused' AND owner IS NULL AND ${where}`,
      )
      .run(value);
  }
}
