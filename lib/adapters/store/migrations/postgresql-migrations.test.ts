import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { beforeEach, expect, inject, onTestFinished, test } from 'vitest';
import { startPostgresql } from '../../../../tests/kit/postgresql-server.ts';
import { faultText } from '../../../commands/error-text.ts';
import { postgresqlScript } from './migration-engine.ts';
import { migrationsOnDisk, postgresqlMigrationsFolder } from './migration-status.ts';
import { applyPostgresqlMigrations } from './postgresql-migrations.ts';

let databases = 0;
let url: string;

beforeEach(async () => {
  url = await createEmpty();
});

/** The URL of a new database without tables. */
async function createEmpty(options = ''): Promise<string> {
  const name = `migrations_${process.pid}_${++databases}`;
  const urlOf = (database: string) => (inject('postgresqlUrl') ?? '').replace('DATABASE', database);
  await query(urlOf('postgres'), `CREATE DATABASE ${name} ${options}`);
  onTestFinished(async () => void (await query(urlOf('postgres'), `DROP DATABASE ${name} WITH (FORCE)`)));
  return urlOf(name);
}

async function query<Row extends object>(databaseUrl: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Tables with their columns, indexes and constraints. */
const DESCRIPTION = `
  SELECT table_name AS name, column_name || ' ' || data_type || ' ' || is_nullable || ' ' || COALESCE(column_default, '') AS what
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
  UNION ALL SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
  UNION ALL SELECT conrelid::regclass::text, conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> '_prisma_migrations'
  ORDER BY 1, 2`;

test('the migrations match the schema (npm run db:migration NAME writes the missing one)', async () => {
  await applyPostgresqlMigrations(url);
  const asInSchema = await createEmpty();
  await query(asInSchema, await postgresqlScript());
  expect(await query(url, DESCRIPTION)).toEqual(await query(asInSchema, DESCRIPTION));
});

test('migrations are applied once, by one of several processes, and recorded as Prisma records them', async () => {
  const applied = await Promise.all(Array.from({ length: 4 }, () => applyPostgresqlMigrations(url)));
  expect(applied.flat()).toEqual(migrationsOnDisk(postgresqlMigrationsFolder));
  expect(await applyPostgresqlMigrations(url)).toEqual([]);
  const recorded = await query(url, 'SELECT migration_name, applied_steps_count FROM _prisma_migrations ORDER BY 1');
  const names = migrationsOnDisk(postgresqlMigrationsFolder);
  expect(recorded).toEqual(names.map((name) => ({ migration_name: name, applied_steps_count: 1 })));
});

test('a failed migration changes nothing, and can be retried', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pintd-migrations-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(postgresqlMigrationsFolder, folder, { recursive: true });
  await applyPostgresqlMigrations(url, folder);
  mkdirSync(join(folder, '99990101000000_broken'));
  const file = join(folder, '99990101000000_broken', 'migration.sql');
  writeFileSync(file, 'CREATE TABLE half (id INTEGER);\nCREATE TABLE worker (id INTEGER);\n');
  await expect(applyPostgresqlMigrations(url, folder)).rejects.toThrow('already exists');
  expect(await query(url, `SELECT to_regclass('half') AS half`)).toEqual([{ half: null }]);

  writeFileSync(file, 'CREATE TABLE half (id INTEGER);\n');
  expect(await applyPostgresqlMigrations(url, folder)).toEqual(['99990101000000_broken']);
});

test('does not touch a database of a newer version', async () => {
  await applyPostgresqlMigrations(url);
  await query(
    url,
    `UPDATE _prisma_migrations SET migration_name = '99990101000000_later' WHERE migration_name LIKE '%init'`,
  );
  await expect(applyPostgresqlMigrations(url)).rejects.toMatchObject({
    code: 'database_newer',
    params: { migrations: '99990101000000_later' },
  });
});

test('a database that does not sort texts by their bytes, and an unreachable server, are refused', async () => {
  const other = await createEmpty(`TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C.UTF-8'`);
  await expect(applyPostgresqlMigrations(other)).rejects.toMatchObject({ code: 'postgresql_collation' });
  const nowhere = 'postgresql://somebody:secret@127.0.0.1:1/none';
  const failing = applyPostgresqlMigrations(nowhere);
  const params = { server: '127.0.0.1:1', reason: 'ECONNREFUSED' };
  await expect(failing).rejects.toMatchObject({ code: 'postgresql_unreachable', params });
});

test.each([
  ['a database that does not exist', '', '/none', 'postgresql_unreachable', '3D000'],
  [
    'TLS that the server does not support',
    '&sslmode=verify-full',
    '',
    'postgresql_unreachable',
    'postgresql_without_tls',
  ],
  ['a certificate that does not exist', '&sslrootcert=/none.pem', '', 'postgresql_file_unreadable', 'ENOENT'],
])('a URL with %s is refused with a reason that the shell explains', async (_, option, path, code, reason) => {
  const wrong = path === '' ? `${url}${option}` : url.replace(/\/migrations_\w+/, path);
  const error: unknown = await applyPostgresqlMigrations(wrong).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code, params: { reason } });
  expect(faultText(reason)).not.toBe(reason);
});

test('a server that is not PostgreSQL is reported as closing the connection', async () => {
  const server = createServer((socket) => socket.once('data', () => socket.end())).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const failing = applyPostgresqlMigrations(`postgresql://somebody@127.0.0.1:${port}/none`);
  await expect(failing).rejects.toMatchObject({ code: 'postgresql_unreachable', params: { reason: 'ECONNRESET' } });
});

test('entries of the audit log cannot be changed or deleted, and their ids have no gaps', async () => {
  await applyPostgresqlMigrations(url);
  const insert = (
    id: number,
  ) => `INSERT INTO audit_entry (id, at, actor_kind, actor_id, role, action, outcome, key_id, hash, mac)
    VALUES (${id}, 0, '', '', '', '', '', '', '', '')`;
  await query(url, insert(1));
  await expect(query(url, insert(3))).rejects.toThrow('appended');
  for (const sql of ['UPDATE audit_entry SET at = 1', 'DELETE FROM audit_entry', 'TRUNCATE audit_entry'])
    await expect(query(url, sql)).rejects.toThrow('never changed or deleted');
});

test('a stopped server whose URL names a socket is reported as unreachable', async () => {
  const server = await startPostgresql();
  await server.close();
  await expect(applyPostgresqlMigrations(server.urlOf('postgres'))).rejects.toMatchObject({
    code: 'postgresql_unreachable',
  });
});
