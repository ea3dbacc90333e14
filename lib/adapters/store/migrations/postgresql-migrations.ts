import { createHash, randomUUID } from 'node:crypto';
import { Client, type ClientConfig } from 'pg';
import { UserError } from '../../../core/errors.ts';
import { isUnsafe, type ReplicationFault } from '../../../core/view/replication.ts';
import type { Database } from '../database/database.ts';
import { MIGRATION_LOCK, WRITE_LOCK } from '../postgresql/locks.ts';
import { DURABLE } from '../postgresql/postgresql-database.ts';
import { connectErrorCode } from '../postgresql/postgresql-fault.ts';
import { readReplication } from '../postgresql/replication.ts';
import { WITHOUT_LIMITS, WITHOUT_TRANSACTION_LIMIT } from '../postgresql/without-limits.ts';
import { APPLIED, migrationScript, pendingAfter, postgresqlMigrationsFolder } from './migration-status.ts';
import { INCOMPLETE_COPY } from './move-record.ts';

/** The table as Prisma creates and fills it, so that Prisma's tools can be used, too. */
const CREATE_MIGRATION_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;
const INSERT_MIGRATION = `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
  VALUES ($1, $2, $3, now(), 1)`;

const CONNECT_TIMEOUT_MS = 10_000;
const HAS_MIGRATION_TABLE = `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found`;

/** The oldest version of PostgreSQL that the product runs on. */
const MIN_VERSION = 16;
/** The facts that are checked. Texts must be ordered by their bytes, as in SQLite. */
const FACTS = `SELECT current_setting('server_version_num')::int / 10000 AS version, current_database() AS database,
  current_setting('server_encoding') AS encoding, 'Z' < 'a' AND '_' < 'a' AND 'z' < 'ä' AS has_order_of_bytes`;

/** Throws UserError `move_incomplete` if the database has only part of the rows of a move. */
function refuseIncomplete(applied: readonly string[], database: string): void {
  if (applied.includes(INCOMPLETE_COPY)) throw new UserError('move_incomplete', { database });
}

interface Facts {
  readonly version: number;
  readonly database: string;
  readonly encoding: string;
  readonly has_order_of_bytes: boolean;
}

/**
 * Applies all pending migrations to the database at `url`, which must exist, in one transaction, and returns them.
 * Throws a UserError if the database cannot be reached, does not meet the requirements, was written by a newer version,
 * could lose commits, has only part of the rows of a move, or needs migrations whose commit would wait for a standby.
 */
export async function applyPostgresqlMigrations(url: string, folder = postgresqlMigrationsFolder): Promise<string[]> {
  const client = await connect(url);
  try {
    const name = await checkFacts(client);
    const fault = await checkReplication(client);
    const pendingNow = async () => {
      const applied = await appliedIn(client);
      refuseIncomplete(applied, name);
      return pendingAfter(applied, folder, name);
    };
    if ((await pendingNow()).length === 0) return [];
    if (fault) throw new UserError(fault.code, fault.params); // the commit would wait
    await client.query(`BEGIN; ${MIGRATION_LOCK}; ${WRITE_LOCK}`);
    const pending = await pendingNow(); // read again, because another process may have been faster
    await client.query(CREATE_MIGRATION_TABLE);
    for (const migration of pending) await apply(client, migration, migrationScript(folder, migration));
    await client.query('COMMIT');
    return pending;
  } finally {
    await client.end();
  }
}

/** The migrations that a database lacks. Throws UserError `move_incomplete` or `database_newer`. */
export async function pendingPostgresqlMigrations(database: Database): Promise<string[]> {
  const hasRecord = (await database.value(HAS_MIGRATION_TABLE)) === 1;
  const applied = hasRecord ? await database.values<string>(APPLIED) : [];
  const name = (await database.value<string>('SELECT current_database()')) ?? '';
  refuseIncomplete(applied, name);
  return pendingAfter(applied, postgresqlMigrationsFolder, name);
}

/**
 * Connects without the server's time limits, because statements on a large database may take any time. Throws UserError
 * `postgresql_unreachable`, which names neither user nor password, or `postgresql_file_unreadable`.
 */
export async function connect(url: string, options: ClientConfig = {}): Promise<Client> {
  const client = createClient(url, options);
  client.on('error', () => {}); // ignored, because the running statement fails
  try {
    await client.connect();
    await client.query(WITHOUT_TRANSACTION_LIMIT);
    return client;
  } catch (error) {
    const params = { server: `${client.host}:${client.port}`, reason: connectErrorCode(error) };
    throw new UserError('postgresql_unreachable', params, { cause: error });
  }
}

/** Throws UserError `postgresql_file_unreadable` for a certificate or key that the URL names. */
function createClient(url: string, options: ClientConfig): Client {
  try {
    return new Client({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      options: `${DURABLE} ${WITHOUT_LIMITS}`,
      ...options,
    });
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && 'path' in cause)) throw cause;
    const params = { path: String(cause.path), reason: String(cause.code) };
    throw new UserError('postgresql_file_unreadable', params, { cause });
  }
}

/** The name of the database. Throws UserError `postgresql_version` or `postgresql_collation`. */
async function checkFacts(client: Client): Promise<string> {
  const facts = (await client.query<Facts>(FACTS)).rows[0] as Facts;
  const { version, database, encoding } = facts;
  if (version < MIN_VERSION) throw new UserError('postgresql_version', { version, min: MIN_VERSION });
  if (!facts.has_order_of_bytes || encoding !== 'UTF8') throw new UserError('postgresql_collation', { database });
  return database;
}

/** Throws a UserError if commits could be lost. Returns any other fault of the replication. */
export async function checkReplication(client: Client): Promise<ReplicationFault | null> {
  const { fault } = await readReplication(async (sql) => (await client.query(sql)).rows);
  if (isUnsafe(fault)) throw new UserError(fault.code, fault.params);
  return fault;
}

export async function appliedIn(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ found: boolean }>(HAS_MIGRATION_TABLE);
  if (!rows[0]?.found) return [];
  return (await client.query<{ migration_name: string }>(APPLIED)).rows.map((row) => row.migration_name);
}

async function apply(client: Client, name: string, script: string): Promise<void> {
  await client.query(script);
  await client.query(INSERT_MIGRATION, [randomUUID(), createHash('sha256').update(script).digest('hex'), name]);
}
