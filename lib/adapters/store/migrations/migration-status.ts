import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type Database from 'better-sqlite3';
import { UserError } from '../../../core/errors.ts';
import { MOVED, refuseMoved } from './move-record.ts';

export const prismaFolder = resolve(fileURLToPath(import.meta.url), '../../../../../prisma');
export const migrationsFolder = join(prismaFolder, 'migrations', 'sqlite');
export const postgresqlMigrationsFolder = join(prismaFolder, 'migrations', 'postgresql');

/** The code of the UserError for a database that was written by a newer version, so this version must not touch it. */
export const DATABASE_NEWER = 'database_newer';

/** Selects the names of the migrations that were applied. */
export const APPLIED =
  'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL';

export function migrationsOnDisk(folder = migrationsFolder): string[] {
  const entries = readdirSync(/* turbopackIgnore: true */ folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

export function migrationScript(folder: string, name: string): string {
  return readFileSync(join(folder, name, 'migration.sql'), 'utf8');
}

/**
 * The migrations this database lacks. This takes a millisecond, so every start can check it. Throws UserError
 * `database_newer`, and what `refuseMoved` throws for a database that is moved to PostgreSQL.
 */
export function pendingMigrations(database: Database.Database, folder = migrationsFolder): string[] {
  const applied = appliedMigrations(database);
  if (applied.includes(MOVED)) refuseMoved(database);
  return pendingAfter(applied, folder, database.name);
}

/**
 * The migrations of a folder that are not among the applied ones. `name` is the name of the database. Throws UserError
 * `database_newer`.
 */
export function pendingAfter(applied: readonly string[], folder: string, name: string): string[] {
  const onDisk = migrationsOnDisk(folder);
  const unknown = applied.filter((migration) => !onDisk.includes(migration));
  if (unknown.length > 0) throw new UserError(DATABASE_NEWER, { database: name, migrations: unknown });
  return onDisk.filter((migration) => !applied.includes(migration));
}

export function appliedMigrations(database: Database.Database): string[] {
  const table = database.prepare(`SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'`).get();
  if (table === undefined) return [];
  return database.prepare<[], string>(APPLIED).pluck().all();
}
