// npm run db:migration NAME: writes, for each of the two databases, the migration that leads from the existing ones to
// prisma/schema.prisma. With --again, rewrites the newest migrations if they have that name, which is allowed only if
// they have not been applied anywhere.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyAll, missingMigration, postgresqlScript } from '../adapters/store/migrations/migration-engine.ts';
import {
  migrationsFolder,
  migrationsOnDisk,
  postgresqlMigrationsFolder,
} from '../adapters/store/migrations/migration-status.ts';

const [name = '', ...flags] = process.argv.slice(2);
if (!/^[a-z][a-z0-9_]*$/.test(name) || flags.some((flag) => flag !== '--again')) {
  console.error('usage: npm run db:migration NAME [-- --again]   (NAME: lower case, words joined by _)');
  process.exit(1);
}

const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
const written = [
  ...(await write(migrationsFolder, missingInSqlite)),
  ...(await write(postgresqlMigrationsFolder, missingInPostgresql)),
];
if (written.length === 0) console.log('The migrations match the schema; nothing to write.');
else {
  for (const file of written) console.log(`Wrote ${file}.`);
  console.log('Read them before you commit them, then run: npm run db:new-database && npm run db:rows');
}
process.exit(0);

/** Writes the migration that a folder lacks. Returns its file, or nothing if none is missing. */
async function write(folder: string, missingSql: () => Promise<string>): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true });
  const newest = migrationsOnDisk(folder).at(-1);
  const replaced = flags.length > 0 && newest?.slice(stamp.length) === `_${name}` ? newest : undefined;
  if (replaced !== undefined) rmSync(join(folder, replaced), { recursive: true });
  const sql = await missingSql();
  if (sql === '') return [];
  const target = join(folder, replaced ?? `${stamp}_${name}`);
  mkdirSync(target);
  writeFileSync(join(target, 'migration.sql'), sql);
  return [join(target, 'migration.sql')];
}

async function missingInSqlite(): Promise<string> {
  const scratch = mkdtempSync(join(tmpdir(), 'pintd-migration-'));
  try {
    const path = join(scratch, 'console.db');
    await applyAll(path, migrationsFolder);
    return await missingMigration(path);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** The statements from the schema of the last commit to the current one. */
async function missingInPostgresql(): Promise<string> {
  return postgresqlScript(execFileSync('git', ['show', 'HEAD:prisma/schema.prisma'], { encoding: 'utf8' }));
}
