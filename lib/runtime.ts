import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type BackupContents, readBackup, writeBackup } from './adapters/backup-archive.ts';
import { systemClock } from './adapters/clock.ts';
import { freeBytes } from './adapters/disk.ts';
import { HttpSender } from './adapters/http.ts';
import { InTurn } from './adapters/in-turn.ts';
import { CallLimiter, type CallLimiterOptions } from './adapters/limiter.ts';
import { createLogger, type Logger } from './adapters/logger.ts';
import { DuckdbEngine } from './adapters/query-engine-duckdb.ts';
import { TrinoEngine } from './adapters/query-engine-trino.ts';
import type { QueryRunner } from './adapters/query-runner.ts';
import { openSecretBox } from './adapters/secret-box.ts';
import { prepareEffects } from './adapters/sha256.ts';
import { SqliteApiKeys } from './adapters/store/api-keys.ts';
import { SqliteApiRequests } from './adapters/store/api-requests.ts';
import { SqliteAuthentications } from './adapters/store/authentications.ts';
import { SqliteCalls } from './adapters/store/calls.ts';
import { databasePath, openDatabase } from './adapters/store/database.ts';
import { SqliteDrafts } from './adapters/store/drafts.ts';
import { GroupCommit } from './adapters/store/group-commit.ts';
import { SqliteJobs } from './adapters/store/jobs.ts';
import { SqliteLog } from './adapters/store/log.ts';
import { prepareDatabase } from './adapters/store/migrations.ts';
import { NoticeWriter } from './adapters/store/notice-writer.ts';
import { SqliteOutbox } from './adapters/store/outbox.ts';
import { SqlitePlannedRuns } from './adapters/store/planned-runs.ts';
import { SqlitePresets } from './adapters/store/presets.ts';
import { SqliteQueries } from './adapters/store/queries.ts';
import { SqliteRecordRanges } from './adapters/store/record-ranges.ts';
import { SqliteRecords } from './adapters/store/records.ts';
import { SqliteRetention } from './adapters/store/retention.ts';
import { SqliteReviewRecords } from './adapters/store/review-records.ts';
import { SqliteReviews } from './adapters/store/reviews.ts';
import { hasSealedSecrets } from './adapters/store/sealed.ts';
import { SqliteSecrets } from './adapters/store/secrets.ts';
import { SentLedger } from './adapters/store/sent-ledger.ts';
import { SqliteSettings } from './adapters/store/settings.ts';
import { SqliteSweepReports } from './adapters/store/sweep-reports.ts';
import { SqliteTotals } from './adapters/store/totals.ts';
import { SqliteUnfinishedUploads } from './adapters/store/unfinished-uploads.ts';
import { SqliteUploads } from './adapters/store/uploads.ts';
import { SqliteWorkers } from './adapters/store/workers.ts';
import { UploadFiles } from './adapters/upload-files.ts';
import { WORKBENCH, WorkbenchFiles } from './adapters/workbench-files.ts';
import { connectorOf, connectors } from './connectors/registry.ts';
import type { Authentication } from './core/authentication.ts';
import type { ByteEffects } from './core/batch.ts';
import type { Sandbox } from './core/connector.ts';
import { UserError } from './core/errors.ts';
import type { Job } from './core/job.ts';
import { paceOf } from './core/pace.ts';
import type { PrepareEffects } from './core/prepare.ts';
import type { QueryEngine } from './core/query.ts';
import type { Judge } from './core/review/judge.ts';
import type { Review } from './core/review/review.ts';
import type { SurveyBlock } from './core/review/survey.ts';
import type { RowSource } from './core/row.ts';
import { type Ceilings, duplicateWindowOf } from './core/settings.ts';
import type { Upload } from './core/upload.ts';
import type { Env } from './env.ts';
import type { Send } from './operations/call.ts';
import { prepareFile } from './operations/export-run/prepare-file.ts';
import type { Limiter, PreparedFile } from './operations/export-run/run.ts';
import type { PreparePool } from './runtime/prepare-pool.ts';
import { fixedRowSourceOf, jobRowSourceOf, type RowsOfJob, rowSourceOf } from './runtime/row-source.ts';
import { judgeOf, surveyHere, surveySpecOf } from './runtime/survey.ts';

