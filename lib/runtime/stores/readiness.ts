import type { Database } from '../../adapters/store/database/database.ts';
import { DATABASE_NEWER, pendingMigrations } from '../../adapters/store/migrations/migration-status.ts';
import { databasePath, openForCheck } from '../../adapters/store/sqlite/connection.ts';
import { SqliteDatabase } from '../../adapters/store/sqlite/sqlite-database.ts';
import { pausedJobs } from '../../adapters/store/status/totals.ts';
import { sweepReports } from '../../adapters/store/workers/sweep-reports.ts';
import { liveWorkers } from '../../adapters/store/workers/workers.ts';
import { type FolderProblem, findFolderProblems } from '../../adapters/system/data-folder.ts';
import { UserError } from '../../core/errors.ts';
import type { ReplicationFault } from '../../core/view/replication.ts';
import { translate } from '../../messages/translate.ts';
import type { DatabaseLocation } from './open-database.ts';

/** A reason why the product is not ready, such as: no worker is running. */
export interface ReadinessProblem {
  readonly check: FolderProblem['check'] | 'database' | 'key' | 'replication' | 'sweep' | 'worker';
  readonly reason: string;
}

/** A database opened to be checked. */
interface Opened {
  readonly database: Database;
  /** The migrations that it lacks. */
  readonly pending: readonly string[];
  /** The time of the database server; undefined on SQLite. */
  readonly now?: number;
  readonly fault?: ReplicationFault | null;
  readonly close: () => Promise<void>;
}

/** For how long a check retries a busy PostgreSQL. One attempt to connect may take longer. */
const MAX_WAIT_MS = 1000;

/**
 * Everything that keeps jobs from running now, and the sweeps that failed. Opens a new connection to the database,
 * because connections that are already open prove nothing.
 */
export async function findReadinessProblems(
  location: DatabaseLocation,
  { now, reserveBytes }: { now: number; reserveBytes: number },
): Promise<readonly ReadinessProblem[]> {
  return [...findFolderProblems(location.dataDir, reserveBytes), ...(await findDatabaseProblems(location, now))];
}

async function findDatabaseProblems(location: DatabaseLocation, ownNow: number): Promise<readonly ReadinessProblem[]> {
  let opened: Opened | undefined;
  try {
    opened = await openToCheck(location);
    const { database, pending, now = ownNow, fault } = opened;
    const problems = pending.length > 0 ? [pendingProblem(pending.length)] : await findProblemsIn(database, now);
    return [...problems, ...replicationProblems(fault)];
  } catch (error) {
    return [{ check: 'database', reason: `the database cannot be read (${codeOf(error)})` }];
  } finally {
    await opened?.close();
  }
}

/** While migrations are pending, nothing else is read, because the tables may differ. */
function pendingProblem(count: number): ReadinessProblem {
  return { check: 'database', reason: `${count === 1 ? '1 migration is' : `${count} migrations are`} not applied yet` };
}

async function findProblemsIn(database: Database, now: number): Promise<readonly ReadinessProblem[]> {
  return [
    ...(await workerProblems(database, now)),
    ...(await jobProblems(database)),
    ...(await sweepProblems(database)),
  ];
}

async function workerProblems(database: Database, now: number): Promise<readonly ReadinessProblem[]> {
  return (await liveWorkers(database, now)).length > 0 ? [] : [{ check: 'worker', reason: 'no worker is running' }];
}

async function jobProblems(database: Database): Promise<readonly ReadinessProblem[]> {
  const paused = (await pausedJobs(database)).find(({ reason }) => reason === 'disk_full')?.jobs.length ?? 0;
  if (paused === 0) return [];
  const jobs = paused === 1 ? '1 job is' : `${paused} jobs are`;
  return [{ check: 'disk', reason: `${jobs} paused because the disk was full` }];
}

async function sweepProblems(database: Database): Promise<readonly ReadinessProblem[]> {
  const failed = (await sweepReports(database)).filter(({ problem }) => problem !== null);
  return failed.map(({ name, problem }) => ({
    check: 'sweep',
    reason: `the last sweep of ${name} failed (${problem}); see the worker's log`,
  }));
}

function replicationProblems(fault: ReplicationFault | null | undefined): readonly ReadinessProblem[] {
  return fault ? [{ check: 'replication', reason: translate('errors', fault.code, fault.params) }] : [];
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.cause !== undefined) return codeOf(error.cause);
  return 'code' in error ? String(error.code) : error.name;
}

async function openToCheck({ dataDir, databaseUrl }: DatabaseLocation): Promise<Opened> {
  if (databaseUrl !== undefined) return openPostgresql(databaseUrl);
  const connection = openForCheck(databasePath(dataDir));
  const database = new SqliteDatabase(connection, { maxBusyMs: 0 });
  const close = () => database.close();
  try {
    return { database, close, pending: pendingMigrations(connection) };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openPostgresql(url: string): Promise<Opened> {
  const { PostgresqlDatabase } = await import('../../adapters/store/postgresql/postgresql-database.ts');
  const { timeOf } = await import('../../adapters/store/postgresql/database-clock.ts');
  const { readReplication } = await import('../../adapters/store/postgresql/replication.ts');
  const { pendingPostgresqlMigrations } = await import('../../adapters/store/migrations/postgresql-migrations.ts');
  const database = new PostgresqlDatabase(url, { maxBusyMs: MAX_WAIT_MS });
  const close = () => database.close();
  try {
    return {
      database,
      close,
      pending: await pendingPostgresqlMigrations(database).catch(noneIfNewer),
      fault: (await readReplication((sql) => database.all(sql))).fault,
      now: Math.floor(await timeOf(database)),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * A process of the previous version stays ready during an upgrade, although a new process of that version would be
 * refused.
 */
function noneIfNewer(error: unknown): readonly string[] {
  if (error instanceof UserError && error.code === DATABASE_NEWER) return [];
  throw error;
}
