import { existsSync } from 'node:fs';
import { ApiKeys } from '../../adapters/store/access/api-keys.ts';
import { ApiRequests } from '../../adapters/store/access/api-requests.ts';
import { Authentications } from '../../adapters/store/access/authentications.ts';
import { hasSealedSecrets, SealedSecrets } from '../../adapters/store/access/sealed-secrets.ts';
import { Secrets } from '../../adapters/store/access/secrets.ts';
import { Activations } from '../../adapters/store/audience/activations.ts';
import { Builds } from '../../adapters/store/audience/builds.ts';
import { ParentSegments } from '../../adapters/store/audience/parent-segments.ts';
import { Segments } from '../../adapters/store/audience/segments.ts';
import { AuditChain } from '../../adapters/store/audit/audit-chain.ts';
import { AuditList } from '../../adapters/store/audit/audit-list.ts';
import { AuditLog } from '../../adapters/store/audit/audit-log.ts';
import { GroupCommit } from '../../adapters/store/database/group-commit.ts';
import { Calls } from '../../adapters/store/jobs/calls.ts';
import { JobClaims } from '../../adapters/store/jobs/job-claims.ts';
import { JobRequests } from '../../adapters/store/jobs/job-requests.ts';
import { Jobs } from '../../adapters/store/jobs/jobs.ts';
import { Log } from '../../adapters/store/jobs/log.ts';
import { NewJobs } from '../../adapters/store/jobs/new-jobs.ts';
import { Outages } from '../../adapters/store/jobs/outages.ts';
import { RecordRanges } from '../../adapters/store/jobs/records/record-ranges.ts';
import { Records } from '../../adapters/store/jobs/records/records.ts';
import { NoticeWriter } from '../../adapters/store/notifications/notice-writer.ts';
import { Outbox } from '../../adapters/store/notifications/outbox.ts';
import { Identities } from '../../adapters/store/people/identities.ts';
import { Invitations } from '../../adapters/store/people/invitations.ts';
import { Passkeys } from '../../adapters/store/people/passkeys.ts';
import { PendingSignIns } from '../../adapters/store/people/pending-sign-ins.ts';
import { People } from '../../adapters/store/people/people.ts';
import { SecondFactorStore } from '../../adapters/store/people/second-factors.ts';
import { Sessions } from '../../adapters/store/people/sessions.ts';
import { SsoRequests } from '../../adapters/store/people/sso-requests.ts';
import { Queries } from '../../adapters/store/queries/queries.ts';
import { ReviewRecords } from '../../adapters/store/reviews/review-records.ts';
import { ReviewRepeats } from '../../adapters/store/reviews/review-repeats.ts';
import { Reviews } from '../../adapters/store/reviews/reviews.ts';
import { PlannedRuns } from '../../adapters/store/schedules/planned-runs.ts';
import { Schedules } from '../../adapters/store/schedules/schedules.ts';
import { SentLedger } from '../../adapters/store/sent/sent-ledger.ts';
import { SettingsStore } from '../../adapters/store/settings/settings.ts';
import { databasePath } from '../../adapters/store/sqlite/connection.ts';
import { TotalsStore } from '../../adapters/store/status/totals.ts';
import { WorkloadStore } from '../../adapters/store/status/workload.ts';
import { Stories } from '../../adapters/store/stories/stories.ts';
import { Drafts } from '../../adapters/store/uploads/drafts.ts';
import { Retention } from '../../adapters/store/uploads/retention.ts';
import { SavedMappings } from '../../adapters/store/uploads/saved-mappings.ts';
import { UnfinishedUploads } from '../../adapters/store/uploads/unfinished-uploads.ts';
import {
  DatabaseUploadLeases,
  NO_OTHER_PROCESSES,
  type UploadLeases,
} from '../../adapters/store/uploads/upload-leases.ts';
import { Uploads } from '../../adapters/store/uploads/uploads.ts';
import { SweepReportStore } from '../../adapters/store/workers/sweep-reports.ts';
import { Workers } from '../../adapters/store/workers/workers.ts';
import { WorkflowAttempts } from '../../adapters/store/workflow/attempts.ts';
import { WorkflowHistory } from '../../adapters/store/workflow/history.ts';
import { WorkflowProjects } from '../../adapters/store/workflow/projects.ts';
import { WorkflowSecrets } from '../../adapters/store/workflow/secrets.ts';
import { WorkflowViews } from '../../adapters/store/workflow/views.ts';
import { AuditHead } from '../../adapters/system/audit-head.ts';
import { AuditKeys } from '../../adapters/system/audit-keys.ts';
import { KeyFile } from '../../adapters/system/key-file.ts';
import type { Logger } from '../../adapters/system/logger.ts';
import { SecretBox } from '../../adapters/system/secret-box.ts';
import { duplicateWindowMsOf } from '../../core/settings/numeric-settings.ts';
import type { InOneTransaction } from '../../core/transaction.ts';
import type { Env } from '../../env.ts';
import { addressesOf } from '../addresses.ts';
import { ceilingsOf } from '../limits.ts';
import type { Platform } from '../platform.ts';
import { type DatabaseLocation, type OpenDatabase, openDatabase } from './open-database.ts';