/** What a process works with. Operations get what they need of it as arguments. */
export interface Runtime {
  readonly env: Env;
  readonly clock: typeof systemClock;
  readonly logger: Logger;
  /** Names this process where it owns jobs. */
  readonly owner: string;
  readonly apiKeys: SqliteApiKeys;
  readonly apiRequests: SqliteApiRequests;
  readonly authentications: SqliteAuthentications;
  readonly jobs: SqliteJobs;
  readonly records: SqliteRecords;
  readonly ranges: SqliteRecordRanges;
  readonly calls: SqliteCalls;
  readonly sent: SentLedger;
  readonly log: SqliteLog;
  readonly settings: SqliteSettings;
  readonly secrets: SqliteSecrets;
  readonly outbox: SqliteOutbox;
  readonly queries: SqliteQueries;
  readonly plannedRuns: SqlitePlannedRuns;
  readonly retention: SqliteRetention;
  readonly sweepReports: SqliteSweepReports;
  readonly totals: SqliteTotals;
  readonly uploads: SqliteUploads;
  readonly reviews: SqliteReviews;
  readonly reviewRecords: SqliteReviewRecords;
  readonly unfinished: SqliteUnfinishedUploads;
  readonly drafts: SqliteDrafts;
  readonly presets: SqlitePresets;
  readonly workers: SqliteWorkers;
  readonly files: UploadFiles;
  /** Databases and tables that queries read. */
  readonly workbench: WorkbenchFiles;
  readonly engine: DuckdbEngine;
  /** The Trino that queries can run on. Throws UserError `trino_not_set_up`. */
  readonly trino: () => TrinoEngine;
  /** What runs a query. Throws UserError `trino_not_set_up`. */
  readonly engineFor: (engine: QueryEngine) => QueryRunner;
  readonly prepareEffects: PrepareEffects & ByteEffects;
  readonly random: () => number;
  /** The places of calls to one account of the service, or of its stand-in. */
  readonly limiterFor: (authentication: Pick<Authentication, 'connector' | 'target'>, account: string) => Limiter;
  /** Forgets which calls began in seconds long past. */
  readonly sweepCallWindows: () => void;
  /** Work that must not overlap in this process, by what it is about. */
  readonly inTurn: InTurn;
  /** Whether the data folder's disk has more room left than must stay free. */
  readonly hasRoom: () => boolean;
  /** The rows of an upload, from its spool. */
  readonly rowsOf: (upload: Upload) => RowSource;
  /** The rows of an upload with what was repaired in its review. */
  readonly fixedRowsOf: (review: Review, upload: Upload) => RowSource;
  /** The rows that a job is about, as it judges them. */
  readonly rowsOfJob: (job: Job, upload: Upload) => RowSource;
  /** A job's file, made ready to be sent. Throws UserError where the mapping does not fit it. */
  readonly prepareFile: (job: Job, upload: Upload, toldAt: ReadonlyMap<string, number>) => PreparedFile;
  /** Looks through the file of a review from where it stands. */
  readonly survey: (review: Review, upload: Upload) => AsyncIterable<SurveyBlock>;
  /** What judges single records of a review's file, by its first so many bytes of fixes. */
  readonly judgeOf: (review: Review, upload: Upload, toldAt: ReadonlyMap<string, number>) => Promise<Judge>;
  /** How calls of an authentication go out: to the service itself, or to its stand-in, which starts at first need. */
  readonly senderFor: (authentication: Pick<Authentication, 'connector' | 'target'>) => Promise<Send>;
  /** Writes a backup of the data folder to a new file. Throws UserError `backup_exists`. */
  readonly backUp: (file: string, what?: { readonly withTables: boolean }) => Promise<BackupContents>;
  readonly close: () => Promise<void>;
}

