import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import packageFile from '../package.json' with { type: 'json' };
import { type BackupContents, readBackup, writeBackup } from './adapters/backup-archive.ts';
import { systemClock } from './adapters/clock.ts';
import { toCsv } from './adapters/csv-out.ts';
import { freeBytes } from './adapters/disk.ts';
import { HttpSender } from './adapters/http.ts';
import { CallLimiter } from './adapters/limiter.ts';
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
import { SentLedger } from './adapters/store/sent-ledger.ts';
import { SqliteSettings } from './adapters/store/settings.ts';
import { SqliteSweepReports } from './adapters/store/sweep-reports.ts';
import { SqliteTotals } from './adapters/store/totals.ts';
import { SqliteUnfinishedUploads } from './adapters/store/unfinished-uploads.ts';
import { SqliteUploads } from './adapters/store/uploads.ts';
import { SqliteWorkers } from './adapters/store/workers.ts';
import { UploadFiles } from './adapters/upload-files.ts';
import { connectorOf, connectors } from './connectors/registry.ts';
import type { Authentication } from './core/authentication.ts';
import type { Connector, ExportParameters, Sandbox } from './core/connector.ts';
import { sampleRows } from './core/describe.ts';
import { UserError } from './core/errors.ts';
import type { Issue } from './core/issue.ts';
import type { Job, JobState, Outcome, Refusal } from './core/job.ts';
import { paceOf } from './core/pace.ts';
import type { Mapping } from './core/plan.ts';
import type { PrepareEffects } from './core/prepare.ts';
import type { Row } from './core/row.ts';
import type { Ceilings } from './core/settings.ts';
import type { Sweep } from './core/sweep.ts';
import type { Upload } from './core/upload.ts';
import type { Env } from './env.ts';
import { translate } from './messages/translate.ts';
import type { Send } from './operations/call.ts';
import { type ControlOptions, jobOf } from './operations/control-job.ts';
import type { AcceptedOfAccount, CountOptions } from './operations/count-already-accepted.ts';
import type { CreateExportOptions } from './operations/create-export.ts';
import type { DecideOptions } from './operations/decide-uncertain.ts';
import { executeJob, type Interrupt } from './operations/execute-job.ts';
import type { Limiter, RowSource } from './operations/export-run/run.ts';
import { listOutcomes } from './operations/list-outcomes.ts';
import { readableUpload } from './operations/readable-upload.ts';
import type { ReceiveOptions } from './operations/receive-upload.ts';
import { rejectedRows } from './operations/rejected-csv.ts';
import type { StatusOptions } from './operations/report-status.ts';
import { type PersonalDataOptions, sweepPersonalData } from './operations/sweep-personal-data.ts';
import { sweepUploads } from './operations/sweep-uploads.ts';

const HOUR = 60 * 60 * 1000;

/** An export that may be made, as its parameters were checked. */
interface CountedExport {
  readonly connector: Connector;
  readonly upload: Upload;
  readonly authentication: Authentication;
  readonly mapping: Mapping;
  readonly parameters: ExportParameters;
}

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
  readonly sent: SentLedger;
  readonly log: SqliteLog;
  readonly settings: SqliteSettings;
  readonly retention: SqliteRetention;
  readonly sweepReports: SqliteSweepReports;
  readonly totals: SqliteTotals;
  readonly uploads: SqliteUploads;
  readonly unfinished: SqliteUnfinishedUploads;
  readonly workers: SqliteWorkers;
  readonly files: UploadFiles;
  readonly prepareEffects: PrepareEffects;
  readonly random: () => number;
  /** The places of calls to one account of the service, or of its stand-in. */
  readonly limiterFor: (authentication: Pick<Authentication, 'connector' | 'target'>, account: string) => Limiter;
  /** Forgets which calls began in seconds long past. */
  readonly sweepCallWindows: () => void;
  /** Whether the data folder's disk has more room left than must stay free. */
  readonly hasRoom: () => boolean;
  /** The rows of an upload, from its spool. */
  readonly rowsOf: (upload: Upload) => RowSource;
  /** How calls of an authentication go out: to the service itself, or to its stand-in, which starts at first need. */
  readonly senderFor: (authentication: Pick<Authentication, 'connector' | 'target'>) => Promise<Send>;
  /** Writes a backup of the data folder to a new file. Throws UserError `backup_exists`. */
  readonly backUp: (file: string) => Promise<BackupContents>;
  readonly close: () => Promise<void>;
}

