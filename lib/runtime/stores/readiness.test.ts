import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { prepareDatabase } from '../../adapters/store/migrations/migrations.ts';
import { openConnection } from '../../adapters/store/sqlite/connection.ts';
import { createProcessName } from '../../adapters/system/process-name.ts';
import { findReadinessProblems } from './readiness.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pintd-ready-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const find = (dataDir: string, now: number, reserveBytes = 0) =>
  findReadinessProblems({ dataDir, databaseUrl: undefined }, { now, reserveBytes });
const checks = async (...options: Parameters<typeof find>) => (await find(...options)).map(({ check }) => check);

test('is ready with a database and a live worker', async () => {
  expect(await checks(folder, 5)).toEqual(['database']);
  const database = openConnection(await prepareDatabase(folder), { busyTimeoutMs: 1000 });
  expect(await checks(folder, 5)).toEqual(['worker']);
  database.exec(`INSERT INTO worker (id, pid, started_at, lease_until) VALUES ('w', 1, 1, 10)`);
  expect(await checks(folder, 5)).toEqual([]);
  expect(await checks(folder, 10)).toEqual([]);
  expect(await checks(folder, 11)).toEqual(['worker']);
  database.exec('DELETE FROM _prisma_migrations');
  expect(await checks(folder, 5)).toEqual(['database']);
  database.close();
});

test('is not ready once the process of the only worker has ended', async () => {
  const database = openConnection(await prepareDatabase(folder), { busyTimeoutMs: 1000 });
  const { pid } = spawnSync(process.execPath, ['--version']);
  const ended = createProcessName('worker').replace(`:${process.pid}:`, `:${pid}:`);
  database.prepare('INSERT INTO worker (id, pid, started_at, lease_until) VALUES (?, ?, 1, 10)').run(ended, pid);
  expect(await checks(folder, 5)).toEqual(['worker']);
  database.close();
});

test.skipIf(!existsSync('/dev/full'))('leaves no file behind on a disk that is too full to write to', async () => {
  // As on a full disk, the file can be created, and only writing to it fails.
  symlinkSync('/dev/full', join(folder, `.writable-${hostname()}-${process.pid}`));
  const [problem] = await find(folder, 5);
  expect(problem).toEqual({ check: 'data_folder', reason: 'the data folder cannot be written to (ENOSPC)' });
  expect(readdirSync(folder)).toEqual([]);
});

test('reports a full disk, jobs paused by a full disk, and failed sweeps', async () => {
  const database = openConnection(await prepareDatabase(folder), { busyTimeoutMs: 1000 });
  database.exec(`INSERT INTO worker (id, pid, started_at, lease_until) VALUES ('w', 1, 1, 10);
    INSERT INTO sweep (name, ran_at, problem) VALUES ('sound', 1, NULL), ('broken', 1, 'EACCES')`);
  const [disk, sweep] = await find(folder, 5, Number.MAX_SAFE_INTEGER);
  expect(disk?.reason).toMatch(/^the disk of the data folder has \d+ bytes free/);
  expect(sweep).toEqual({
    check: 'sweep',
    reason: "the last sweep of broken failed (EACCES); see the worker's log",
  });
  database.exec(`PRAGMA foreign_keys = OFF; INSERT INTO job (type, state, connector, upload_id, authentication_id,
    parameters, account, test_event, skip_invalid_record, mapping, reference_time, rules_version, max_events, max_bytes,
    already_accepted, delivery, error_code, created_at)
    VALUES ('export', 'paused', 'x', 1, 1, '{}', '1', 0, 0, '{}', 1, '1', 1, 1, 'skip', 'at_least_once', 'disk_full', 1)`);
  expect(await find(folder, 5)).toMatchObject([
    { check: 'disk', reason: '1 job is paused because the disk was full' },
    { check: 'sweep' },
  ]);
  database.close();
});

test('reports a missing data folder', async () => {
  expect(await checks(join(folder, 'gone'), 5)).toEqual(['data_folder', 'database']);
});
