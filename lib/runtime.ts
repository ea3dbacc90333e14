import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import packageFile from '../package.json' with { type: 'json' };
import { systemClock } from './adapters/clock.ts';
import { toCsv } from './adapters/csv-out.ts';
import { freeBytes } from './adapters/disk.ts';
import { HttpSender } from './adapters/http.ts';
import { CallLimiter, paceOf } from './adapters/limiter.ts';
import { createLogger, type Logger } from './adapters/logger.ts';
import { openSecretBox } from './adapters/secret-box.ts';
import { prepareEffects, sha256 } from './adapters/sha256.ts';
import { hasSealedTokens, SqliteAuthentications } from './adapters/store/authentications.ts';
import { databasePath, openDatabase } from './adapters/store/database.ts';
import { databaseSize } from './adapters/store/database-size.ts';
import { GroupCommit } from './adapters/store/group-commit.ts';
import { SqliteJobs } from './adapters/store/jobs.ts';
import { SqliteLog } from './adapters/store/log.ts';
import { prepareDatabase } from './adapters/store/migrations.ts';
import { SqliteRecords } from './adapters/store/records.ts';
import { SqliteRetention } from './adapters/store/retention.ts';
import { SqliteSettings } from './adapters/store/settings.ts';
import { SqliteSweepReports } from './adapters/store/sweep-reports.ts';
import { SqliteTotals } from './adapters/store/totals.ts';
import { SqliteUploads } from './adapters/store/uploads.ts';
import { SqliteWorkers } from './adapters/store/workers.ts';
import { UploadFiles } from './adapters/upload-files.ts';
import { connectorOf, connectors } from './connectors/registry.ts';
import type { Authentication } from './core/authentication.ts';
import type { Connector, Sandbox } from './core/connector.ts';
import { sampleRows } from './core/describe.ts';
import { UserError } from './core/errors.ts';
import type { Issue } from './core/issue.ts';
import type { Job, JobState, Outcome } from './core/job.ts';
import type { PrepareEffects } from './core/prepare.ts';
import type { Row } from './core/row.ts';
import type { Ceilings } from './core/settings.ts';
import type { Sweep } from './core/sweep.ts';
import type { Upload } from './core/upload.ts';
import type { Env } from './env.ts';
import { translate } from './messages/translate.ts';
import type { Send } from './operations/call.ts';
import { type ControlOptions, jobOf } from './operations/control-job.ts';
import type { CreateExportOptions } from './operations/create-export.ts';
import { executeJob, type Interrupt } from './operations/execute-job.ts';
import type { RowSource } from './operations/export-run/run.ts';
import { listOutcomes } from './operations/list-outcomes.ts';
import { readableUpload } from './operations/readable-upload.ts';
import type { ReceiveOptions } from './operations/receive-upload.ts';
import { rejectedRows } from './operations/rejected-csv.ts';
import type { StatusOptions } from './operations/report-status.ts';
import { type PersonalDataOptions, sweepPersonalData } from './operations/sweep-personal-data.ts';

/** How long a statement of this process waits for another writer. */
const BUSY_TIMEOUT_MS = 5000;

/** What a process works with. Operations get what they need of it as arguments. */
export interface Runtime {
  readonly env: Env;
  readonly clock: typeof systemClock;
  readonly logger: Logger;
  /** Names this process where it owns jobs. */
  readonly owner: string;
  readonly authentications: SqliteAuthentications;
  readonly jobs: SqliteJobs;
  readonly records: SqliteRecords;
  readonly log: SqliteLog;
  readonly settings: SqliteSettings;
  readonly retention: SqliteRetention;
  readonly sweepReports: SqliteSweepReports;
  readonly totals: SqliteTotals;
  readonly uploads: SqliteUploads;
  readonly workers: SqliteWorkers;
  readonly files: UploadFiles;
  readonly prepareEffects: PrepareEffects;
  readonly limiter: CallLimiter;
  readonly testLimiterOf: (connector: Connector) => CallLimiter;
  /** The rows of an upload, from its spool. */
  readonly rowsOf: (upload: Upload) => RowSource;
  /** How calls of an authentication go out: to the service itself, or to its stand-in, which starts at first need. */
  readonly senderFor: (authentication: Pick<Authentication, 'connector' | 'target'>) => Promise<Send>;
  readonly close: () => Promise<void>;
}

/**
 * The composition root: the only place that chooses adapters. A process opens one runtime and keeps it. Throws a UserError
 * where the key file does not fit the data folder, before anything is touched.
 */
