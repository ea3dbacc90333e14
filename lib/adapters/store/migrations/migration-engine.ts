import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import { type OpenOptions, pragmas } from '../sqlite/connection.ts';
import { migrationScript, migrationsOnDisk, prismaFolder } from './migration-status.ts';
import { diffSchemas, diffToSchema, openSchemaEngine } from './schema-engine.ts';

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
 * Runs all pending migrations of the engine in one transaction, so that the database is unchanged if the process is
 * killed. Foreign keys are off meanwhile, because Prisma's scripts need that, and cannot switch them off inside a
 * transaction.
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
  try {
    const engine = await openSchemaEngine(adapter, readSchema('sqlite'));
    try {
      const filters = { externalTables: [], externalEnums: [] };
      await engine.applyMigrations({ migrationsList: migrationsList(folder), filters });
    } finally {
      engine.free();
    }
    for (const connection of adapter.connections) await commit(connection);
  } finally {
    for (const connection of adapter.connections) await connection.dispose();
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
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: migrationScript(folder, name) } },
    })),
  };
}

/** The databases that the schema is for. */
type Provider = 'sqlite' | 'postgresql';

function readSchema(provider: Provider) {
  const path = join(prismaFolder, 'schema.prisma');
  const content = readFileSync(path, 'utf8');
  return { path, content: provider === 'sqlite' ? content : forPostgresql(content) };
}

/**
 * The schema for PostgreSQL. The file is for SQLite, whose integers all have 64 bits; PostgreSQL needs BigInt for them.
 */
function forPostgresql(schema: string): string {
  return schema.replace('"sqlite"', '"postgresql"').replaceAll(/(?<= )Int(?=[ ?\n])/g, 'BigInt');
}

/** The SQL that leads from an SQLite database with all migrations to the schema; empty if they match. */
export async function missingMigration(path: string): Promise<string> {
  const schema = readSchema('sqlite');
  const engine = await openSchemaEngine(new ProductAdapter(path, { busyTimeoutMs: 5000 }), schema);
  try {
    return await diffToSchema(engine, schema);
  } finally {
    engine.free();
  }
}

const refuse = () => Promise.reject(new Error('there is no database'));

/**
 * The only facts that the engine reads from a connection before it compares schemas: whether there is a schema
 * "public", and the version.
 */
const FACTS: SqlResultSet = {
  columnNames: ['exists', 'version', 'numeric_version'],
  columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
  rows: [[true, 'PostgreSQL 16.0', 160_000]],
};

const NO_CONNECTION: SqlDriverAdapter = {
  provider: 'postgres',
  adapterName: 'none',
  queryRaw: () => Promise.resolve(FACTS),
  executeRaw: refuse,
  executeScript: refuse,
  startTransaction: refuse,
  dispose: () => Promise.resolve(),
};
const NO_DATABASE: SqlMigrationAwareDriverAdapterFactory = {
  provider: 'postgres',
  adapterName: 'none',
  connect: () => Promise.resolve(NO_CONNECTION),
  connectToShadowDb: refuse,
};

/**
 * The SQL for PostgreSQL that leads from a former content of schema.prisma to the present one, or from an empty
 * database if `former` is undefined.
 */
export async function postgresqlScript(former?: string): Promise<string> {
  const schema = readSchema('postgresql');
  const engine = await openSchemaEngine(NO_DATABASE, schema);
  try {
    const from = former === undefined ? undefined : { path: schema.path, content: forPostgresql(former) };
    return await diffSchemas(engine, from, schema);
  } finally {
    engine.free();
  }
}