/** Whether a database already exists. A PostgreSQL database exists before its URL is set. */
export function hasDatabase({ dataDir, databaseUrl }: DatabaseLocation): boolean {
  return databaseUrl !== undefined || existsSync(databasePath(dataDir));
}

/** The stores of the database. */
export interface Stores {
  readonly inOneTransaction: InOneTransaction;
  readonly apiKeys: ApiKeys;
  readonly apiRequests: ApiRequests;
  readonly authentications: Authentications;
  readonly jobs: Jobs;
  readonly newJobs: NewJobs;
  readonly jobClaims: JobClaims;
  readonly jobRequests: JobRequests;
  readonly outages: Outages;
  readonly records: Records;
  readonly ranges: RecordRanges;
  readonly stories: Stories;
  readonly calls: Calls;
  readonly sent: SentLedger;
  readonly log: Log;
  readonly settings: SettingsStore;
  readonly secrets: Secrets;
  readonly outbox: Outbox;
  readonly queries: Queries;
  readonly schedules: Schedules;
  readonly plannedRuns: PlannedRuns;
  readonly notices: NoticeWriter;
  readonly parentSegments: ParentSegments;
  readonly builds: Builds;
  readonly segments: Segments;
  readonly activations: Activations;
  readonly retention: Retention;
  readonly sweepReports: SweepReportStore;
  readonly totals: TotalsStore;
  readonly uploads: Uploads;
  readonly reviews: Reviews;
  readonly reviewRecords: ReviewRecords;
  readonly reviewRepeats: ReviewRepeats;
  readonly unfinished: UnfinishedUploads;
  readonly uploadLeases: UploadLeases;
  readonly drafts: Drafts;
  readonly savedMappings: SavedMappings;
  readonly workers: Workers;
  readonly workload: WorkloadStore;
  readonly workflowProjects: WorkflowProjects;
  readonly workflowAttempts: WorkflowAttempts;
  readonly workflowHistory: WorkflowHistory;
  readonly workflowSecrets: WorkflowSecrets;
  readonly workflowViews: WorkflowViews;
  readonly people: People;
  readonly sessions: Sessions;
  readonly invitations: Invitations;
  readonly pendingSignIns: PendingSignIns;
  readonly secondFactors: SecondFactorStore;
  readonly passkeys: Passkeys;
  readonly identities: Identities;
  readonly ssoRequests: SsoRequests;
  readonly keyFile: KeyFile;
  readonly sealedSecrets: SealedSecrets;
  readonly auditLog: AuditLog;
  readonly auditList: AuditList;
  readonly auditChain: AuditChain;
}

interface OpenStores extends OpenDatabase {
  readonly stores: Stores;
}

/** How a database is opened. */
export interface OpenOptions {
  /** Whether keys of stored secrets may be missing from the key file, which is created if it is missing. */
  readonly acceptsLostKeys?: boolean;
}

/**
 * Opens the database after applying migrations. Throws a UserError if the key file does not match it; on SQLite, a
 * missing key file is reported before the migrations.
 */
