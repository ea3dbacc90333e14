import {
  type CheckedDatabase,
  checkDatabase,
  checkDataFolder,
  type ReadinessProblem,
} from '../../adapters/store/database/readiness.ts';
import { DATABASE_NEWER, pendingMigrations } from '../../adapters/store/migrations/migration-status.ts';
import { databasePath, openForCheck } from '../../adapters/store/sqlite/connection.ts';
import { SqliteDatabase } from '../../adapters/store/sqlite/sqlite-database.ts';
import { UserError } from '../../core/errors.ts';
import type { ReplicationFault } from '../../core/view/replication.ts';
import { translate } from '../../messages/translate.ts';
import type { DatabasePlace } from './open-database.ts';

interface Opened extends CheckedDatabase {
  readonly fault?: ReplicationFault | null;
  readonly close: () => Promise<void>;
}

/** How long a check waits for PostgreSQL. */
const PATIENCE_MS = 1000;

/** Everything that prevents jobs from running now. Opens the database for itself, so that a process that has it open is not believed. */
export async function findReadinessProblems(
  place: DatabasePlace,
  { now, reserveBytes }: { now: number; reserveBytes: number },
): Promise<ReadinessProblem[]> {
  let opened: Opened | undefined;
  const open = async () => {
    opened = await openDatabase(place);
    return opened;
  };
  try {
    const problems = [...checkDataFolder(place.dataDir, reserveBytes), ...(await checkDatabase(open, now))];
    return [...problems, ...problemsOf(opened?.fault)];
  } finally {
    await opened?.close();
  }
}

function problemsOf(fault: ReplicationFault | null | undefined): ReadinessProblem[] {
  return fault ? [{ check: 'replication', reason: translate('errors', fault.code, fault.params) }] : [];
}

async function openDatabase({ dataDir, databaseUrl }: DatabasePlace): Promise<Opened> {
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
  const database = new PostgresqlDatabase(url, { maxBusyMs: PATIENCE_MS });
  const close = () => database.close();
  try {
    return {
      database,
      close,
      pending: await pendingPostgresqlMigrations(database).catch(noneIfNewer),
      fault: (await readReplication((sql) => database.all(sql))).fault,
      now: Math.floor((await timeOf(database)) ?? 0),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A process of the previous version stays ready during an upgrade, although a new one of that version would be refused. */
function noneIfNewer(error: unknown): readonly string[] {
  if (error instanceof UserError && error.code === DATABASE_NEWER) return [];
  throw error;
}
