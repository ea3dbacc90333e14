// npm run db:migration NAME: writes the migration from the existing ones to prisma/schema.prisma.
// With --again, rewrites the newest migration if it has that name (for one that has not been applied anywhere yet).
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyAll, missingMigration } from '../adapters/store/migrations/migration-engine.ts';
import { migrationsFolder, migrationsOnDisk } from '../adapters/store/migrations/migration-status.ts';

const [name = '', ...flags] = process.argv.slice(2);
if (!/^[a-z][a-z0-9_]*$/.test(name) || flags.some((flag) => flag !== '--again')) {
  console.error('usage: npm run db:migration NAME [-- --again]   (NAME: lower case, words joined by _)');
  process.exit(1);
}

const newest = migrationsOnDisk().at(-1);
const replaced = flags.length > 0 && newest?.endsWith(`_${name}`) ? newest : undefined;
if (replaced !== undefined) rmSync(join(migrationsFolder, replaced), { recursive: true });

const sql = await missingSql();
if (sql === '') {
  console.log('The migrations match the schema; nothing to write.');
} else {
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const folder = join(migrationsFolder, replaced ?? `${stamp}_${name}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'migration.sql'), sql);
  console.log(
    `Wrote ${join(folder, 'migration.sql')}. Read it before you commit it, then run: npm run db:new-database && npm run db:rows`,
  );
}

async function missingSql(): Promise<string> {
  const scratch = mkdtempSync(join(tmpdir(), 'pintd-migration-'));
  try {
    const path = join(scratch, 'console.db');
    await applyAll(path, migrationsFolder);
    return await missingMigration(path);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
