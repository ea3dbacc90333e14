import { createHash, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { APPLIED, migrationScript, pendingAfter, postgresqlMigrationsFolder } from './migration-status.ts';

/** Held until the end of the transaction, so that one process of all machines migrates. The other locks are in `postgresql-database.ts`. */
const MIGRATION_LOCK = 'SELECT pg_advisory_xact_lock(2)';

/** As Prisma creates and fills it, so that its tools can be used, too. */
const CREATE_RECORD = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;
const RECORD = `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
  VALUES ($1, $2, $3, now(), 1)`;

/**
 * Applies all pending migrations to the database at `url`, which must exist, in one transaction. Returns them. Throws NewerDatabaseError
 * for a database of a newer version.
 */
export async function applyPostgresqlMigrations(url: string, folder = postgresqlMigrationsFolder): Promise<string[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {}); // the statement that is running fails
  await client.connect();
  try {
    if ((await pendingIn(client, folder)).length === 0) return [];
    await client.query(`BEGIN; ${MIGRATION_LOCK}`);
    const pending = await pendingIn(client, folder); // again: another process may have been faster
    await client.query(CREATE_RECORD);
    for (const name of pending) await apply(client, name, migrationScript(folder, name));
    await client.query('COMMIT');
    return pending;
  } finally {
    await client.end();
  }
}

async function apply(client: Client, name: string, script: string): Promise<void> {
  await client.query(script);
  await client.query(RECORD, [randomUUID(), createHash('sha256').update(script).digest('hex'), name]);
}

async function pendingIn(client: Client, folder: string): Promise<string[]> {
  const { rows } = await client.query<{ exists: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists`,
  );
  const applied = rows[0]?.exists ? (await client.query<{ migration_name: string }>(APPLIED)).rows : [];
  return pendingAfter(
    applied.map(({ migration_name }) => migration_name),
    folder,
    `The database ${client.database}`,
  );
}
