import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import Database from 'better-sqlite3';
import { databasePath, openDatabase, ProductAdapter } from './database.ts';
import { migrationsFolder, migrationsOnDisk, pendingMigrations, prismaFolder } from './migration-status.ts';
import { diffToSchema, openSchemaEngine } from './schema-engine.ts';

const lockTimeoutMs = 60_000;

/** Makes the data folder, for its owner alone, and its database ready for use; answers the database's path. */
export async function prepareDatabase(dataDir: string): Promise<string> {
  // The mode is for a new folder only: one that was there may be anything, and is not ours to lock.
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  await applyMigrations(databasePath(dataDir));
  return databasePath(dataDir);
}

/** Brings the database at `path` up to date, creating it if need be, and says which migrations that took. */
export async function applyMigrations(path: string, folder = migrationsFolder): Promise<string[]> {
  if (existsSync(path) && pendingIn(path, folder).length === 0) return [];
  return withMigrationLock(path, async () => {
    const pending = pendingIn(path, folder); // again: another process may have been quicker
    if (pending.length > 0) await applyAll(path, folder);
    return pending;
  });
}

function pendingIn(path: string, folder: string): string[] {
  const database = openDatabase(path, { busyTimeoutMs: 5000 });
  try {
    return pendingMigrations(database, folder);
  } finally {
    database.close();
  }
}

/** An SQLite lock on a file of its own: the system drops it when its holder dies, however that happens. */
async function withMigrationLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = new Database(`${path}.migrating`, { timeout: 0 });
  try {
    await takeLock(lock);
    return await work();
  } finally {
    lock.close();
  }
}

async function takeLock(lock: Database.Database): Promise<void> {
  const giveUpAt = Date.now() + lockTimeoutMs;
  for (;;) {
    try {
      lock.exec('BEGIN EXCLUSIVE');
      return;
    } catch (error) {
      const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
      if (!busy || Date.now() > giveUpAt) throw error;
      await sleep(25);
    }
  }
}

/**
 * All pending migrations in one transaction around the engine: killed at any instant, the database is as before, and
 * never half migrated. Foreign keys are off meanwhile, as Prisma's own scripts want it and cannot do inside one.
 */
class MigratingAdapter extends ProductAdapter {
  readonly connections: SqlDriverAdapter[] = [];

  override async connect() {
    const connection = await super.connect();
    await connection.executeScript('PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE');
    this.connections.push(connection);
    return connection;
  }
}

async function applyAll(path: string, folder: string): Promise<void> {
  const adapter = new MigratingAdapter(path, { busyTimeoutMs: 5000 });
  const engine = await openSchemaEngine(adapter, readSchema());
  try {
    const filters = { externalTables: [], externalEnums: [] };
    await engine.applyMigrations({ migrationsList: migrationsList(folder), filters });
    for (const connection of adapter.connections) await commit(connection);
  } finally {
    for (const connection of adapter.connections) await connection.dispose();
    engine.free();
  }
}

async function commit(connection: SqlDriverAdapter): Promise<void> {
  const broken = await connection.queryRaw({ sql: 'PRAGMA foreign_key_check', args: [], argTypes: [] });
  if (broken.rows.length > 0) throw new Error(`The migration would break ${broken.rows.length} foreign keys.`);
  await connection.executeScript('COMMIT');
}

function migrationsList(folder: string) {
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: readFileSync(join(folder, 'migration_lock.toml'), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: migrationsOnDisk(folder).map((name) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: readMigration(folder, name) },
    })),
  };
}

function readMigration(folder: string, name: string) {
  return { tag: 'ok' as const, value: readFileSync(join(folder, name, 'migration.sql'), 'utf8') };
}

function readSchema() {
  const path = join(prismaFolder, 'schema.prisma');
  return { path, content: readFileSync(path, 'utf8') };
}

/** The SQL that is missing between a database with every migration and the schema; empty where they agree. */
export async function missingMigration(path: string): Promise<string> {
  const schema = readSchema();
  const engine = await openSchemaEngine(new ProductAdapter(path, { busyTimeoutMs: 5000 }), schema);
  try {
    return await diffToSchema(engine, schema);
  } finally {
    engine.free();
  }
}