/** What of this machine everything rests on. Whoever tries the product's faults puts others in their place. */
export interface Machine {
  readonly clock: typeof systemClock;
  readonly random: () => number;
  readonly openDatabase: typeof openDatabase;
  /** How long a statement waits for another writer, and everything else in this process with it. */
  readonly busyTimeoutMs: number;
  /** Threads that prepare large files; without them the process does it itself. */
  readonly threads?: Pick<PreparePool, 'open' | 'survey' | 'close'>;
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
  const { clock, random, busyTimeoutMs } = machine;
  const box = openSecretBox(env.keyFile, !hasSealedSecrets(databasePath(env.dataDir)));
  const database = machine.openDatabase(await prepareDatabase(env.dataDir), { busyTimeoutMs });
  const authentications = new SqliteAuthentications(database, box, clock);
  authentications.refuseWrongKey();
  const secrets = new SqliteSecrets(database, box, clock);
  secrets.refuseWrongKey();
  const files = new UploadFiles(join(env.dataDir, 'uploads'), {
    maxBytes: env.maxUploadBytes,
    maxUnpackedBytes: env.maxUnpackedBytes,
    reserveBytes: env.diskReserveBytes,
  });
  const workbench = new WorkbenchFiles(join(env.dataDir, WORKBENCH));
  const engine = new DuckdbEngine(workbench, {
    threads: env.queryThreads,
    memoryBytes: env.queryMemoryBytes,
    timeoutMs: env.queryTimeoutSeconds * 1000,
  });
  const trino = trinoOf(env, clock);
  const outside = new Outside(env);
  const settings = new SqliteSettings({ database, clock, ceilings: ceilingsOf(env) });
  const counters = machine.openDatabase(databasePath(env.dataDir), { busyTimeoutMs, isDurable: false });
  const limiter = limiterOf({ database, counters, clock }, settings);
  const sent = new SentLedger(database);
  const logger = createLogger(name, env.logLevel);
  const plannedRuns = new SqlitePlannedRuns(database, clock);
  const onFault = (job: number, err: unknown) => logger.error({ job, err }, 'nobody will be told how the job stands');
  const jobs = new SqliteJobs({
    database,
    commits: new GroupCommit(database),
    sent,
    clock,
    duplicateWindow: () => duplicateWindowOf(settings.current()),
    outbox: new NoticeWriter({ database, clock, settings, plannedRuns, onFault }),
  });
  const rowsOfJob = (job: Job, upload: Upload) => rowsOf(job, upload, jobs);
  return {
    env,
    clock,
    logger,
    owner: `${name}-${process.pid}-${randomUUID()}`,
    apiKeys: new SqliteApiKeys(database, clock),
    apiRequests: new SqliteApiRequests(database, clock),
    authentications,
    jobs,
    records: new SqliteRecords(database),
    ranges: new SqliteRecordRanges(database),
    calls: new SqliteCalls(database),
    sent,
    log: new SqliteLog(database),
    settings,
    secrets,
    outbox: new SqliteOutbox(database, clock),
    queries: new SqliteQueries(database, clock),
    plannedRuns,
    retention: new SqliteRetention(database),
    sweepReports: new SqliteSweepReports(database, clock),
    totals: new SqliteTotals(database, clock),
    uploads: new SqliteUploads(database),
    reviews: new SqliteReviews(database),
    reviewRecords: new SqliteReviewRecords(database),
    unfinished: new SqliteUnfinishedUploads(database, clock),
    drafts: new SqliteDrafts(database, clock),
    presets: new SqlitePresets(database, clock),
    workers: new SqliteWorkers(database, clock),
    files,
    workbench,
    engine,
    trino: () => trino ?? refuseTrino(),
    engineFor: (name) => (name === 'duckdb' ? engine : (trino ?? refuseTrino())),
    prepareEffects,
    random,
    sweepCallWindows: () => limiter.sweep(),
    limiterFor: ({ connector, target }, account) => limiter.for(`${connector}|${target}|${account}`),
    inTurn: new InTurn(),
    hasRoom: () => freeBytes(env.dataDir) >= env.diskReserveBytes,
    rowsOf: (upload) => rowSourceOf(files, upload),
    fixedRowsOf: (review, upload) => fixedRowSourceOf(files, upload, review),
    rowsOfJob: (job, upload) => jobRowSourceOf(files, rowsOfJob(job, upload)),
    prepareFile: preparing(files, rowsOfJob, machine.threads),
    survey: surveying(files, machine.threads),
    judgeOf: (review, upload, toldAt) => judgeOf(files, { ...surveySpecOf(review, upload, files), toldAt }),
    senderFor: (authentication) => outside.senderFor(authentication),
    backUp: (file, { withTables } = { withTables: true }) =>
      writeBackup({ database, dataDir: env.dataDir, takenAt: clock.now(), withTables }, file),
    close: async () => {
      await outside.close();
      await trino?.close();
      await machine.threads?.close();
      counters.close();
      database.close();
    },
  };
}

