import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databasePath, openDatabase, openPrisma } from './database.ts';
import { applyMigrations } from './migrations.ts';

const folder = mkdtempSync(join(tmpdir(), 'pintd-database-'));
const path = databasePath(folder);
const wanted = { journal_mode: 'wal', synchronous: 2, foreign_keys: 1, busy_timeout: 1234 };

beforeAll(async () => {
  await applyMigrations(path);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('better-sqlite3 has the PRAGMAs', () => {
  const database = openDatabase(path, { busyTimeoutMs: 1234 });
  const found = Object.keys(wanted).map((name) => [name, database.pragma(name, { simple: true })]);
  database.close();
  expect(Object.fromEntries(found)).toEqual(wanted);
});

test('Prisma has the same PRAGMAs', async () => {
  const prisma = openPrisma(path, { busyTimeoutMs: 1234 });
  const found = [];
  for (const name of Object.keys(wanted)) {
    const [row] = await prisma.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${name}`);
    const value = Object.values(row ?? {})[0];
    found.push([name, typeof value === 'bigint' ? Number(value) : value]);
  }
  await prisma.$disconnect();
  expect(Object.fromEntries(found)).toEqual(wanted);
});

test('what one writes the other reads, and only the owner may', async () => {
  const prisma = openPrisma(path, { busyTimeoutMs: 1000 });
  await prisma.worker.create({ data: { id: 'w1', pid: 7, startedAt: 1_780_000_000_000n, leaseUntil: 2n } });
  const database = openDatabase(path, { busyTimeoutMs: 1000 });
  expect(database.prepare('SELECT pid, started_at FROM worker WHERE id = ?').get('w1')).toEqual({
    pid: 7,
    started_at: 1_780_000_000_000,
  });
  for (const suffix of ['', '-wal', '-shm']) expect(statSync(path + suffix).mode & 0o777).toBe(0o600);
  database.close();
  await prisma.$disconnect();
});

test('a foreign key that leads nowhere is refused', () => {
  const database = openDatabase(path, { busyTimeoutMs: 1000 });
  const insert = database.prepare(
    `INSERT INTO log_line (job_id, at, level, code, params) VALUES (99, 1, 'info', 'x', '{}')`,
  );
  expect(() => insert.run()).toThrow('FOREIGN KEY');
  database.close();
});