export async function openRuntime(env: Env, name: string): Promise<Runtime> {
  const box = openSecretBox(env.keyFile, !hasSealedTokens(databasePath(env.dataDir)));
  const database = openDatabase(await prepareDatabase(env.dataDir), { busyTimeoutMs: BUSY_TIMEOUT_MS });
  const clock = systemClock;
  const authentications = new SqliteAuthentications(database, box, clock);
  authentications.refuseWrongKey();
  const files = new UploadFiles(join(env.dataDir, 'uploads'), env.maxUploadBytes);
  const outside = new Outside(env);
  return {
    env,
    clock,
    logger: createLogger(name, env.logLevel),
    owner: `${name}-${process.pid}-${randomUUID()}`,
    authentications,
    jobs: new SqliteJobs(database, new GroupCommit(database), clock),
    records: new SqliteRecords(database),
    log: new SqliteLog(database),
    settings: new SqliteSettings({ database, clock, ceilings: ceilingsOf(env) }),
    retention: new SqliteRetention(database),
    sweepReports: new SqliteSweepReports(database, clock),
    totals: new SqliteTotals(database, clock),
    uploads: new SqliteUploads(database),
    workers: new SqliteWorkers(database, clock),
    files,
    prepareEffects,
    limiter: new CallLimiter(database, 'real', paceOf(env.callsPerMinute)),
    testLimiterOf: (connector) =>
      new CallLimiter(database, 'test', { calls: connector.testCallsPerSecond, seconds: 1 }),
    rowsOf: (upload) => rowsOf(files, upload),
    senderFor: (authentication) => outside.senderFor(authentication),
    close: async () => {
      await outside.close();
      database.close();
    },
  };
}

/** Where a connector's stand-in keeps what it received. */
export function sandboxDirectory(env: Env): string {
  return join(env.dataDir, 'sandbox');
}

function ceilingsOf({ callsPerMinute }: Env): Ceilings {
  const testCalls = connectors.map(({ testCallsPerSecond }) => testCallsPerSecond);
  return { calls_per_minute: callsPerMinute, test_calls_per_second: Math.max(1, ...testCalls) };
}

function rowsOf(files: UploadFiles, { folder, delimiter, header }: Upload): RowSource {
  const columns = header.length;
  return {
    header,
    rows: (from, until) => files.rows(folder, { delimiter, columns, from, ...(until === undefined ? {} : { until }) }),
  };
}

/** Connections to the other side, made at first need and kept. */
class Outside {
  readonly #env: Env;
  readonly #senders = new Map<string, HttpSender>();
  readonly #sandboxes = new Map<string, Promise<Sandbox>>();

  constructor(env: Env) {
    this.#env = env;
  }