/** What of this machine everything rests on. Whoever tries the product's faults puts others in their place. */
export interface Machine {
  readonly clock: typeof systemClock;
  readonly random: () => number;
  readonly openDatabase: typeof openDatabase;
  /** How long a statement waits for another writer, and everything else in this process with it. */
  readonly busyTimeoutMs: number;
}

export const THIS_MACHINE: Machine = {
  clock: systemClock,
  random: Math.random,
  openDatabase,
  busyTimeoutMs: 1000,
};

/**
 * The composition root: the only place that chooses adapters. A process opens one runtime and keeps it. Throws a UserError
 * where the key file does not fit the data folder, before anything is touched.
 */
export async function openRuntime(env: Env, name: string, machine: Machine = THIS_MACHINE): Promise<Runtime> {
  const { clock, random } = machine;
  const box = openSecretBox(env.keyFile, !hasSealedTokens(databasePath(env.dataDir)));
  const database = machine.openDatabase(await prepareDatabase(env.dataDir), { busyTimeoutMs: machine.busyTimeoutMs });
  const authentications = new SqliteAuthentications(database, box, clock);
  authentications.refuseWrongKey();
  const files = new UploadFiles(join(env.dataDir, 'uploads'), {
    maxBytes: env.maxUploadBytes,
    maxUnpackedBytes: env.maxUnpackedBytes,
    reserveBytes: env.diskReserveBytes,
  });
  const outside = new Outside(env);
  const settings = new SqliteSettings({ database, clock, ceilings: ceilingsOf(env) });
  const limiter = limiterOf(database, clock, settings);
  const sent = new SentLedger(database);
  return {
    env,
    clock,
    logger: createLogger(name, env.logLevel),
    owner: `${name}-${process.pid}-${randomUUID()}`,
    authentications,
    jobs: new SqliteJobs({
      database,
      commits: new GroupCommit(database),
      sent,
      clock,
      duplicateWindow: () => settings.current().duplicate_window_hours * HOUR,
    }),
    records: new SqliteRecords(database),
    sent,
    log: new SqliteLog(database),
    settings,
    retention: new SqliteRetention(database),
    sweepReports: new SqliteSweepReports(database, clock),
    totals: new SqliteTotals(database, clock),
    uploads: new SqliteUploads(database),
    unfinished: new SqliteUnfinishedUploads(database, clock),
    workers: new SqliteWorkers(database, clock),
    files,
    prepareEffects,
    random,
    sweepCallWindows: () => limiter.sweep(),
    limiterFor: ({ connector, target }, account) => limiter.for(`${connector}|${target}|${account}`),
    hasRoom: () => freeBytes(env.dataDir) >= env.diskReserveBytes,
    rowsOf: (upload) => rowsOf(files, upload),
    senderFor: (authentication) => outside.senderFor(authentication),
    backUp: (file) => writeBackup({ database, dataDir: env.dataDir, takenAt: clock.now() }, file),
    close: async () => {
      await outside.close();
      database.close();
    },
  };
}

/** Test calls keep to the pace of all calls, and to one of their own. */
function limiterOf(
  database: ReturnType<typeof openDatabase>,
  clock: typeof systemClock,
  settings: SqliteSettings,
): CallLimiter {
  const all = () => paceOf(settings.current().calls_per_minute);
  const test = () => ({ calls: settings.current().test_calls_per_second, seconds: 1 });
  return new CallLimiter(database, { clock, paces: { all, test } });
}

