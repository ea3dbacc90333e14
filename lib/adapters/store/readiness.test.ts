import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import { prepareDatabase } from './migrations.ts';
import { findUnready } from './readiness.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pintd-ready-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const checks = (dataDir: string, now: number) => findUnready(dataDir, now).map(({ check }) => check);

test('ready once the database is there and a worker holds its lease', async () => {
  expect(checks(folder, 5)).toEqual(['database']);
  const database = openDatabase(await prepareDatabase(folder), { busyTimeoutMs: 1000 });
  expect(checks(folder, 5)).toEqual(['worker']);
  database.exec(`INSERT INTO worker (id, pid, started_at, lease_until) VALUES ('w', 1, 1, 10)`);
  expect(checks(folder, 5)).toEqual([]);
  expect(checks(folder, 10)).toEqual(['worker']);
  database.exec('DELETE FROM _prisma_migrations');
  expect(checks(folder, 5)).toEqual(['database']);
  database.close();
});

test('a folder that is not there is no data folder', () => {
  expect(checks(join(folder, 'gone'), 5)).toEqual(['data_folder', 'database']);
});
