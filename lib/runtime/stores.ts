import { existsSync } from 'node:fs';
import { SqliteApiKeys } from '../adapters/store/access/api-keys.ts';
import { SqliteApiRequests } from '../adapters/store/access/api-requests.ts';
import { SqliteAuthentications } from '../adapters/store/access/authentications.ts';
import { hasSealedSecrets, SqliteSealedSecrets } from '../adapters/store/access/sealed-secrets.ts';
import { SqliteSecrets } from '../adapters/store/access/secrets.ts';
import { SqliteActivations } from '../adapters/store/audience/activations.ts';
import { SqliteBuilds } from '../adapters/store/audience/builds.ts';
import { SqliteParentSegments } from '../adapters/store/audience/parent-segments.ts';
import { SqliteSegments } from '../adapters/store/audience/segments.ts';
import { AuditChain } from '../adapters/store/audit/audit-chain.ts';
import { SqliteAuditList } from '../adapters/store/audit/audit-list.ts';
import { SqliteAuditLog } from '../adapters/store/audit/audit-log.ts';
import { databasePath } from '../adapters/store/database/connection.ts';
import type { Database } from '../adapters/store/database/database.ts';
import { GroupCommit } from '../adapters/store/database/group-commit.ts';
import { SqliteDatabase } from '../adapters/store/database/sqlite-database.ts';
import { SqliteCalls } from '../adapters/store/jobs/calls.ts';
import { SqliteJobClaims } from '../adapters/store/jobs/job-claims.ts';
import { SqliteJobRequests } from '../adapters/store/jobs/job-requests.ts';
import { SqliteJobs } from '../adapters/store/jobs/jobs.ts';
import { SqliteLog } from '../adapters/store/jobs/log.ts';
import { SqliteNewJobs } from '../adapters/store/jobs/new-jobs.ts';
import { SqliteOutages } from '../adapters/store/jobs/outages.ts';
import { SqliteRecordRanges } from '../adapters/store/jobs/record-ranges.ts';
import { SqliteRecords } from '../adapters/store/jobs/records.ts';
import { SqliteTotals } from '../adapters/store/jobs/totals.ts';
import { prepareDatabase } from '../adapters/store/migrations/migrations.ts';
import { SqliteIdentities } from '../adapters/store/people/identities.ts';
import { SqliteInvitations } from '../adapters/store/people/invitations.ts';
import { SqlitePasskeys } from '../adapters/store/people/passkeys.ts';
import { SqlitePendingSignIns } from '../adapters/store/people/pending-sign-ins.ts';
import { SqlitePeople } from '../adapters/store/people/people.ts';
import { SqliteSecondFactors } from '../adapters/store/people/second-factors.ts';
import { SqliteSessions } from '../adapters/store/people/sessions.ts';
import { SqliteSsoRequests } from '../adapters/store/people/sso-requests.ts';
import { SqliteQueries } from '../adapters/store/queries/queries.ts';
import { SqliteReviewRecords } from '../adapters/store/reviews/review-records.ts';
import { SqliteReviewRepeats } from '../adapters/store/reviews/review-repeats.ts';
import { SqliteReviews } from '../adapters/store/reviews/reviews.ts';
import { SqlitePlannedRuns } from '../adapters/store/schedules/planned-runs.ts';
import { SqliteSchedules } from '../adapters/store/schedules/schedules.ts';
import { SentLedger } from '../adapters/store/sent/sent-ledger.ts';
import { NoticeWriter } from '../adapters/store/settings/notice-writer.ts';
import { SqliteOutbox } from '../adapters/store/settings/outbox.ts';
import { SqliteSettings } from '../adapters/store/settings/settings.ts';
import { SqliteSweepReports } from '../adapters/store/settings/sweep-reports.ts';
import { SqliteWorkers } from '../adapters/store/settings/workers.ts';
import { SqliteStories } from '../adapters/store/stories/stories.ts';
import { SqliteDrafts } from '../adapters/store/uploads/drafts.ts';
import { SqlitePresets } from '../adapters/store/uploads/presets.ts';
import { SqliteRetention } from '../adapters/store/uploads/retention.ts';
import { SqliteUnfinishedUploads } from '../adapters/store/uploads/unfinished-uploads.ts';
import { SqliteUploads } from '../adapters/store/uploads/uploads.ts';
import { SqliteWorkflowAttempts } from '../adapters/store/workflow/attempts.ts';
import { SqliteWorkflowHistory } from '../adapters/store/workflow/history.ts';
import { SqliteWorkflowProjects } from '../adapters/store/workflow/projects.ts';
import { SqliteWorkflowSecrets } from '../adapters/store/workflow/secrets.ts';
import { SqliteWorkflowViews } from '../adapters/store/workflow/views.ts';
import { AuditHead } from '../adapters/system/audit-head.ts';
import { AuditKeys } from '../adapters/system/audit-keys.ts';
import { KeyFile } from '../adapters/system/key-file.ts';
import type { Logger } from '../adapters/system/logger.ts';
import { SecretBox } from '../adapters/system/secret-box.ts';
import { duplicateWindowOf } from '../core/settings/settings.ts';
import type { Env } from '../env.ts';
import { addressesOf } from './addresses.ts';
import { ceilingsOf } from './limits.ts';
import type { Platform } from './platform.ts';

