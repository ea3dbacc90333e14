import type { Database } from '../../adapters/store/database/database.ts';
import type { SharedMutex } from '../../adapters/store/database/shared-mutex.ts';
import { prepareDatabase } from '../../adapters/store/migrations/migrations.ts';
import { databasePath } from '../../adapters/store/sqlite/connection.ts';
import { readDatabaseSize } from '../../adapters/store/sqlite/database-size.ts';
import { SqliteDatabase } from '../../adapters/store/sqlite/sqlite-database.ts';
import { SqliteMutex } from '../../adapters/store/sqlite/sqlite-mutex.ts';
import { type SleepingClock, systemClock } from '../../adapters/system/clock.ts';
import { createFolders } from '../../adapters/system/create-folders.ts';
import type { Replication } from '../../core/view/replication.ts';
import type { Status } from '../../core/view/status.ts';
import type { Env } from '../../env.ts';
import type { Platform } from '../platform.ts';

type Connection = ReturnType<Platform['openConnection']>;

/** The database of a process. */
export interface OpenDatabase {
  readonly database: Database;
  /**
   * For counts of calls and of attempts to sign in: its commits do not wait for the disk, and its statements do not
   * queue behind transactions of `database`.
   */
  readonly counts: Database;
  /** The connection to SQLite, from which backups are made; undefined on PostgreSQL. */
  readonly connection: Connection | undefined;
  readonly databaseSize: () => Promise<Status['database']>;
  /** Null on SQLite, which has no replication. */
  readonly replication: () => Promise<Replication | null>;
  /** The clock of leases and windows, which all processes of the database agree on. */
  readonly clock: SleepingClock;
  /** Serializes work by key, across all processes that can do the same work. */
  readonly mutex: SharedMutex;
  /** Whether several workers and web processes may use the database. */
  readonly isShared: boolean;
  /** Resolves when the open transactions have ended. */
  readonly close: () => Promise<void>;
}

/** The settings that determine the location of the database. */
export type DatabaseLocation = Pick<Env, 'dataDir' | 'databaseUrl'>;
type DatabasePlatform = Pick<Platform, 'openConnection' | 'busyTimeoutMs' | 'clock'>;

/** Opens the configured database after applying pending migrations. */
export async function openDatabase(env: DatabaseLocation, platform: DatabasePlatform): Promise<OpenDatabase> {
  await migrate(env);
  return connect(env, platform);
}

/** Opens a database to which all migrations were applied. */
export async function connect(env: DatabaseLocation, platform: DatabasePlatform): Promise<OpenDatabase> {
  return env.databaseUrl === undefined ? openSqlite(env.dataDir, platform) : openPostgresql(env.databaseUrl, platform);
}

/**
 * Creates the data folder and the tables of a new database, and applies pending migrations. Throws a UserError if a
 * PostgreSQL server cannot be used, or could lose commits.
 */
export async function migrate({ dataDir, databaseUrl }: DatabaseLocation): Promise<void> {
  if (databaseUrl === undefined) await prepareDatabase(dataDir);
  else {
    createFolders(dataDir);
    const { applyPostgresqlMigrations } = await import('../../adapters/store/migrations/postgresql-migrations.ts');
    await applyPostgresqlMigrations(databaseUrl);
  }
}

function openSqlite(dataDir: string, { openConnection, busyTimeoutMs, clock }: DatabasePlatform): OpenDatabase {
  const path = databasePath(dataDir);
  const connection = openConnection(path, { busyTimeoutMs });
  const database = new SqliteDatabase(connection);
  const counts = new SqliteDatabase(openConnection(path, { busyTimeoutMs, isDurable: false }));
  return {
    database,
    counts,
    connection,
    clock,
    mutex: new SqliteMutex(dataDir),
    isShared: false,
    databaseSize: () => readDatabaseSize(path),
    replication: async () => null,
    close: () => closeAll([counts, database]),
  };
}

/** Loads the PostgreSQL driver, which processes on SQLite do not need. */
async function openPostgresql(url: string, { clock: ownClock }: DatabasePlatform): Promise<OpenDatabase> {
  const { PostgresqlDatabase } = await import('../../adapters/store/postgresql/postgresql-database.ts');
  const { readReplication } = await import('../../adapters/store/postgresql/replication.ts');
  const { PostgresqlMutex } = await import('../../adapters/store/postgresql/postgresql-mutex.ts');
  const { readDatabaseSize } = await import('../../adapters/store/postgresql/database-size.ts');
  const mutex = new PostgresqlMutex(url);
  const database = new PostgresqlDatabase(url);
  const counts = new PostgresqlDatabase(url, { isDurable: false, isExclusive: false });
  const clock = await clockOf(database, ownClock);
  return {
    database,
    counts,
    connection: undefined,
    clock,
    mutex,
    isShared: true,
    databaseSize: () => readDatabaseSize(database),
    replication: () => readReplication((sql) => database.all(sql)),
    close: async () => {
      clock.stop?.();
      await closeAll([counts, database]);
    },
  };
}

/** The clock of the database. A clock that a test sets is used instead. */
async function clockOf(database: Database, own: SleepingClock): Promise<SleepingClock & { stop?(): void }> {
  if (own !== systemClock) return own;
  const { DatabaseClock } = await import('../../adapters/store/postgresql/database-clock.ts');
  return DatabaseClock.start(database, own.sleep);
}

async function closeAll(databases: readonly { close(): Promise<void> }[]): Promise<void> {
  for (const database of databases) await database.close();
}