export async function openStores(
  env: Env,
  platform: Platform,
  logger: Logger,
  { acceptsLostKeys = false }: OpenOptions = {},
): Promise<OpenStores> {
  // On PostgreSQL, the tables exist only after the migrations.
  const mayCreate = acceptsLostKeys || !hasSealedSecrets(databasePath(env.dataDir));
  const openKeyFile = () => KeyFile.open(env.keyFile, { mayCreate });
  const knownKeyFile = env.databaseUrl === undefined ? openKeyFile() : undefined;
  const opened = await openDatabase(env, platform);
  try {
    return { ...opened, stores: await storesOf(opened, { env, logger, knownKeyFile, acceptsLostKeys }) };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

interface StoresOptions {
  readonly env: Env;
  readonly logger: Logger;
  readonly knownKeyFile: KeyFile | undefined;
  readonly acceptsLostKeys: boolean;
}

async function storesOf(
  { database, clock, isShared }: OpenDatabase,
  { env, logger, knownKeyFile, acceptsLostKeys }: StoresOptions,
): Promise<Stores> {
  const mayCreate = acceptsLostKeys || !(await SealedSecrets.areIn(database));
  const keyFile = knownKeyFile ?? KeyFile.open(env.keyFile, { mayCreate });
  const box = new SecretBox(keyFile);
  const sealedSecrets = new SealedSecrets(database, box);
  if (!acceptsLostKeys) await sealedSecrets.refuseUnknownKeys();
  const auditKeys = new AuditKeys(keyFile);
  const auditLog = new AuditLog(database, clock, auditKeys);
  await auditLog.appendDeferred();
  const auditHead = new AuditHead(env.dataDir, auditKeys);
  const settings = new SettingsStore({ database, clock, ceilings: ceilingsOf(env) });
  const plannedRuns = new PlannedRuns(database, clock);
  const schedules = new Schedules(database, clock);
  const sent = new SentLedger(database);
  const onFault = (job: number | null, err: unknown) =>
    logger.error({ ...(job !== null && { job }), err }, 'could not store a notification');
  const notices = new NoticeWriter({ database, clock, settings, plannedRuns, onFault });
  const commits = new GroupCommit(database);
  const stores: Stores = {
    inOneTransaction: (work) => database.transaction(work),
    apiKeys: new ApiKeys(database, clock),
    apiRequests: new ApiRequests(database, clock, box),
    authentications: new Authentications(database, box, clock),
    jobs: new Jobs(database, clock),
    newJobs: new NewJobs(database, clock),
    jobClaims: new JobClaims({
      database,
      commits,
      sent,
      clock,
      notices,
      addresses: addressesOf(env),
      duplicateWindow: async () => duplicateWindowMsOf(await settings.current()),
    }),
    jobRequests: new JobRequests(database, notices, clock),
    outages: new Outages(database, clock, addressesOf(env)),
    records: new Records(database),
    ranges: new RecordRanges(database),
    stories: new Stories(database),
    calls: new Calls(database),
    sent,
    log: new Log(database),
    settings,
    secrets: new Secrets(database, box, clock),
    outbox: new Outbox(database, clock),
    queries: new Queries(database, clock, schedules),
    schedules,
    plannedRuns,
    notices,
    parentSegments: new ParentSegments(database, clock, schedules),
    builds: new Builds(database),
    segments: new Segments(database, clock),
    activations: new Activations(database, clock, schedules),
    retention: new Retention(database),
    sweepReports: new SweepReportStore(database, clock),
    totals: new TotalsStore(database),
    uploads: new Uploads(database),
    reviews: new Reviews(database, clock),
    reviewRecords: new ReviewRecords(database),
    reviewRepeats: new ReviewRepeats(database, clock),
    unfinished: new UnfinishedUploads(database, clock),
    uploadLeases: isShared ? new DatabaseUploadLeases(database, clock) : NO_OTHER_PROCESSES,
    drafts: new Drafts(database, clock),
    savedMappings: new SavedMappings(database, clock),
    workers: new Workers(database, clock, addressesOf(env)),
    workload: new WorkloadStore(database, clock),
    workflowProjects: new WorkflowProjects(database, clock),
    workflowAttempts: new WorkflowAttempts(database, clock, { commits, notices }),
    workflowSecrets: new WorkflowSecrets(database, box, clock),
    people: new People(database, clock),
    sessions: new Sessions(database, clock),
    invitations: new Invitations(database, clock),
    pendingSignIns: new PendingSignIns(database, clock),
    secondFactors: new SecondFactorStore(database, box, clock),
    passkeys: new Passkeys(database, clock),
    identities: new Identities(database, clock),
    ssoRequests: new SsoRequests(database, clock),
    keyFile,
    sealedSecrets,
    auditLog,
    auditList: new AuditList(database),
    auditChain: new AuditChain({ database, keys: auditKeys, head: auditHead }, auditLog),
    workflowHistory: new WorkflowHistory(database),
    workflowViews: new WorkflowViews(database),
  };
  return stores;
}
