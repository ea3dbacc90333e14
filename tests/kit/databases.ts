import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { onTestFinished } from 'vitest';
import type { Database } from '../../lib/adapters/store/database/database.ts';
import { WRITE_LOCK } from '../../lib/adapters/store/postgresql/locks.ts';
import { PostgresqlDatabase } from '../../lib/adapters/store/postgresql/postgresql-database.ts';
import { BUSY_TIMEOUT_MS, databasePath, openConnection } from '../../lib/adapters/store/sqlite/connection.ts';
import { SqliteDatabase } from '../../lib/adapters/store/sqlite/sqlite-database.ts';
import { migrate } from '../../lib/runtime/stores/open-database.ts';
import { createPostgresqlDatabase } from './postgresql.ts';

export interface OpenOptions {
  /** How long a busy database is retried; a minute by default. */
  readonly maxBusyMs?: number;
}

/** A new database for tests: SQLite or PostgreSQL, depending on the Vitest project. */
export interface TestDatabases {
  /** Opens it as another process would. */
  readonly open: (options?: OpenOptions) => Promise<Database>;
  /** Holds the write lock, as another process does within a transaction, until the returned function is called. */
  readonly holdWriteLock: () => Promise<() => Promise<void>>;
  /** Closes what was opened, and deletes the database. */
  readonly close: () => Promise<void>;
}

/** A database file with all tables: copying it takes a tenth of the time that creating the tables takes. */
let emptyFile: Promise<Buffer> | undefined;

async function createEmptyFile(): Promise<Buffer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'pintd-template-'));
  await migrate({ dataDir, databaseUrl: undefined });
  const file = readFileSync(databasePath(dataDir));
  rmSync(dataDir, { recursive: true });
  return file;
}

/** Creates a database with all tables: as a file in the data folder (then undefined is returned), or on PostgreSQL. */
async function createIn(dataDir: string): ReturnType<typeof createPostgresqlDatabase> {
  const created = await createPostgresqlDatabase();
  if (created) return created;
  emptyFile ??= createEmptyFile();
  writeFileSync(databasePath(dataDir), await emptyFile, { mode: 0o600 });
  return undefined;
}

/** Creates a database for one test, and returns the settings that select it. */
export async function databaseSettings(dataDir: string): Promise<{ readonly DATABASE_URL?: string }> {
  const created = await createIn(dataDir);
  if (!created) return {};
  onTestFinished(created.drop);
  return { DATABASE_URL: created.url };
}

export async function createDatabase(): Promise<TestDatabases> {
  const dataDir = mkdtempSync(join(tmpdir(), 'pintd-database-'));
  const created = await createIn(dataDir);
  const databaseUrl = created?.url;
  const opened: { close(): Promise<void> }[] = [];
  const open = async (options: OpenOptions = {}) => {
    const path = databasePath(dataDir);
    const database =
      databaseUrl === undefined
        ? new SqliteDatabase(openConnection(path, { busyTimeoutMs: BUSY_TIMEOUT_MS }), options)
        : new PostgresqlDatabase(databaseUrl, options);
    opened.push(database);
    return database;
  };
  const close = async () => {
    for (const database of opened) await database.close();
    await created?.drop();
    rmSync(dataDir, { recursive: true });
  };
  const holdWriteLock = () =>
    databaseUrl === undefined ? holdLockOfSqlite(dataDir) : holdLockOfPostgresql(databaseUrl);
  return { open, holdWriteLock, close };
}

async function holdLockOfSqlite(dataDir: string): Promise<() => Promise<void>> {
  const connection = openConnection(databasePath(dataDir), { busyTimeoutMs: BUSY_TIMEOUT_MS });
  connection.exec('BEGIN IMMEDIATE');
  return async () => {
    connection.close();
  };
}

async function holdLockOfPostgresql(url: string): Promise<() => Promise<void>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`BEGIN; ${WRITE_LOCK}`);
  return () => client.end();
}
