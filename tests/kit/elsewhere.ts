import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Params } from '../../lib/adapters/store/database/database.ts';
import { SYSTEM_PLATFORM } from '../../lib/runtime/platform.ts';
import type { Runtime } from '../../lib/runtime/runtime.ts';
import { connect, type OpenDatabase } from '../../lib/runtime/stores/open-database.ts';

/** The settings with which another process uses the same data. */
export function settingsOf({ env }: Pick<Runtime, 'env'>): Record<string, string> {
  return { PINTD_DATA_DIR: env.dataDir, ...(env.databaseUrl !== undefined && { DATABASE_URL: env.databaseUrl }) };
}

/** Opens the database as another process would, bypassing the stores; for repeated statements. */
export function openElsewhere({ env }: Pick<Runtime, 'env'>): Promise<OpenDatabase> {
  return connect(env, SYSTEM_PLATFORM);
}

/** Executes a statement as another process would, bypassing the stores. */
export async function executeElsewhere(runtime: Pick<Runtime, 'env'>, sql: string, params: Params = []): Promise<void> {
  const { database, close } = await openElsewhere(runtime);
  await database.run(sql, params);
  await close();
}

/** Reads the rows of a statement, bypassing the stores. */
export async function readElsewhere<T>(runtime: Pick<Runtime, 'env'>, sql: string, params: Params = []): Promise<T[]> {
  const { database, close } = await openElsewhere(runtime);
  const rows = await database.all<T>(sql, params);
  await close();
  return rows;
}

/** All bytes that SQLite has on disk: the database file and its write-ahead log. */
export function storedBytes({ env }: Pick<Runtime, 'env'>): Buffer {
  return Buffer.concat(['console.db', 'console.db-wal'].map((name) => readFileSync(join(env.dataDir, name))));
}
