import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { prismaFolder } from './migration-status.ts';

/** The script with the result of all migrations of an empty database, written by `npm run db:new-database`. */
const newDatabaseFile = join(prismaFolder, 'new-database.sql');

/** Whether this database contains nothing, not even the record of migrations. */
export function isEmpty(database: Database.Database): boolean {
  return database.prepare('SELECT 1 FROM sqlite_master').get() === undefined;
}

/**
 * Creates the tables of an empty database in one transaction, in a tenth of the time that the single migrations take.
 */
export function createTables(database: Database.Database): void {
  database.exec(`BEGIN IMMEDIATE;\n${readFileSync(newDatabaseFile, 'utf8')}COMMIT;`);
}

/**
 * The script that creates a database like this one, to which all migrations were applied; its only rows are the record
 * of the migrations.
 */
export function newDatabaseScript(database: Database.Database): string {
  const created = database
    .prepare<[], string>(
      `SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY rowid`,
    )
    .pluck()
    .all();
  const applied = database
    .prepare<[], { name: string; checksum: string }>(
      'SELECT migration_name AS name, checksum FROM _prisma_migrations ORDER BY migration_name',
    )
    .all();
  return [...created.map((sql) => `${sql};\n`), ...applied.map(recordOf)].join('');
}

function recordOf({ name, checksum }: { name: string; checksum: string }): string {
  const now = `strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now')`;
  return (
    'INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) ' +
    `VALUES (lower(hex(randomblob(16))), '${checksum}', '${name}', ${now}, ${now}, 1);\n`
  );
}
