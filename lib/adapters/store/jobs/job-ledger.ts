import type { Clock } from '../../../core/clock.ts';
import type { Decision } from '../../../core/delivery/decision.ts';
import type { Digests } from '../../../core/delivery/digests.ts';
import {
  type Acceptances,
  type Batch,
  type BatchIntent,
  type BatchState,
  type Exchange,
  type JobLedger,
  LeaseLost,
  type LogLevel,
  NO_ACCEPTANCES,
  type OpenState,
  type Progress,
  type Settlement,
} from '../../../core/delivery/ledger.ts';
import { type RecordOutcome, recordCountOf, tabulate } from '../../../core/delivery/outcome-table.ts';
import type { IssueParams } from '../../../core/issue.ts';
import { isFinal, type Job, type JobError, type JobRequest, type JobState } from '../../../core/job/job.ts';
import type { Upload } from '../../../core/upload/upload.ts';
import type { Database } from '../database/database.ts';
import type { GroupCommit } from '../database/group-commit.ts';
import { numbersIn, textsIn } from '../database/portable-sql.ts';
import type { Tables } from '../database/tables.ts';
import { together } from '../database/together.ts';
import type { AcceptedEvents } from '../sent/accepted-events.ts';
import { subjectOf } from '../sent/sent-ledger.ts';
import { type BatchRow, batchOfRow } from './batch-row.ts';
import { LEASE_MS } from './job-leases.ts';
import { findJob, type JobRow } from './job-row.ts';
import { addLogLine } from './log.ts';
import { RecordWriter, UncertainWriter } from './records/record-writer.ts';

export interface JobLedgerOptions {
  readonly database: Database;
  readonly commits: GroupCommit;
  readonly job: Job;
  readonly fence: number;
  readonly clock: Clock;
  /** Undefined for jobs that send test events, send to the sandbox or send nothing: they do not use the sent ledger. */
  readonly accepted: AcceptedEvents | undefined;
  /** Notified of the job's state when its owner releases it, in the same transaction. */
  readonly notices: { record(job: Job): Promise<void> };
}

/** The ledger of one job, valid while the job has this fence. */
export class DatabaseJobLedger implements JobLedger {
  readonly job: Job;
  readonly fence: number;
  readonly #database: Database;
  readonly #commits: GroupCommit;
  readonly #clock: Clock;
  readonly #records: RecordWriter;
  readonly #uncertain: UncertainWriter;
  readonly #accepted: AcceptedEvents | undefined;
  readonly #notices: JobLedgerOptions['notices'];
  readonly #subject: string;
  /** Open batches of this owner that contain no record with a warning. */
  readonly #withoutWarnings = new Set<number>();

  constructor({ database, commits, job, fence, clock, accepted, notices }: JobLedgerOptions) {
    this.job = job;
    this.#database = database;
    this.#commits = commits;
    this.fence = fence;
    this.#clock = clock;
    this.#accepted = accepted;
    this.#notices = notices;
    this.#subject = subjectOf(job);
    this.#records = new RecordWriter(database);
    this.#uncertain = new UncertainWriter(database);
  }

