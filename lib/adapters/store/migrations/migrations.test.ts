import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openConnection } from '../sqlite/connection.ts';
import { newDatabaseScript } from './create-tables.ts';
import { applyAll, missingMigration } from './migration-engine.ts';
import { migrationsFolder, migrationsOnDisk, pendingMigrations } from './migration-status.ts';
import { applyMigrations } from './migrations.ts';

const root = join(migrationsFolder, '../..');
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pintd-migrations-'));
  path = join(folder, 'console.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

function withDatabase<T>(work: (database: ReturnType<typeof openConnection>) => T): T {
  const database = openConnection(path, { busyTimeoutMs: 1000 });
  try {
    return work(database);
  } finally {
    database.close();
  }
}

test('the migrations match the schema (npm run db:migration NAME writes the missing one)', async () => {
  await applyAll(path, migrationsFolder);
  expect(await missingMigration(path)).toBe('');
});

test('a new database, which is created in one step, equals one to which every migration was applied', async () => {
  await applyAll(path, migrationsFolder);
  const migrated = withDatabase(newDatabaseScript);
  rmSync(path);
  await applyMigrations(path);
  expect(withDatabase(newDatabaseScript)).toBe(migrated);
});

test('migrations are applied once, and recorded as Prisma records them', async () => {
  expect(await applyMigrations(path)).toEqual(migrationsOnDisk());
  expect(await applyMigrations(path)).toEqual([]);
  const recorded = withDatabase((database) =>
    database.prepare('SELECT migration_name, applied_steps_count FROM _prisma_migrations ORDER BY 1').all(),
  );
  expect(recorded).toEqual(migrationsOnDisk().map((name) => ({ migration_name: name, applied_steps_count: 1 })));
});

test('four processes can open the same new folder concurrently', async () => {
  const script = `
    const { applyMigrations } = await import('#lib/adapters/store/migrations/migrations.ts');
    console.log(JSON.stringify(await applyMigrations(process.argv[1])));
  `;
  const start = () => promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, path], { cwd: root });
  const outputs = await Promise.all([start(), start(), start(), start()]);
  const applied = outputs.flatMap(({ stdout }) => JSON.parse(stdout) as string[]);
  expect(applied).toEqual(migrationsOnDisk());
  expect(withDatabase((database) => pendingMigrations(database))).toEqual([]);
});

test('a failed migration changes nothing, and can be retried', async () => {
  const copy = join(folder, 'migrations');
  cpSync(migrationsFolder, copy, { recursive: true });
  await applyMigrations(path, copy);
  mkdirSync(join(copy, '99990101000000_broken'));
  const file = join(copy, '99990101000000_broken', 'migration.sql');
  writeFileSync(file, 'CREATE TABLE half (id INTEGER);\nCREATE TABLE worker (id INTEGER);\n');
  await expect(applyMigrations(path, copy)).rejects.toThrow();
  expect(
    withDatabase((database) => database.prepare(`SELECT name FROM sqlite_master WHERE name = 'half'`).all()),
  ).toEqual([]);

  writeFileSync(file, 'CREATE TABLE half (id INTEGER);\n');
  expect(await applyMigrations(path, copy)).toEqual(['99990101000000_broken']);
});

/** Applies the migrations before the one with the name `first`. Returns the names of this one and of the later ones. */
async function applyBefore(first: string): Promise<readonly string[]> {
  const earlier = join(folder, 'earlier');
  cpSync(migrationsFolder, earlier, { recursive: true });
  const later = migrationsOnDisk().filter((name) => name >= first);
  for (const name of later) rmSync(join(earlier, name), { recursive: true });
  await applyMigrations(path, earlier);
  return later;
}

test('jobs of versions without destinations get the destination "unrecorded", unless they use the sandbox or send nothing', async () => {
  const later = await applyBefore('20261126202212_job_destination');
  withDatabase((database) => {
    const authentication = `INSERT INTO authentication (id, name, connector, target, sealed_token, fingerprint, token_hint,
      created_at, updated_at) VALUES`;
    database.exec(
      `${authentication} (1, 'Shop', '', 'live', '', '', '', 0, 0), (2, 'Sandbox', '', 'sandbox', '', '', '', 0, 0)`,
    );
    const job = `INSERT INTO job (type, state, connector, authentication_id, engine, parameters, account, test_event,
      skip_invalid_record, mapping, reference_time, rules_version, max_events, max_bytes, already_accepted, delivery,
      created_at) VALUES ('export', 'queued', '', ?, ?, '', '', 0, 0, '', 0, '', 0, 0, '', '', 0)`;
    for (const [authentication, engine] of [
      [1, null],
      [2, null],
      [1, 'trino'],
      [null, 'trino'],
      [null, 'duckdb'],
    ])
      database.prepare(job).run(authentication, engine);
  });
  expect(await applyMigrations(path)).toEqual(later);
  const bound = withDatabase((database) =>
    database.prepare('SELECT destination, engine_address FROM job ORDER BY id').raw().all(),
  );
  expect(bound).toEqual([
    ['unrecorded', null],
    ['sandbox', null],
    ['unrecorded', 'unrecorded'],
    [null, 'unrecorded'],
    [null, null],
  ]);
});

test('a parent segment without a root folder gets one', async () => {
  await applyBefore('20261127131530_root_folders_of_parent_segments');
  withDatabase((database) =>
    database.exec(
      `INSERT INTO parent_segment (id, name, description, engine, tables, created_at, updated_at)
       VALUES (1, 'a', '', '', '', 0, 0), (2, 'b', '', '', '', 0, 0);
       INSERT INTO segment_folder (id, parent_segment_id, name) VALUES (7, 2, '')`,
    ),
  );
  await applyMigrations(path);
  const folders = withDatabase((database) =>
    database.prepare('SELECT parent_segment_id, parent_id, name FROM segment_folder ORDER BY 1').raw().all(),
  );
  expect(folders).toEqual([
    [1, null, ''],
    [2, null, ''],
  ]);
});

test('does not touch a database of a newer version', async () => {
  await applyMigrations(path);
  withDatabase((database) =>
    database.exec(
      `UPDATE _prisma_migrations SET migration_name = '99990101000000_later' WHERE migration_name LIKE '%init'`,
    ),
  );
  await expect(applyMigrations(path)).rejects.toMatchObject({
    code: 'database_newer',
    params: { migrations: '99990101000000_later' },
  });
});
