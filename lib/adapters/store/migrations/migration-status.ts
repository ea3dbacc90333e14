import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type Database from 'better-sqlite3';

export const prismaFolder = resolve(fileURLToPath(import.meta.url), '../../../../../prisma');
export const migrationsFolder = join(prismaFolder, 'migrations');

/** The database was written by a newer version, so this version must not touch it. */
export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError';
}

export function migrationsOnDisk(folder = migrationsFolder): string[] {
  const entries = readdirSync(/* turbopackIgnore: true */ folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The migrations this database lacks. Takes a millisecond, so every start can check. */
export function pendingMigrations(database: Database.Database, folder = migrationsFolder): string[] {
  const applied = new Set(appliedMigrations(database));
  const known = migrationsOnDisk(folder);
  const unknown = [...applied].filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new NewerDatabaseError(
      `${database.name} was written by a newer version of Conversion Console (it has ${unknown.join(', ')}). ` +
        'Use that version, or another data folder.',
    );
  }
  return known.filter((name) => !applied.has(name));
}

function appliedMigrations(database: Database.Database): string[] {
  const table = database.prepare(`SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'`).get();
  if (table === undefined) return [];
  const applied =
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL';
  return database.prepare<[], string>(applied).pluck().all();
}