  async current(): Promise<Job> {
    return (await findJob(this.#database, this.job.id)) as Job;
  }

  firstInvalid(): Promise<Pick<RecordOutcome, 'record' | 'line'> | undefined> {
    return this.#database.get(SQL.firstInvalid, [this.job.id]);
  }

  async firstNoted(codes: ReadonlySet<string>): Promise<Map<string, number>> {
    const rows = await this.#database.all<Pick<Tables['issue_kind'], 'code'> & Pick<Tables['issue'], 'record'>>(
      SQL.firstNoted,
      [this.job.id, JSON.stringify([...codes])],
    );
    return new Map(rows.map(({ code, record }) => [code, record]));
  }

  async openBatches(): Promise<readonly Batch[]> {
    return (await this.#database.all<BatchRow>(SQL.openBatches, [this.job.id])).map(batchOfRow);
  }

  async acceptedBefore(digests: Digests): Promise<Acceptances> {
    return this.#accepted?.recall(digests) ?? NO_ACCEPTANCES;
  }

  async recordIntent(progress: Progress, intent: BatchIntent | undefined): Promise<Batch | undefined> {
    const [, batch] = await this.#write(() => together(this.#advance(progress, intent), this.#insertIfAny(intent)));
    // Only after the commit, because after a rollback another batch may get the same id.
    if (batch && progress.noted.every((table) => recordCountOf(table) === 0)) this.#withoutWarnings.add(batch.id);
    return batch;
  }

  recordAttempt({ id, events }: Batch, bodySha256: string | null = null): Promise<Batch> {
    return this.#write(async () => {
      const attempt = { batch: id, fence: this.fence, bodySha256, now: this.#clock.now() };
      const [, row] = await together(
        this.#database.run(SQL.countAttempt, { job: this.job.id, batch: id, events }),
        this.#database.get<BatchRow>(SQL.attempt, attempt),
      );
      return batchOfRow(row as BatchRow);
    });
  }

  postpone(batch: Batch, state: OpenState, exchange: Exchange | undefined): Promise<void> {
    return this.#write(() => this.#recordResponse(batch, state, exchange, NO_CHANGE));
  }

  settle(batch: Batch, settlement: Settlement): Promise<void> {
    return this.#write(() => this.#settle(batch, settlement.state, settlement));
  }

  narrow(
    batch: Batch,
    settlement: Omit<Settlement, 'state'>,
    next: BatchIntent | undefined,
  ): Promise<Batch | undefined> {
    return this.#write(async () => {
      await this.#settle(batch, 'narrowed', settlement, next);
      return this.#insertIfAny(next);
    });
  }

  resolveUncertain(batch: Batch, decision: Decision, digests: Digests): Promise<void> {
    return this.#writeAlone(async () => {
      const accepts = decision === 'accept';
      const accepted = accepts ? batch.events : 0;
      const { changes } = await this.#database.run(SQL.resolveUncertain, {
        batch: batch.id,
        state: accepts ? 'done' : 'resend',
        accepted,
      });
      if (changes !== 1) return; // another process has resolved it
      await this.#database.run(SQL.count, { ...NO_CHANGE, job: this.job.id, accepted, uncertain: -batch.events });
      await this.#uncertain.clear(this.job.id, batch, accepts ? 'accepted' : 'not_sent');
      await this.#accepted?.remember(digests);
    });
  }

  /** Logs the size of the result in the same transaction, because nothing else stores its number of records. */
  adopt(
    complete: () => Promise<Upload>,
    { types, records, fixesBytes }: Parameters<JobLedger['adopt']>[1],
  ): Promise<Upload> {
    return this.#writeAlone(async () => {
      const upload = await complete();
      const { byte, record, line } = upload.start;
      const { changes } = await this.#database.run(SQL.adopt, {
        job: this.job.id,
        upload: upload.id,
        types: JSON.stringify(types),
        fixesBytes,
        byte,
        record,
        line,
        referenceTime: Math.floor(this.#clock.now() / 1000),
      });
      if (changes !== 1) throw new Error(`job ${this.job.id} already has a file`);
      await this.#addLogLine('info', 'query_frozen', { records, bytes: upload.bytes });
      return upload;
    });
  }

  write(work: () => Promise<void>): Promise<void> {
    return this.#writeAlone(work);
  }

  log(level: LogLevel, code: string, params: IssueParams = {}): Promise<void> {
    return this.#write(() => this.#addLogLine(level, code, params));
  }

  /** Reads the clock inside the transaction, so that waiting for the database does not shorten the lease. */
  heartbeat(): Promise<{ readonly leaseUntil: number; readonly request: JobRequest | null }> {
    return this.#database.transaction(async () => {
      await this.#throwIfLost(); // waits for other writers, so the time is read afterwards
      const leaseUntil = this.#clock.now() + LEASE_MS;
      const params = [leaseUntil, this.job.id, this.fence];
      const row = await this.#database.get<Pick<JobRow, 'request'>>(SQL.heartbeat, params);
      if (!row) throw new LeaseLost(this.job.id);
      // The owner stops earlier than the stored end, by the tolerance of its clock. A process that takes over the job
      // waits longer, by the tolerance of its own clock.
      return { leaseUntil: leaseUntil - (this.#clock.toleranceMs ?? 0), request: row.request };
    }, this.#subject);
  }

  finish(state: Exclude<JobState, 'running'>, error: JobError | null): Promise<void> {
    return this.#writeAlone(async () => {
      const code = error?.code ?? null;
      const params = error && JSON.stringify(error.params);
      const endedAt = isFinal(state) ? this.#clock.now() : null;
      await this.#database.run(SQL.finish, { job: this.job.id, state, code, params, endedAt });
      await this.#notices.record(await this.current());
    });
  }

  async #advance(
    { from, to, read, invalid, noted, repeats }: Progress,
    intent: BatchIntent | undefined,
  ): Promise<void> {
    const [{ changes }] = await together(
      this.#database.run(SQL.advance, {
        job: this.job.id,
        from: from.record,
        byte: to.byte,
        record: to.record,
        line: to.line,
        read,
        invalid: recordCountOf(invalid),
        repeats,
        ...countsOf(intent),
      }),
      this.#records.write(this.job.id, invalid),
      ...noted.map((table) => this.#records.write(this.job.id, table)),
    );
    if (changes !== 1) throw new Error(`the cursor of job ${this.job.id} is not at record ${from.record}`);
  }

  /** Inserts the batch; the caller counts it in the job. */
  async #insertIfAny(intent: BatchIntent | undefined): Promise<Batch | undefined> {
    if (!intent) return undefined;
    const { from } = intent;
    const { state, attempts } = stateOf(intent);
    const firstSentAt = intent.unknownSince ?? this.#clock.now();
    const id = await this.#database.value<number>(SQL.insertBatch, {
      job: this.job.id,
      name: intent.name,
      firstRecord: from.record + 1,
      lastRecord: intent.lastRecord,
      firstLine: from.line,
      startByte: from.byte,
      endByte: intent.endByte,
      leftOut: JSON.stringify(intent.leftOut),
      events: intent.events,
      bodySha256: intent.bodySha256,
      fence: this.fence,
      firstSentAt,
      state,
      attempts,
    });
    return { ...intent, ...NEW_BATCH, state, attempts, id: id as number, firstSentAt };
  }

  /** Settles a batch. Also counts `next`, which is inserted in the same transaction. */
  async #settle(
    batch: Batch,
    state: BatchState,
    settlement: Omit<Settlement, 'state'>,
    next?: BatchIntent,
  ): Promise<void> {
    const { accepted, rejected, uncertain, records, exchange, extraCalls, digests } = settlement;
    const { calls, batches } = countsOf(next);
    await together(
      this.#recordResponse(batch, state, exchange, settlement),
      this.#database.run(SQL.count, {
        job: this.job.id,
        accepted,
        rejected,
        uncertain,
        calls: extraCalls + calls,
        batches,
      }),
      this.#recordOutcomes(batch, state, records),
      this.#accepted?.remember(digests) ?? Promise.resolve(),
    );
  }

  async #recordOutcomes(batch: Batch, state: BatchState, records: Settlement['records']): Promise<void> {
    await this.#records.write(this.job.id, tabulate(records));
    const hasWarnings = !this.#withoutWarnings.delete(batch.id);
    if (state === 'done' && hasWarnings) await this.#acceptWarned(batch);
  }

  /** Marks as accepted the batch's records that were noted only for a warning, unless they got a worse outcome. */
  async #acceptWarned(batch: Batch): Promise<void> {
    await this.#database.run(SQL.acceptWarned, {
      job: this.job.id,
      first: batch.from.record + 1,
      last: batch.lastRecord,
      leftOut: JSON.stringify(batch.leftOut),
    });
  }

  async #recordResponse(
    batch: Batch,
    state: BatchState,
    exchange: Exchange | undefined,
    { accepted, rejected }: { accepted: number; rejected: number },
  ): Promise<void> {
    if (!exchange) {
      await this.#database.run(SQL.setState, { batch: batch.id, state, accepted, rejected });
      return;
    }
    await this.#database.run(SQL.setResponse, {
      batch: batch.id,
      state,
      accepted,
      rejected,
      status: exchange.status,
      requestId: exchange.requestId,
      latencyMs: exchange.latencyMs,
      answeredAt: this.#clock.now(),
    });
  }

  #addLogLine(level: LogLevel, code: string, params: IssueParams): Promise<void> {
    return addLogLine(this.#database, { job: this.job.id, at: this.#clock.now(), level, code, params });
  }

  async #throwIfLost(): Promise<void> {
    if (!(await this.#database.get(SQL.owned, [this.job.id, this.fence]))) throw new LeaseLost(this.job.id);
  }

  /** Queues a write that changes only the job and the sent events of its scope. */
  #write<T>(write: () => Promise<T>): Promise<T> {
    return this.#commits.add(() => this.#withFenceCheck(write), this.#subject);
  }

  /** Queues a write on which decisions about other jobs depend, such as a change of the state. */
  #writeAlone<T>(write: () => Promise<T>): Promise<T> {
    return this.#commits.add(() => this.#withFenceCheck(write));
  }

  /**
   * Checks the fence in the transaction of a write. Does not wait for the check before it writes, because the error of
   * a lost lease rolls the write back.
   */
  async #withFenceCheck<T>(write: () => Promise<T>): Promise<T> {
    const [, written] = await together(this.#throwIfLost(), write());
    return written;
  }
}

