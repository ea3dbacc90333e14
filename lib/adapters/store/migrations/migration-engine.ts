import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import { type OpenOptions, pragmas } from '../database/connection.ts';
import { migrationsOnDisk, prismaFolder } from './migration-status.ts';
import { diffToSchema, openSchemaEngine } from './schema-engine.ts';

/** Connects Prisma's schema engine to the database, with the same PRAGMAs as `openConnection`. */
class ProductAdapter extends PrismaBetterSqlite3 {
  readonly #options: OpenOptions;

  constructor(path: string, options: OpenOptions) {
    super({ url: path, timeout: options.busyTimeoutMs });
    this.#options = options;
  }

  override async connect() {
    const connection = await super.connect();
    await connection.executeScript(pragmas(this.#options));
    return connection;
  }
}

/**
 * Runs all pending migrations of the engine in one transaction: if killed at any moment, the database is unchanged. Foreign
 * keys are off meanwhile: Prisma's scripts need that, and cannot switch them off inside a transaction.
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

/** Applies all pending migrations of the folder. */
export async function applyAll(path: string, folder: string): Promise<void> {
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

/** The SQL from a database with every migration to the schema; empty if they match. */
export async function missingMigration(path: string): Promise<string> {
  const schema = readSchema();
  const engine = await openSchemaEngine(new ProductAdapter(path, { busyTimeoutMs: 5000 }), schema);
  try {
    return await diffToSchema(engine, schema);
  } finally {
    engine.free();
  }
}
