import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { validLines } from '../../tests/kit/product.ts';
import { readEnv } from '../env.ts';
import { SYSTEM_PLATFORM } from '../runtime/platform.ts';
import { openRuntime } from '../runtime/runtime.ts';
import { MAIN } from './command-line.test-kit.ts';
import { resultOption, SandboxShell } from './sandbox-shell.test-kit.ts';

/** Tests the commands that show, continue and clean up jobs. */

const shell = new SandboxShell();
const { pintd, fileOf } = shell;

test('a job whose process was killed during a call is resumed without losing records, and repeats only that call', async () => {
  shell.sandbox.setScript([{ match: { call: 2, times: 1 }, do: { delayMs: 60_000 } }]);
  const env = shell.environment({ PINTD_MAX_EVENTS_PER_CALL: '2', PINTD_CALLS_IN_FLIGHT: '1' });
  const child = spawn(process.execPath, [MAIN, 'export', await fileOf(validLines(6)), '--result', resultOption()], {
    env,
  });
  await expect.poll(async () => (await shell.sandbox.received()).length).toBe(2);
  child.kill('SIGKILL');
  const resumed = await pintd(['job:resume', '1']);
  expect(resumed.status).toBe(0);
  expect(JSON.parse(resumed.out)).toMatchObject({
    status: 'success',
    resent_after_unknown: 2,
    calls: 4,
    records: { read: 6, accepted: 6 },
  });
  expect(await shell.sandbox.unique()).toHaveLength(6);
});

test('job:show --verbose prints the whole log of a job with many batches', async () => {
  const settings = { PINTD_MAX_EVENTS_PER_CALL: '1' };
  await pintd(['export', await fileOf(validLines(110)), '--result', resultOption()], { settings });
  const { err } = await pintd(['job:show', '1', '--verbose']);
  expect(err).toContain('Batch 110: ');
  expect(err).toContain('Done. 110 = 110 accepted');
});

describe('the file of a job', () => {
  test('is deleted on request, and every command that reads its values reports the deletion', async () => {
    const path = await fileOf([
      'event_name,action_source,event_time,event_id,em',
      'nonsense,web,1795538963,e1,a@b.test',
    ]);
    const { out } = await pintd(['export', path, '--result', resultOption()]);
    const { job_id: id } = JSON.parse(out);
    expect((await pintd(['job:show', String(id)])).out).toContain('kept until 20');
    expect((await pintd(['job:delete-file', String(id)])).err).toContain('is deleted');
    expect((await pintd(['job:show', String(id)])).out).toContain('by a user');
    const deleted = await pintd(['rejected', String(id)]);
    expect(deleted).toMatchObject({ status: 1, out: '' });
    expect(deleted.err).toContain('The uploaded file was deleted on');
  });

  test('is deleted for all jobs that it belongs to, which are named', async () => {
    const { out } = await pintd(['export', await fileOf(validLines(1)), '--result', resultOption()]);
    const { job_id: id } = JSON.parse(out);
    await pintd(['job:rerun', String(id)]);
    await pintd(['job:rerun', String(id)]);
    const { err } = await pintd(['job:delete-file', '2']);
    expect(err).toContain('The file of job 2 is deleted. It was also the file of jobs 1, 3.');
    expect((await pintd(['job:show', '1'])).out).toContain('by a user');
  });
});

test('status shows paused jobs, their reasons, and the next deletions', async () => {
  const nothing = JSON.parse((await pintd(['status', '--json'])).out);
  expect(nothing).toMatchObject({
    data_dir: shell.dataDir,
    worker_alive: false,
    workers: [],
    accounts: [],
    replication: null,
    paused: [],
    uncertain: [],
    next_deletions: [],
  });
  expect(nothing.jobs).toEqual({ queued: 0, running: 0, paused: 0, success: 0, error: 0, killed: 0 });
  const path = await fileOf(validLines(1));
  await pintd(['export', path, '--result', resultOption()]);
  shell.sandbox.setScript([{ do: { status: 401 } }]);
  await pintd(['export', path, '--result', resultOption(), '--already-accepted', 'send']);
  const status = JSON.parse((await pintd(['status', '--json'])).out);
  expect(status).toMatchObject({ paused: [{ reason: 'unauthorized', jobs: [2] }], next_deletions: [{ jobs: [1] }] });
  expect(status.uploads).toEqual({ files: 2, bytes: 2 * (await readFile(path)).length });
  const { out } = await pintd(['status']);
  for (const line of ['Worker:      not running', 'job 2. The token was refused. Replace it', 'the file of job 1']) {
    expect(out).toContain(line);
  }
});

test('status shows each worker, and the accounts that have more jobs than may run at once', async () => {
  const path = await fileOf(validLines(1));
  const jobs = [];
  while (jobs.length < 3)
    jobs.push(JSON.parse((await pintd(['export', path, '--result', resultOption(), '--no-wait'])).out).job_id);
  const runtime = await openRuntime(readEnv(shell.environment()), 'test', SYSTEM_PLATFORM);
  try {
    await runtime.workers.heartbeat({ id: 'one', pid: 17, host: 'db.example', version: '1.2.3' });
    await runtime.workers.heartbeat({ id: 'two', pid: 18 });
    for (const job of jobs.slice(0, 2)) await runtime.jobClaims.claim(job, 'one', ['queued']);
    const { out } = await pintd(['status']);
    for (const line of [
      'Worker:      process 17 on db.example, version 1.2.3, jobs 1, 2',
      'Worker:      process 18 on unknown, version unknown, no job',
      'At limit:    ad account 549764609761 (',
      '2 jobs run, 1 more waits',
    ])
      expect(out).toContain(line);
  } finally {
    await runtime.close();
  }
});
