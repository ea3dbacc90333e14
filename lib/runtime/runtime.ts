import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type BackupContents, writeBackup } from '../adapters/backup/backup-archive.ts';
import { prepareEffects } from '../adapters/delivery/sha256.ts';
import { SeenEventDigests } from '../adapters/event-digests/seen-event-digests.ts';
import { AudienceFiles } from '../adapters/files/audience-files.ts';
import { UploadFiles } from '../adapters/files/upload-files.ts';
import { WORKBENCH, WorkbenchFiles } from '../adapters/files/workbench-files.ts';
import { OpenIdProvider } from '../adapters/people/open-id-connect.ts';
import { loadPasswordCheck, Passwords } from '../adapters/people/passwords.ts';
import { newRecoveryCodes } from '../adapters/people/recovery-codes.ts';
import { ssoSecretsOf } from '../adapters/people/sso-secrets.ts';
import { totp } from '../adapters/people/totp.ts';
import { webAuthn } from '../adapters/people/web-authn.ts';
import {
  AttemptLimits,
  CHALLENGE_LIMITS,
  CODE_LIMITS,
  PASSWORD_LIMITS,
  sweepAttemptCounts,
} from '../adapters/store/rate-limits/attempt-limits.ts';
import { freeBytes } from '../adapters/system/disk.ts';
import { createLogger, type Logger } from '../adapters/system/logger.ts';
import { createProcessName } from '../adapters/system/process-name.ts';
import { connectorOf } from '../connectors/registry.ts';
import type { Authentication } from '../core/access/authentication.ts';
import type { ByteEffects } from '../core/delivery/batch.ts';
import type { SeenEvents } from '../core/delivery/repeats.ts';
import { UserError } from '../core/errors.ts';
import type { Addresses } from '../core/job/job-destination.ts';
import { destinationOf } from '../core/job/job-destination.ts';
import type { PrepareEffects } from '../core/preparation/prepare-options.ts';
import type { Upload } from '../core/upload/upload.ts';
import type { Env } from '../env.ts';
import { CountFailures } from '../operations/audience/count-failures.ts';
import type { Send } from '../operations/delivery/call.ts';
import type { Probe } from '../operations/delivery/resume-reachable.ts';
import type { Limiter } from '../operations/delivery/run.ts';
import { StorySums } from '../operations/jobs/story/story-sums.ts';
import type { CreateQueryJobOptions } from '../operations/queries/create-query-job.ts';
import { type MakeQueryJob, makeQueryJob } from '../operations/queries/make-query-job.ts';
import type { PrepareOptions } from '../operations/workflow/prepare-task.ts';
import type { PushProjectOptions } from '../operations/workflow/push-project.ts';
import { addressesOf } from './addresses.ts';
import { ConnectorClients } from './connector-clients.ts';
import { limiterOf } from './limits.ts';
import { type Platform, SYSTEM_PLATFORM } from './platform.ts';
import { databaseRule } from './queries/database-rule.ts';
import { type Engines, openEngines } from './queries/engines.ts';
import { type Readers, readersOf } from './reading/readers.ts';
import type { OpenDatabase } from './stores/open-database.ts';
import { type OpenOptions, openStores, type Stores } from './stores/stores.ts';
import { workflowExpressions } from './workflow/expressions.ts';

const SECRET_BYTES = 32;

/**
 * The services of a process, under the names that operations expect, so that a runtime can be passed to them unchanged.
 */
export interface Runtime extends Stores, Engines, Readers {
  readonly env: Env;
  readonly clock: Platform['clock'];
  readonly logger: Logger;
  /** The name of this process as owner of jobs and attempts. */
  readonly owner: string;
  readonly files: UploadFiles;
  /** Databases and tables for queries. */
  readonly workbench: WorkbenchFiles;
  /** The tables that builds of parent segments write. */
  readonly audienceFiles: AudienceFiles;
  /** Checks and evaluates the expressions of workflows. Its engine is loaded on first use. */
  readonly expressions: PrepareOptions['expressions'] & PushProjectOptions['expressions'];
  readonly effects: PrepareEffects & ByteEffects;
  /** Creates the store of digests by which repeated records of an upload are found. */
  readonly newSeenEvents: (upload: Pick<Upload, 'folder'>) => SeenEvents;
  readonly connectorOf: typeof connectorOf;
  /** The addresses of this process, to which its jobs are bound. */
  readonly addresses: Addresses;
  readonly maxEventsPerCall: number;
  readonly maxBytesPerCall: number;
  /** A name for a new folder of an upload or a build. */
  readonly newFolder: () => string;
  /** Throws a UserError if the database or the engine of a query is unavailable. */
  readonly refuseUnknownDatabase: CreateQueryJobOptions['refuseUnknownDatabase'];
  readonly makeJob: MakeQueryJob;
  readonly passwords: Passwords;
  readonly signInLimits: AttemptLimits;
  /** Limits attempts to enter authenticator codes and recovery codes. */
  readonly codeLimits: AttemptLimits;
  readonly challengeLimits: AttemptLimits;
  readonly totp: typeof totp;
  readonly webAuthn: typeof webAuthn;
  /** The identity provider; undefined if there is none. */
  readonly openIdProvider: OpenIdProvider | undefined;
  readonly ssoSecretsOf: typeof ssoSecretsOf;
  readonly newRecoveryCodes: typeof newRecoveryCodes;
  /** Loads the check for weak passwords, which has lists of common ones. */
  readonly loadPasswordCheck: typeof loadPasswordCheck;
  /** A random secret for webhooks. */
  readonly randomKey: () => string;
  readonly random: () => number;
  /** The rate limiter for an account of the receiving service or sandbox. */
  readonly limiterFor: (authentication: Pick<Authentication, 'connector' | 'target'>, account: string) => Limiter;
  /** Deletes counts of calls whose windows have ended. */
  readonly sweepCallWindows: () => Promise<void>;
  /** Deletes counts of attempts to sign in or to enter a code, if their windows have ended. */
  readonly sweepSignInAttempts: () => Promise<void>;
  /** Serializes work by key. */
  readonly mutex: OpenDatabase['mutex'];
  readonly databaseSize: OpenDatabase['databaseSize'];
  readonly replication: OpenDatabase['replication'];
  readonly isShared: OpenDatabase['isShared'];
  /** Whether at least the reserve is free on the data folder's disk. */
  readonly hasRoom: () => boolean;
  readonly storySums: StorySums;
  /** The segments that this process could not count. */
  readonly countFailures: CountFailures;
  /** The sender for an authentication: to the receiving service, or to its sandbox, which is started on first use. */
  readonly senderFor: (authentication: Pick<Authentication, 'connector' | 'target'>) => Promise<Send>;
  /** Why a destination cannot be reached; undefined if it can. Sends neither events nor a token. */
  readonly probe: Probe;
  /** Frees the memory of a sent body. */
  readonly release: (body: Uint8Array) => void;
  /** Writes a backup of the data folder to a new file. Throws UserError `backup_exists` or `backup_postgresql`. */
  readonly backUp: (file: string, options?: { readonly withTables: boolean }) => Promise<BackupContents>;
  readonly close: () => Promise<void>;
}