  async senderFor({ connector, target }: Pick<Authentication, 'connector' | 'target'>): Promise<Send> {
    const url = target === 'sandbox' ? (await this.#sandboxOf(connector)).url : this.#env.apiBaseUrls[connector];
    if (url === undefined) throw new Error(`no base URL for ${connector}`);
    const sender = this.#senders.get(url) ?? new HttpSender(url);
    this.#senders.set(url, sender);
    return (request, body) => sender.send(request, body);
  }

  async close(): Promise<void> {
    for (const sender of this.#senders.values()) await sender.close();
    for (const sandbox of this.#sandboxes.values()) await (await sandbox).close();
  }

  #sandboxOf(type: string): Promise<Sandbox> {
    const known = this.#sandboxes.get(type);
    const sandbox = known ?? connectorOf(type).startSandbox({ directory: sandboxDirectory(this.#env) });
    this.#sandboxes.set(type, sandbox);
    return sandbox;
  }
}

/**
 * Claims a job that is in one of these states and executes it until it ends, pauses or is interrupted. False where it was
 * not to be had: another process owns it, or it is in another state.
 */
export async function claimAndExecute(
  runtime: Runtime,
  jobId: number,
  from: readonly JobState[],
  interrupt: Interrupt,
): Promise<boolean> {
  const job = jobOf(runtime, jobId);
  const connector = connectorOf(job.connector);
  const authentication = runtime.authentications.get(job.authenticationId);
  const token = runtime.authentications.token(authentication.id);
  const source = runtime.rowsOf(runtime.uploads.get(job.uploadId));
  const send = await runtime.senderFor(authentication);
  const ledger = runtime.jobs.claim(jobId, runtime.owner, from, connector.duplicateWindow);
  if (!ledger) return false;
  runtime.logger.info({ job: job.id }, 'job claimed');
  await executeJob(
    {
      ledger,
      connector,
      token,
      source,
      send,
      limiter: runtime.limiter,
      testLimiter: runtime.testLimiterOf(connector),
      clock: runtime.clock,
      random: Math.random,
      sha256,
      prepareEffects,
      callsInFlight: runtime.env.callsInFlight,
      onRefusal: (kind) => noteRefusal(runtime, job, kind),
    },
    interrupt,
  );
  const { state, records } = ledger.current();
  if (records.accepted > ledger.job.records.accepted) runtime.authentications.markUsed(authentication.id);
  runtime.logger.info({ job: job.id, state }, 'job released');
  await keepNothing(runtime);
  return true;
}

/** Where nothing is to be kept, nothing waits for the next sweep. */
async function keepNothing(runtime: Runtime): Promise<void> {
  if (runtime.settings.current().retention_days > 0) return;
  try {
    await sweepPersonalData(personalDataOptions(runtime));
  } catch (error) {
    runtime.logger.error({ err: error }, 'personal data could not be deleted; the next sweep tries again');
  }
}

/** What it takes to turn an uploaded file into a job. */
export function createExportOptions({ jobs, clock, env }: Runtime): CreateExportOptions {
  return { jobs, clock, maxEventsPerCall: env.maxEventsPerCall, maxBytesPerCall: env.maxBytesPerCall };
}

export function receiveOptions({ files, uploads, clock }: Runtime, connector: Connector): ReceiveOptions {
  return { files, uploads, connector, clock };
}

/**
 * The records of a job with one of these outcomes, as CSV text to be streamed. Throws UserError `job_unknown`, and
 * `upload_deleted` or `upload_gone` where the values are not there any more.
 */
export async function rejectedCsv(
  runtime: Runtime,
  jobId: number,
  { statuses, spreadsheetSafe }: { statuses: readonly Outcome[]; spreadsheetSafe: boolean },
): Promise<Readable> {
  const { records, rowsOf } = runtime;
  const job = jobOf(runtime, jobId);
  const upload = await readableUpload(runtime, job.uploadId);
  const outcomes = listOutcomes({
    job,
    start: upload.start,
    rows: rowsOf(upload).rows,
    page: (filter, after, limit) => records.page(jobId, filter, after, limit),
    batches: () => records.batches(jobId),
  });
  const textOf = ({ code, params }: Issue) => translate('issues', code, params);
  return toCsv(rejectedRows(outcomes, { header: upload.header, statuses, textOf }), spreadsheetSafe);
}

/** A file with every column that an export understands and one record, as CSV text. */
export function templateCsv({ clock }: Runtime, { fields }: Connector): Readable {
  const now = String(Math.floor(clock.now() / 1000));
  return toCsv(Readable.from(sampleRows(fields, now)), false);
}

/** A file that is looked at and not kept: its rows, and what preparing them takes. Nothing of it stays behind, also where the process ends early. */
export async function withOfflineFile<T>(
  content: AsyncIterable<Uint8Array>,
  { encoding, isKnown }: { encoding: string | undefined; isKnown: (name: string) => boolean },
  work: (file: {
    header: readonly string[];
    rows: AsyncIterable<readonly Row[]>;
    effects: PrepareEffects;
  }) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'pintd-'));
  const removeAtExit = () => rmSync(directory, { recursive: true, force: true });
  process.once('exit', removeAtExit);
  try {
    const files = new UploadFiles(directory, Number.MAX_SAFE_INTEGER);
    const { folder, bytes } = await files.save(content);
    if (bytes === 0) throw new UserError('file_empty');
    await files.spool(folder, encoding);
    const { header, delimiter, cursor: from } = await files.readHeader(folder, { isKnown });
    const rows = files.rows(folder, { delimiter, columns: header.length, from });
    return await work({ header, rows, effects: prepareEffects });
  } finally {
    process.off('exit', removeAtExit);
    await rm(directory, { recursive: true, force: true });
  }
}

/** What it takes to tell how the product is doing. */
export function statusOptions(runtime: Runtime): StatusOptions {
  const { env, totals, workers, retention, settings, clock } = runtime;
  return {
    ...{ version: packageFile.version, dataDir: env.dataDir, reserveBytes: env.diskReserveBytes },
    ...{ totals, workers, retention, clock, days: settings.current().retention_days },
    freeBytes: () => freeBytes(env.dataDir),
    databaseBytes: () => databaseSize(databasePath(env.dataDir)),
  };
}

/** What is to be cleared up now and then; see lib/worker/sweeps.ts. */
export function sweepsOf(runtime: Runtime): readonly Sweep[] {
  return [{ name: 'personal_data', run: () => sweepPersonalData(personalDataOptions(runtime)) }];
}

function personalDataOptions({ env, files, retention, settings, clock, logger }: Runtime): PersonalDataOptions {
  return {
    files,
    retention,
    clock,
    days: settings.current().retention_days,
    forgetReceived: async (before) => {
      for (const connector of connectors) await connector.forgetReceived(sandboxDirectory(env), before);
    },
    log: (deleted) => logger.info(deleted, 'upload deleted: its time is over'),
  };
}

/** What it takes to stop and resume jobs from this process. */
export function controlOf(runtime: Runtime): ControlOptions {
  return {
    jobs: runtime.jobs,
    execute: (id, from, interrupt) => claimAndExecute(runtime, id, from, interrupt),
    isWorkerAlive: () => runtime.workers.isAnyAlive(),
    clock: runtime.clock,
  };
}

function noteRefusal({ authentications, jobs }: Runtime, job: Job, kind: 'unauthorized' | 'forbidden'): void {
  if (kind === 'unauthorized') authentications.markFailed(job.authenticationId);
  jobs.pauseOthers(job, kind);
}