/** Whether a data folder has a database already. */
export function hasDatabase(dataDir: string): boolean {
  return existsSync(databasePath(dataDir));
}

/** The stores of the database. */
export interface Stores {
  readonly apiKeys: SqliteApiKeys;
  readonly apiRequests: SqliteApiRequests;
  readonly authentications: SqliteAuthentications;
  readonly jobs: SqliteJobs;
  readonly newJobs: SqliteNewJobs;
  readonly jobClaims: SqliteJobClaims;
  readonly jobRequests: SqliteJobRequests;
  readonly outages: SqliteOutages;
  readonly records: SqliteRecords;
  readonly ranges: SqliteRecordRanges;
  readonly stories: SqliteStories;
  readonly calls: SqliteCalls;
  readonly sent: SentLedger;
  readonly log: SqliteLog;
  readonly settings: SqliteSettings;
  readonly secrets: SqliteSecrets;
  readonly outbox: SqliteOutbox;
  readonly queries: SqliteQueries;
  readonly schedules: SqliteSchedules;
  readonly plannedRuns: SqlitePlannedRuns;
  readonly notices: NoticeWriter;
  readonly parentSegments: SqliteParentSegments;
  readonly builds: SqliteBuilds;
  readonly segments: SqliteSegments;
  readonly activations: SqliteActivations;
  readonly retention: SqliteRetention;
  readonly sweepReports: SqliteSweepReports;
  readonly totals: SqliteTotals;
  readonly uploads: SqliteUploads;
  readonly reviews: SqliteReviews;
  readonly reviewRecords: SqliteReviewRecords;
  readonly reviewRepeats: SqliteReviewRepeats;
  readonly unfinished: SqliteUnfinishedUploads;
  readonly drafts: SqliteDrafts;
  readonly presets: SqlitePresets;
  readonly workers: SqliteWorkers;
  readonly workflowProjects: SqliteWorkflowProjects;
  readonly workflowAttempts: SqliteWorkflowAttempts;
  readonly workflowHistory: SqliteWorkflowHistory;
  readonly workflowSecrets: SqliteWorkflowSecrets;
  readonly workflowViews: SqliteWorkflowViews;
  readonly people: SqlitePeople;
  readonly sessions: SqliteSessions;
  readonly invitations: SqliteInvitations;
  readonly pendingSignIns: SqlitePendingSignIns;
  readonly secondFactors: SqliteSecondFactors;
  readonly passkeys: SqlitePasskeys;
  readonly identities: SqliteIdentities;
  readonly ssoRequests: SqliteSsoRequests;
  readonly keyFile: KeyFile;
  readonly sealedSecrets: SqliteSealedSecrets;
  readonly auditLog: SqliteAuditLog;
  readonly auditList: SqliteAuditList;
  readonly auditChain: AuditChain;
}

interface OpenStores {
  readonly connection: ReturnType<Platform['openConnection']>;
  readonly database: Database;
  readonly stores: Stores;
}

/**
 * Opens the data folder's database, after migrations. Throws a UserError if the key file does not match the data folder,
 * before anything is changed.
 */