function trinoOf({ trino, queryTimeoutSeconds }: Env, clock: Machine['clock']): TrinoEngine | undefined {
  return trino && new TrinoEngine({ ...trino, timeoutMs: queryTimeoutSeconds * 1000 }, clock);
}

function refuseTrino(): never {
  throw new UserError('trino_not_set_up', {}, { field: 'engine' });
}

/** Test calls keep to the pace of all calls, and to one of their own. */
function limiterOf(
  parts: Pick<CallLimiterOptions, 'database' | 'counters' | 'clock'>,
  settings: SqliteSettings,
): CallLimiter {
  const all = () => paceOf(settings.current().calls_per_minute);
  const test = () => ({ calls: settings.current().test_calls_per_second, seconds: 1 });
  return new CallLimiter({ ...parts, paces: { all, test } });
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

/** A thread takes longer to start than it saves on less than this. */
const WORTH_A_THREAD = 8_000_000;

/** What a job reads of its upload: with its fixes, and of one that sends records of another again, only those. */
function rowsOf(job: Job, { folder, format, delimiter, header }: Upload, jobs: SqliteJobs): RowsOfJob {
  const { connector, fixesBytes: bytes, mapping, constants, referenceTime: now } = job;
  const selection = job.parentId === null ? undefined : jobs.selection(job.id);
  const fixes = bytes === 0 ? undefined : { bytes, connector, matching: { mapping, constants }, now };
  return { upload: { folder, format, delimiter, header }, selection, fixes };
}

function preparing(
  files: UploadFiles,
  rowsOfJob: (job: Job, upload: Upload) => RowsOfJob,
  threads: Machine['threads'],
): Runtime['prepareFile'] {
  return (job, upload, toldAt) => {
    const rows = rowsOfJob(job, upload);
    if (threads && upload.spoolBytes - job.cursor.byte >= WORTH_A_THREAD) {
      const { mapping, constants, referenceTime, skipInvalidRecord, maxEvents, maxBytes } = job;
      return threads.open({
        purpose: 'send',
        connector: job.connector,
        job: { mapping, constants, referenceTime, skipInvalidRecord, maxEvents, maxBytes },
        rows,
        uploads: { directory: files.directory, limits: files.limits },
        toldAt,
      });
    }
    const [connector, source] = [connectorOf(job.connector), jobRowSourceOf(files, rows)];
    return prepareFile(job, { connector, source, effects: prepareEffects, toldAt });
  };
}

function surveying(files: UploadFiles, threads: Machine['threads']): Runtime['survey'] {
  return (review, upload) => {
    const spec = surveySpecOf(review, upload, files);
    const isLarge = upload.spoolBytes - review.cursor.byte >= WORTH_A_THREAD;
    return threads && isLarge ? threads.survey(spec, review.cursor) : surveyHere(spec, review.cursor);
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
    return (...call) => sender.send(...call);
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
