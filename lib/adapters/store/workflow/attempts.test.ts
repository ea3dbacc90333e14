import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { databasePath, openConnection } from '../database/connection.ts';
import { GroupCommit } from '../database/group-commit.ts';
import { SqliteDatabase } from '../database/sqlite-database.ts';
import { applyMigrations } from '../migrations/migrations.ts';
import { WorkflowAttempts } from './attempts.ts';
import { WorkflowProjects } from './projects.ts';

const OWNER = 'this process';

/** Two running attempts of one process, with a clock that a test moves. */
async function startAttempts() {
  const folder = mkdtempSync(join(tmpdir(), 'pintd-attempts-'));
  await applyMigrations(databasePath(folder));
  const connection = openConnection(databasePath(folder), { busyTimeoutMs: 100 });
  const database = new SqliteDatabase(connection, { maxBusyMs: 200 });
  const other = openConnection(databasePath(folder), { busyTimeoutMs: 100 });
  onTestFinished(() => {
    connection.close();
    other.close();
    rmSync(folder, { recursive: true });
  });
  const clock = { at: 1_000_000, now: () => clock.at };
  const files = { paths: [], read: () => undefined };
  const projects = new WorkflowProjects(database, clock);
  const { id } = await projects.push('shop', files, [{ name: 'daily', timeZone: 'UTC', schedule: null }]);
  const workflow = (await projects.findWorkflow(id, 'daily'))?.id ?? 0;
  const attempts = new WorkflowAttempts(database, clock, {
    commits: new GroupCommit(database),
    notices: { noteAttempt: async () => {} },
  });
  const given = { params: {}, isSandbox: false, retryName: null, origin: { kind: 'request' }, succeeded: {} } as const;
  const ids = (await Promise.all(
    [1, 2].map(async (sessionTime) => (await attempts.create({ workflow, sessionTime, ...given })).id),
  )) as [number, number];
  for (const each of ids) await attempts.claim(each, OWNER);
  const writes = () => other.pragma('data_version', { simple: true });
  return { attempts, clock, ids, writes, other };
}

test('an attempt in which nothing changes writes nothing as long as half of its lease is left', async () => {
  const { attempts, clock, ids, writes } = await startAttempts();
  const before = writes();
  clock.at += 1900;
  for (const id of ids) expect(await attempts.save(id, OWNER, [])).toBe(true);
  expect(writes()).toBe(before);
});

test('then one write renews all attempts of its process', async () => {
  const { attempts, clock, ids, writes } = await startAttempts();
  clock.at += 2000;
  expect(await attempts.save(ids[0], OWNER, [])).toBe(true);
  const renewed = writes();
  expect(await attempts.save(ids[1], OWNER, [])).toBe(true);
  expect(writes()).toBe(renewed);
  clock.at += 3900;
  expect(await attempts.unowned()).toEqual([]);
  clock.at += 200;
  expect(await attempts.unowned()).toEqual(ids);
});

test('the lease of an attempt whose release could not be stored is not renewed', async () => {
  const { attempts, clock, ids, other } = await startAttempts();
  other.exec('BEGIN IMMEDIATE');
  await expect(() => attempts.release(ids[0], OWNER)).rejects.toThrow('locked');
  other.exec('COMMIT');
  clock.at += 2000;
  await attempts.save(ids[1], OWNER, []);
  clock.at += 2100;
  expect(await attempts.unowned()).toEqual([ids[0]]);
});

test('a process that lost an attempt learns so, also where it has nothing to store', async () => {
  const { attempts, clock, ids } = await startAttempts();
  clock.at += 5000;
  await attempts.claim(ids[0], 'another process');
  expect(await attempts.save(ids[0], OWNER, [])).toBe(false);
  expect(await attempts.save(ids[1], OWNER, [])).toBe(true);
});