export async function openStores(env: Env, machine: Platform, logger: Logger): Promise<OpenStores> {
  const { clock, busyTimeoutMs } = machine;
  const keyFile = KeyFile.open(env.keyFile, !hasSealedSecrets(databasePath(env.dataDir)));
  const box = new SecretBox(keyFile);
  const connection = machine.openConnection(await prepareDatabase(env.dataDir), { busyTimeoutMs });
  const database = new SqliteDatabase(connection);
  const sealedSecrets = new SqliteSealedSecrets(database, box);
  await sealedSecrets.refuseUnknownKeys();
  const auditKeys = new AuditKeys(keyFile);
  const auditLog = new SqliteAuditLog(database, clock, auditKeys);
  await auditLog.appendRestore();
  const auditHead = new AuditHead(env.dataDir, auditKeys);
  const settings = new SqliteSettings({ database, clock, ceilings: ceilingsOf(env) });
  const plannedRuns = new SqlitePlannedRuns(database, clock);
  const schedules = new SqliteSchedules(database, clock);
  const sent = new SentLedger(database);
  const onFault = (job: number | null, err: unknown) =>
    logger.error({ ...(job !== null && { job }), err }, 'could not store a notification');
  const notices = new NoticeWriter({ database, clock, settings, plannedRuns, onFault });
  const commits = new GroupCommit(database);
  const stores: Stores = {
    apiKeys: new SqliteApiKeys(database, clock),
    apiRequests: new SqliteApiRequests(database, clock),
    authentications: new SqliteAuthentications(database, box, clock),
    jobs: new SqliteJobs(database, clock),
    newJobs: new SqliteNewJobs(database, clock),
    jobClaims: new SqliteJobClaims({
      ...{ database, commits, sent, clock, outbox: notices, addresses: addressesOf(env) },
      duplicateWindow: async () => duplicateWindowOf(await settings.current()),
    }),
    jobRequests: new SqliteJobRequests(database, notices, clock),
    outages: new SqliteOutages(database, clock, addressesOf(env)),
    records: new SqliteRecords(database),
    ranges: new SqliteRecordRanges(database),
    stories: new SqliteStories(database),
    calls: new SqliteCalls(database),
    sent,
    log: new SqliteLog(database),
    settings,
    secrets: new SqliteSecrets(database, box, clock),
    outbox: new SqliteOutbox(database, clock),
    queries: new SqliteQueries(database, clock, schedules),
    schedules,
    plannedRuns,
    notices,
    parentSegments: new SqliteParentSegments(database, clock, schedules),
    builds: new SqliteBuilds(database),
    segments: new SqliteSegments(database, clock),
    activations: new SqliteActivations(database, clock, schedules),
    retention: new SqliteRetention(database),
    sweepReports: new SqliteSweepReports(database, clock),
    totals: new SqliteTotals(database, clock),
    uploads: new SqliteUploads(database),
    reviews: new SqliteReviews(database),
    reviewRecords: new SqliteReviewRecords(database),
    reviewRepeats: new SqliteReviewRepeats(database),
    unfinished: new SqliteUnfinishedUploads(database, clock),
    drafts: new SqliteDrafts(database, clock),
    presets: new SqlitePresets(database, clock),
    workers: new SqliteWorkers(database, clock),
    workflowProjects: new SqliteWorkflowProjects(database, clock),
    workflowAttempts: new SqliteWorkflowAttempts(database, clock, { commits, notices }),
    workflowSecrets: new SqliteWorkflowSecrets(database, box, clock),
    people: new SqlitePeople(database, clock),
    sessions: new SqliteSessions(database, clock),
    invitations: new SqliteInvitations(database, clock),
    pendingSignIns: new SqlitePendingSignIns(database, clock),
    secondFactors: new SqliteSecondFactors(database, box, clock),
    passkeys: new SqlitePasskeys(database, clock),
    identities: new SqliteIdentities(database, clock),
    ssoRequests: new SqliteSsoRequests(database, clock),
    keyFile,
    sealedSecrets,
    auditLog,
    auditList: new SqliteAuditList(database),
    auditChain: new AuditChain({ database, keys: auditKeys, head: auditHead }, auditLog),
    workflowHistory: new SqliteWorkflowHistory(database),
    workflowViews: new SqliteWorkflowViews(database),
  };
  return { connection, database, stores };
}
