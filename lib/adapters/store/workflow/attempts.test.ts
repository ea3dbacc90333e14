import { expect, onTestFinished, test } from 'vitest';
import { createDatabase, type OpenOptions } from '../../../../tests/kit/databases.ts';
import { GroupCommit } from '../database/group-commit.ts';
import { WorkflowAttempts } from './attempts.ts';
import { WorkflowProjects } from './projects.ts';

const OWNER = 'this process';
const COMMON = { params: {}, isSandbox: false, retryName: null, origin: { kind: 'request' }, succeeded: {} } as const;

/** Starts two attempts of one process, with a clock that the test sets. */
async function startAttempts(options: OpenOptions = {}) {
  const databases = await createDatabase();
  onTestFinished(databases.close);
  const database = await databases.open(options);
  const clock = { at: 1_000_000, now: () => clock.at, toleranceMs: 0 };
  const files = { paths: [], read: () => undefined };
  const projects = new WorkflowProjects(database, clock);
  const { id } = await projects.push('shop', files, [{ name: 'daily', timeZone: 'UTC', schedule: null }]);
  const workflow = (await projects.findWorkflow(id, 'daily'))?.id ?? 0;
  const attempts = new WorkflowAttempts(database, clock, {
    commits: new GroupCommit(database),
    notices: { recordAttempt: async () => {} },
  });
  const ids = (await Promise.all(
    [1, 2].map(async (sessionTime) => (await attempts.create({ ...COMMON, workflow, sessionTime })).id),
  )) as [number, number];
  for (const each of ids) await attempts.claim(each, OWNER);
  const leases = () => database.values<number>('SELECT lease_until FROM workflow_attempt ORDER BY id');
  return { attempts, workflow, clock, ids, leases, ...databases };
}

test('without changes, an attempt writes nothing as long as half of its lease is left', async () => {
  const { attempts, clock, ids, leases } = await startAttempts();
  const before = await leases();
  clock.at += 1900;
  for (const id of ids) expect(await attempts.save(id, OWNER, [])).toBe(true);
  expect(await leases()).toEqual(before);
});

test('after half of the lease, one write renews the leases of all attempts of the process', async () => {
  const { attempts, clock, ids, leases } = await startAttempts();
  clock.at += 2000;
  expect(await attempts.save(ids[0], OWNER, [])).toBe(true);
  expect(await leases()).toEqual([clock.at + 4000, clock.at + 4000]);
  clock.at += 3900;
  expect(await attempts.unowned()).toEqual([]);
  clock.at += 200;
  expect(await attempts.unowned()).toEqual(ids);
});

test('an attempt is claimed once its lease has ended by the clock of every process', async () => {
  const { attempts, clock, ids } = await startAttempts();
  clock.toleranceMs = 25;
  clock.at += 4025;
  expect(await attempts.claim(ids[0], 'another process')).toBe(false);
  clock.at += 1;
  expect(await attempts.claim(ids[0], 'another process')).toBe(true);
});

test('the lease of an attempt whose release could not be stored is not renewed', async () => {
  const { attempts, clock, ids, holdWriteLock } = await startAttempts({ maxBusyMs: 200 });
  const releaseLock = await holdWriteLock();
  await expect(attempts.release(ids[0], OWNER)).rejects.toMatchObject({ fault: 'database_busy' });
  await releaseLock();
  clock.at += 2000;
  await attempts.save(ids[1], OWNER, []);
  clock.at += 2100;
  expect(await attempts.unowned()).toEqual([ids[0]]);
});

test('a process notices that it has lost an attempt, even if it has nothing to store', async () => {
  const { attempts, clock, ids } = await startAttempts();
  clock.at += 5000;
  await attempts.claim(ids[0], 'another process');
  expect(await attempts.save(ids[0], OWNER, [])).toBe(false);
  expect(await attempts.save(ids[1], OWNER, [])).toBe(true);
});

test('the sessions of backfills run one after another, the earliest first; other attempts do not wait', async () => {
  const { attempts, workflow } = await startAttempts();
  const start = (sessionTime: number, kind: 'backfill' | 'schedule') =>
    attempts.create({ ...COMMON, workflow, sessionTime, origin: { kind } });
  const third = await start(30, 'backfill');
  const first = await start(10, 'backfill');
  const second = await start(20, 'backfill');
  const scheduled = await start(40, 'schedule');
  expect(await attempts.unowned()).toEqual([first.id, scheduled.id]);
  expect(await attempts.waitsFor(third.id)).toEqual([first.id, second.id]);
  expect(await attempts.claim(second.id, OWNER)).toBe(false);
  expect(await attempts.claim(first.id, OWNER)).toBe(true);
  expect(await attempts.unowned()).toEqual([scheduled.id]);
  await attempts.requestCancel(third.id);
  expect(await attempts.unowned()).toEqual([third.id, scheduled.id]);
  expect(await attempts.waitsFor(third.id)).toEqual([]);
  await attempts.save(first.id, OWNER, [], { ended: 'error' });
  expect(await attempts.unowned()).toEqual([third.id, second.id, scheduled.id]);
});