/**
 * The composition root: with the other files of runtime/, the only place that chooses adapters. A process opens one
 * runtime. Throws a UserError if the key file does not match the data folder.
 */
export async function openRuntime(
  env: Env,
  name: string,
  platform: Platform = SYSTEM_PLATFORM,
  options?: OpenOptions,
): Promise<Runtime> {
  const { random, threads } = platform;
  const logger = createLogger(name, env.logLevel);
  const opened = await openStores(env, platform, logger, options);
  const { connection, database, counts, clock, mutex, databaseSize, replication, isShared, stores, close } = opened;
  const files = filesOf(env);
  const workbench = new WorkbenchFiles(join(env.dataDir, WORKBENCH));
  const { engines, close: closeEngines } = openEngines(env, workbench, clock);
  const clients = new ConnectorClients(env);
  const addresses = addressesOf(env);
  const limiter = limiterOf({ database, counts, clock }, stores.settings);
  const runtime: Runtime = {
    ...stores,
    ...engines,
    ...readersOf(files, stores.jobs, threads),
    env,
    clock,
    logger,
    owner: createProcessName(name),
    files,
    workbench,
    audienceFiles: new AudienceFiles(workbench.root),
    expressions: {
      evaluatorFor: (timeZone) => workflowExpressions.evaluatorFor(timeZone),
      syntax: async () => (await import('../adapters/expressions/expression-syntax.ts')).expressionSyntax(),
    },
    effects: prepareEffects,
    newSeenEvents: ({ folder }) => new SeenEventDigests(join(files.root, folder)),
    connectorOf,
    addresses,
    maxEventsPerCall: env.maxEventsPerCall,
    maxBytesPerCall: env.maxBytesPerCall,
    newFolder: randomUUID,
    refuseUnknownDatabase: databaseRule(workbench, engines.engineFor),
    makeJob: (...planned) => makeQueryJob(runtime, ...planned),
    passwords: new Passwords(),
    signInLimits: new AttemptLimits(counts, clock, PASSWORD_LIMITS),
    codeLimits: new AttemptLimits(counts, clock, CODE_LIMITS),
    challengeLimits: new AttemptLimits(counts, clock, CHALLENGE_LIMITS),
    totp,
    webAuthn,
    openIdProvider: openIdProviderOf(env, { clock, logger }),
    ssoSecretsOf,
    newRecoveryCodes,
    loadPasswordCheck,
    randomKey: () => randomBytes(SECRET_BYTES).toString('base64'),
    random,
    limiterFor: (authentication, account) =>
      limiter.for(`${authentication.connector}|${destinationOf(authentication, addresses)}|${account}`),
    sweepCallWindows: () => limiter.sweep(),
    sweepSignInAttempts: () => sweepAttemptCounts(counts, clock),
    mutex,
    storySums: new StorySums(),
    countFailures: new CountFailures(clock),
    databaseSize,
    replication,
    isShared,
    hasRoom: () => freeBytes(env.dataDir) >= env.diskReserveBytes,
    senderFor: (authentication) => clients.senderFor(authentication),
    probe: (destination) => clients.probe(destination),
    release: (body) => clients.release(body),
    backUp: async (file, { withTables } = { withTables: true }) => {
      if (!connection) throw new UserError('backup_postgresql');
      return writeBackup({ database: connection, dataDir: env.dataDir, takenAt: clock.now(), withTables }, file);
    },
    close: async () => {
      await clients.close();
      await closeEngines();
      await threads?.close();
      try {
        await stores.auditChain.close();
      } finally {
        await close();
      }
    },
  };
  return runtime;
}

function openIdProviderOf({ sso }: Env, { clock, logger }: Pick<Runtime, 'clock' | 'logger'>) {
  const log = (reason: string) => logger.warn({ reason }, 'sign-in at the identity provider failed');
  return sso && new OpenIdProvider(sso, { now: () => clock.now(), log });
}

function filesOf(env: Env): UploadFiles {
  return new UploadFiles(join(env.dataDir, 'uploads'), {
    maxBytes: env.maxUploadBytes,
    maxUnpackedBytes: env.maxUnpackedBytes,
    reserveBytes: env.diskReserveBytes,
  });
}
