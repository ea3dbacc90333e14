import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { onTestFinished } from 'vitest';
import { BUSY_TIMEOUT_MS, databasePath, openConnection } from '../../lib/adapters/store/database/connection.ts';
import type { Database } from '../../lib/adapters/store/database/database.ts';
import { SYSTEM_PLATFORM } from '../../lib/runtime/platform.ts';
import { connect, migrate } from '../../lib/runtime/stores/open-database.ts';
import { databaseSettings } from './postgresql.ts';

/** A new database for one test, of the kind that the project of tests is for. */
export interface TestDatabases {
  /** Opens it as another process would. */
  readonly open: () => Promise<Database>;
  /** Holds the lock of writers, as another process does within a transaction, until the returned function is called. */
  readonly holdWriteLock: () => Promise<() => Promise<void>>;
}

export async function createDatabase(): Promise<TestDatabases> {
  const dataDir = mkdtempSync(join(tmpdir(), 'pintd-database-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  const { DATABASE_URL: databaseUrl } = await databaseSettings();
  await migrate({ dataDir, databaseUrl });
  const open = async () => {
    const { database, close } = await connect({ dataDir, databaseUrl }, SYSTEM_PLATFORM);
    onTestFinished(close);
    return database;
  };
  const holdWriteLock = () =>
    databaseUrl === undefined ? holdLockOfSqlite(dataDir) : holdLockOfPostgresql(databaseUrl);
  return { open, holdWriteLock };
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
  await client.query('BEGIN; SELECT pg_advisory_xact_lock(1)');
  return () => client.end();
}
