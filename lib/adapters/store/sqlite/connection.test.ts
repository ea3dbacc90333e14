import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyMigrations } from '../migrations/migrations.ts';
import { databasePath, openConnection } from './connection.ts';

const folder = mkdtempSync(join(tmpdir(), 'pintd-database-'));
const path = databasePath(folder);
const expected = { journal_mode: 'wal', synchronous: 2, foreign_keys: 1, busy_timeout: 1234 };

beforeAll(async () => {
  await applyMigrations(path);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a connection has durable commits, foreign keys and its busy timeout', () => {
  const database = openConnection(path, { busyTimeoutMs: 1234 });
  const actual = Object.keys(expected).map((name) => [name, database.pragma(name, { simple: true })]);
  database.close();
  expect(Object.fromEntries(actual)).toEqual(expected);
});

test('only the owner can read the files', () => {
  const database = openConnection(path, { busyTimeoutMs: 1000 });
  database.prepare('INSERT INTO worker (id, pid, started_at, lease_until) VALUES (?, 1, 1, 1)').run('w1');
  for (const suffix of ['', '-wal', '-shm']) expect(statSync(path + suffix).mode & 0o777).toBe(0o600);
  database.close();
});

test.runIf(process.platform === 'linux')('closing a second connection keeps the locks of the first one', () => {
  const locks = () =>
    readFileSync('/proc/locks', 'utf8')
      .split('\n')
      .filter((line) => line.includes(`:${inode} `));
  const first = openConnection(path, { busyTimeoutMs: 1000 });
  const inode = statSync(path).ino;
  first.prepare('SELECT count(*) FROM worker').get();
  const held = locks().length;
  openConnection(path, { busyTimeoutMs: 1000 }).close();
  expect([held > 0, locks().length]).toEqual([true, held]);
  first.close();
});

test('a dangling foreign key is refused', () => {
  const database = openConnection(path, { busyTimeoutMs: 1000 });
  const insert = database.prepare(
    `INSERT INTO log_line (job_id, at, level, code, params) VALUES (99, 1, 'info', 'x', '{}')`,
  );
  expect(() => insert.run()).toThrow('FOREIGN KEY');
  database.close();
});