/** Brings a backup back into a data folder that has no database yet. Throws a UserError that says why it cannot. */
export function restore(env: Env, file: string): Promise<BackupContents & { readonly unfinished: number }> {
  return readBackup(file, env.dataDir);
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
  const ledger = runtime.jobs.claim(jobId, runtime.owner, from);
  if (!ledger) return false;
  runtime.logger.info({ job: job.id }, 'job claimed');
  await executeJob(
    {
      ledger,
      connector,
      token,
      source,
      send,
      limiter: runtime.limiterFor(authentication, job.account),
      clock: runtime.clock,
      random: runtime.random,
      sha256,
      prepareEffects,
      callsInFlight: runtime.env.callsInFlight,
      hasRoom: runtime.hasRoom,
      onRefusal: (kind) => noteRefusal(runtime, job, kind, token),
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

/** What of an upload other jobs got accepted. Nothing where the events would not count: there is nothing to repeat. */
export function countOptions(
  runtime: Runtime,
  { connector, upload, authentication, mapping, parameters }: CountedExport,
): Omit<CountOptions, 'signal'> {
  const { sent, clock, settings, prepareEffects: effects } = runtime;
  const scope = { connector: connector.type, account: connector.accountOf(parameters) };
  const since = clock.now() - settings.current().duplicate_window_hours * HOUR;
  const isReal = authentication.target === 'live' && !parameters.test_event;
  const accepted: AcceptedOfAccount | undefined = isReal
    ? {
        isEmpty: () => sent.isEmpty(scope, since),
        recall: (identities) => sent.recall(scope, identities, { since }),
      }
    : undefined;
  return { connector, mapping, source: runtime.rowsOf(upload), start: upload.start, accepted, clock, effects };
}

/** What it takes to turn an uploaded file into a job. */
export function createExportOptions({ jobs, clock, env }: Runtime): CreateExportOptions {
  return { jobs, clock, maxEventsPerCall: env.maxEventsPerCall, maxBytesPerCall: env.maxBytesPerCall };
}

export function receiveOptions(runtime: Runtime, connector: Connector): ReceiveOptions {
  const { files, uploads, unfinished, clock } = runtime;
  return { files, uploads, unfinished, connector, clock, newFolder: randomUUID };
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

export interface OfflineOptions {
  readonly encoding: string | undefined;
  readonly isKnown: (name: string) => boolean;
  readonly maxUnpackedBytes: number;
}

/** A file that is looked at and not kept: its rows, and what preparing them takes. Nothing of it stays behind. */
export async function withOfflineFile<T>(
  content: AsyncIterable<Uint8Array>,
  { encoding, isKnown, maxUnpackedBytes }: OfflineOptions,
  work: (file: {
    header: readonly string[];
    rows: AsyncIterable<readonly Row[]>;
    effects: PrepareEffects;
  }) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'pintd-'));
  const forget = () => rmSync(directory, { recursive: true, force: true });
  process.once('exit', forget); // a reader that has seen enough, or an interrupt, ends the process elsewhere
  try {
    const files = new UploadFiles(directory, { maxBytes: Number.MAX_SAFE_INTEGER, maxUnpackedBytes, reserveBytes: 0 });
    const folder = 'file';
    await files.create(folder);
    if ((await files.append(folder, 0, content)) === 0) throw new UserError('file_empty');
    await files.spool(folder, encoding);
    const { header, delimiter, cursor: from } = await files.readHeader(folder, { isKnown });
    const rows = files.rows(folder, { delimiter, columns: header.length, from });
    return await work({ header, rows, effects: prepareEffects });
  } finally {
    process.off('exit', forget);
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
  const { sent, clock, settings } = runtime;
  return [
    { name: 'personal_data', run: () => sweepPersonalData(personalDataOptions(runtime)) },
    { name: 'uploads', run: () => sweepUnfinished(runtime) },
    { name: 'sent_events', run: () => sent.sweep(clock.now() - settings.current().duplicate_window_hours * HOUR) },
    { name: 'call_windows', run: async () => runtime.sweepCallWindows() },
  ];
}

async function sweepUnfinished(runtime: Runtime): Promise<void> {
  const uploads = await sweepUploads(runtime);
  if (uploads > 0) runtime.logger.info({ uploads }, 'unfinished uploads removed');
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

/** What it takes to carry out a decision about uncertain records. */
export function decideOptions({
  jobs,
  records,
  uploads,
  files,
  rowsOf,
  prepareEffects: effects,
}: Runtime): DecideOptions {
  const sourceOf = async (job: Job) => {
    const upload = uploads.get(job.uploadId);
    return (await files.has(upload.folder)) ? rowsOf(upload) : undefined;
  };
  return { jobs, records, connectorOf, sourceOf, effects };
}

/** False where the token that was refused is no longer the one in use: that says nothing of the other jobs. */
function noteRefusal({ authentications, jobs }: Runtime, job: Job, kind: Refusal, token: string): boolean {
  if (authentications.token(job.authenticationId) !== token) return false;
  if (kind === 'unauthorized') authentications.markFailed(job.authenticationId);
  jobs.pauseOthers(job, kind);
  return true;
}