const NEW_BATCH = {
  state: 'sending',
  attempts: 1,
  accepted: 0,
  rejected: 0,
  answeredAt: null,
  exchange: { status: null, requestId: null, latencyMs: 0 },
} as const;

/** A batch that was not sent according to this database, but may have been sent after its backup was taken. */
const UNKNOWN_BATCH = { state: 'unknown', attempts: 0 } as const;

const NO_CHANGE = { accepted: 0, rejected: 0, uncertain: 0, calls: 0, batches: 0 };

function stateOf({ unknownSince }: BatchIntent) {
  return unknownSince === undefined ? NEW_BATCH : UNKNOWN_BATCH;
}

/** What a new batch adds to the counters of its job. */
function countsOf(intent: BatchIntent | undefined) {
  return intent ? { calls: stateOf(intent).attempts, batches: 1 } : { calls: 0, batches: 0 };
}

const SQL = {
  firstInvalid: `SELECT record, line FROM record WHERE job_id = ? AND status = 'invalid' ORDER BY record LIMIT 1`,
  owned: 'SELECT 1 FROM job WHERE id = ? AND fence = ?',
  openBatches: `SELECT * FROM batch WHERE job_id = ? AND state IN ('sending', 'waiting', 'unknown', 'resend')
    ORDER BY first_record, id`,
  insertBatch: `INSERT INTO batch (job_id, name, first_record, last_record, first_line, start_byte, end_byte, left_out, events,
      body_sha256, state, attempts, fence, first_sent_at)
    VALUES (:job, :name, :firstRecord, :lastRecord, :firstLine, :startByte, :endByte, :leftOut, :events,
      :bodySha256, :state, :attempts, :fence, :firstSentAt) RETURNING id`,
  countAttempt: `UPDATE job SET call_count = call_count + 1,
      resent_after_unknown = resent_after_unknown
        + CASE WHEN EXISTS (SELECT 1 FROM batch WHERE id = :batch AND state = 'waiting') THEN 0 ELSE :events END
    WHERE id = :job`,
  attempt: `UPDATE batch SET state = 'sending', attempts = attempts + 1, fence = :fence,
      body_sha256 = COALESCE(:bodySha256, body_sha256),
      first_sent_at = CASE WHEN state IN ('waiting', 'resend') THEN :now ELSE first_sent_at END
    WHERE id = :batch RETURNING *`,
  setState: 'UPDATE batch SET state = :state, accepted = :accepted, rejected = :rejected WHERE id = :batch',
  setResponse: `UPDATE batch SET state = :state, accepted = :accepted, rejected = :rejected,
      http_status = :status, request_id = :requestId, latency_ms = :latencyMs, answered_at = :answeredAt
    WHERE id = :batch`,
  resolveUncertain: `UPDATE batch SET state = :state, accepted = :accepted WHERE id = :batch AND state = 'uncertain'`,
  advance: `UPDATE job SET cursor_byte = :byte, cursor_record = :record, cursor_line = :line,
      read_count = read_count + :read, invalid_count = invalid_count + :invalid, repeat_count = repeat_count + :repeats,
      call_count = call_count + :calls, batch_count = batch_count + :batches, deaths = 0
    WHERE id = :job AND cursor_record = :from`,
  count: `UPDATE job SET accepted_count = accepted_count + :accepted, rejected_count = rejected_count + :rejected,
      uncertain_count = uncertain_count + :uncertain, call_count = call_count + :calls, batch_count = batch_count + :batches,
      deaths = CASE WHEN :accepted + :rejected + :uncertain > 0 THEN 0 ELSE deaths END
    WHERE id = :job`,
  acceptWarned: `UPDATE record SET status = 'accepted' WHERE job_id = :job AND record BETWEEN :first AND :last
    AND status = 'not_sent' AND record NOT IN ${numbersIn(':leftOut')}`,
  firstNoted: `SELECT issue_kind.code, MIN(issue.record) AS record
    FROM issue_kind JOIN issue ON issue.kind_id = issue_kind.id
    WHERE issue_kind.job_id = ? AND issue_kind.code IN ${textsIn('?')} GROUP BY issue_kind.code`,
  adopt: `UPDATE job SET upload_id = :upload, result_types = :types, fixes_bytes = :fixesBytes,
      cursor_byte = :byte, cursor_record = :record, cursor_line = :line, reference_time = :referenceTime, deaths = 0
    WHERE id = :job AND upload_id IS NULL`,
  heartbeat: `UPDATE job SET lease_until = ? WHERE id = ? AND fence = ? AND state = 'running' RETURNING request`,
  finish: `UPDATE job SET state = :state, request = CASE WHEN :state = 'queued' THEN request END,
      owner = NULL, lease_until = NULL, error_code = :code, error_params = :params,
      ended_at = CASE WHEN CAST(:endedAt AS BIGINT) IS NULL THEN NULL ELSE COALESCE(ended_at, :endedAt) END
    WHERE id = :job`,
};
