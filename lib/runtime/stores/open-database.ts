import { databasePath } from '../../adapters/store/database/connection.ts';
import type { Database } from '../../adapters/store/database/database.ts';
import { SqliteDatabase } from '../../adapters/store/database/sqlite-database.ts';
import { prepareDatabase } from '../../adapters/store/migrations/migrations.ts';
import type { Env } from '../../env.ts';
import type { Platform } from '../platform.ts';

type Connection = ReturnType<Platform['openConnection']>;

/** The database of a process. */
export interface OpenDatabase {
  readonly database: Database;
  /** For counts of calls: its commits do not wait for the disk, and its statements not for each other's transactions. */
  readonly counts: Database;
  /** SQLite's own, of which backups are made; undefined on PostgreSQL. */
  readonly connection: Connection | undefined;
  /** Ends when the open transactions have ended. */
  readonly close: () => Promise<void>;
}

type Place = Pick<Env, 'dataDir' | 'databaseUrl'>;
type Machine = Pick<Platform, 'openConnection' | 'busyTimeoutMs'>;

/** Opens the database of the settings, after migrations. */
export async function openDatabase(env: Place, machine: Machine): Promise<OpenDatabase> {
  await migrate(env);
  return connect(env, machine);
}

/** Opens a database to which all migrations were applied. */
export async function connect(env: Place, machine: Machine): Promise<OpenDatabase> {
  return env.databaseUrl === undefined ? openSqlite(env.dataDir, machine) : openPostgresql(env.databaseUrl);
}

/** Creates the tables of a new database, and applies pending migrations. */
export async function migrate({ dataDir, databaseUrl }: Place): Promise<void> {
  if (databaseUrl === undefined) await prepareDatabase(dataDir);
  else {
    const { applyPostgresqlMigrations } = await import('../../adapters/store/migrations/postgresql-migrations.ts');
    await applyPostgresqlMigrations(databaseUrl);
  }
}

function openSqlite(dataDir: string, { openConnection, busyTimeoutMs }: Machine): OpenDatabase {
  const path = databasePath(dataDir);
  const connection = openConnection(path, { busyTimeoutMs });
  const database = new SqliteDatabase(connection);
  const counts = new SqliteDatabase(openConnection(path, { busyTimeoutMs, isDurable: false }));
  return { database, counts, connection, close: () => closeAll([counts, database]) };
}

/** Its driver is loaded only where it is used. */
async function openPostgresql(url: string): Promise<OpenDatabase> {
  const { PostgresqlDatabase } = await import('../../adapters/store/postgresql/postgresql-database.ts');
  const database = new PostgresqlDatabase(url);
  const counts = new PostgresqlDatabase(url, { isDurable: false, isExclusive: false });
  return { database, counts, connection: undefined, close: () => closeAll([counts, database]) };
}

async function closeAll(databases: readonly { close(): Promise<void> }[]): Promise<void> {
  for (const database of databases) await database.close();
}
