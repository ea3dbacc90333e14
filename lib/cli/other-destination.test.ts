import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { ACCOUNT, validLines } from '../../tests/kit/product.ts';
import { startApi } from '../api/api.test-kit.ts';
import { type Sandbox, startSandbox } from '../connectors/pinterest/sandbox/server.ts';
import { runCommand } from './command-line.test-kit.ts';

/** Tests a shell with another address than the worker of its data folder, or than the server. */

const worker = resolve(import.meta.dirname, '../worker/main.ts');
let folder: string;
let mine: Sandbox;
let theirs: Sandbox;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pintd-elsewhere-'));
  [mine, theirs] = [await startSandbox({}), await startSandbox({})];
  return async () => {
    await Promise.all([mine.close(), theirs.close()]);
    await rm(folder, { recursive: true });
  };
});

function environment(url: string, settings: Record<string, string> = {}) {
  return {
    ...process.env,
    HOME: folder,
    PINTD_DATA_DIR: join(folder, 'data'),
    PINTEREST_API_BASE_URL: url,
    ...settings,
  };
}

function pintd(args: readonly string[], { url = mine.url, input = '', settings = {} } = {}) {
  return runCommand(args, { env: environment(url, settings), input });
}

/** Starts a worker, and returns a function that ends it. */
async function startWorker(url: string, dataDir = join(folder, 'data')) {
  const env = environment(url, { PINTD_DATA_DIR: dataDir });
  const child = spawn(process.execPath, [worker], { env, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const end = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  onTestFinished(end);
  await once(child, 'message');
  return end;
}

const result = JSON.stringify({ authentication: 'Shop', type: 'pinterest_conversion', ad_account_id: ACCOUNT });
const EVENT =
  "SELECT 'checkout' AS event_name, 'web' AS action_source, now() AS event_time, 'q1' AS event_id, 'a@b.test' AS em";

async function fileOf(lines: readonly string[]): Promise<string> {
  const path = join(folder, 'events.csv');
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

test('a worker with another address leaves a job of the shell queued for others, and sends its own', async () => {
  await pintd(['auth:create', 'Shop'], { input: 'pina_test' });
  const path = await fileOf(validLines(3));
  const endWorker = await startWorker(theirs.url);
  const exported = await pintd(['export', path, '--result', result]);
  expect(exported.status).toBe(5);
  for (const text of [mine.url, theirs.url, 'job:kill 1', 'job:resume 1', `PINTEREST_API_BASE_URL=${mine.url}`])
    expect(exported.err).toContain(text);
  expect(exported.err).not.toContain('no worker is running');
  const refusal = { code: 'other_destination', kind: 'events', destination: mine.url, executor: theirs.url };
  const job = { job_id: 1, status: 'queued', destination: mine.url, error: refusal };
  expect(JSON.parse(exported.out)).toMatchObject(job);
  await pintd(['db:create', 'shop']);
  const query = ['query', '-d', 'shop', '--wait', '-r', result, EVENT];
  const queried = await pintd(query);
  expect(queried).toMatchObject({ status: 5, out: '' });
  expect(queried.err).toContain(theirs.url);
  expect(queried.err).not.toContain('still');
  expect((await pintd(query, { url: theirs.url })).status).toBe(0);
  expect((await theirs.received()).length).toBe(1);

  const shown = await pintd(['job:show', '1', '-v']);
  expect(shown.out).toMatch(new RegExp(`destination +│ ${mine.url} `));
  expect(shown.err).toContain(`Created for ${mine.url}.`);
  expect(shown.err).toContain(`it was created for ${mine.url}, and events here go to ${theirs.url}`);
  const listed = (await pintd(['job:list'])).out;
  expect(listed.match(/(?:queued|success).*?(?= +│)/g)).toEqual([
    'success',
    'queued (other destination)',
    'queued (other destination)',
  ]);
  expect((await pintd(['status'])).out).toContain(
    'Elsewhere:   jobs 1, 2, in the queue, created for another destination',
  );

  const resumed = await pintd(['job:resume', '1']);
  expect(JSON.parse(resumed.out)).toMatchObject({ status: 'success', error: null, records: { accepted: 3 } });
  expect(resumed.status).toBe(0);
  expect((await pintd(['job:resume', '2'], { url: theirs.url })).status).toBe(5);
  await endWorker();
  expect((await pintd(['job:resume', '2'], { url: theirs.url })).status).toBe(5);
  await startWorker(mine.url);
  const followed = await pintd(['job:show', '2', '--wait', '--json']);
  expect(JSON.parse(followed.out)).toMatchObject({ status: 'success', error: null });
  expect([(await mine.unique()).length, (await theirs.unique()).length]).toEqual([4, 1]);
});

test('a schedule warns that its jobs use the addresses of the worker, unless they go to the sandbox', async () => {
  await pintd(['auth:create', 'Shop'], { input: 'pina_test' });
  await pintd(['db:create', 'shop']);
  const createSchedule = (name: string, ...target: string[]) =>
    pintd(['sched:create', name, '@daily', EVENT, '-d', 'shop', ...target]);
  const warning = 'PINTEREST_API_BASE_URL of this shell does not apply';
  expect((await createSchedule('real', '-r', result)).err).toContain(warning);
  const toSandbox = ['--sandbox', '-r', JSON.stringify({ ad_account_id: ACCOUNT })];
  expect((await createSchedule('rehearsed', ...toSandbox)).err).not.toContain(warning);
});

test('a server with another address than the shell is not used; a command that waits ends when the worker of the server refuses its job', async () => {
  const api = await startApi();
  const settings = { PINTD_ENDPOINT: api.url, PINTD_API_KEY: api.key };
  const args = ['export', await fileOf(validLines(1)), '--result', result];
  const refused = await pintd(args, { settings });
  expect(refused).toMatchObject({ status: 1, out: '' });
  for (const text of [mine.url, api.sandbox.url, api.url, 'Nothing was done']) expect(refused.err).toContain(text);
  expect((await pintd(['auth:test', 'Shop', '--ad-account', ACCOUNT], { settings })).status).toBe(1);
  expect(await api.runtime.jobs.list({ limit: 9 })).toEqual([]);
  expect(await api.sandbox.received()).toEqual([]);

  const endWorker = await startWorker(theirs.url, api.runtime.env.dataDir);
  const waited = await pintd(args, { url: '', settings });
  expect(waited.status).toBe(5);
  for (const text of [theirs.url, api.sandbox.url, 'job:kill 1']) expect(waited.err).toContain(text);
  expect((await pintd(['job:kill', '1'], { url: '', settings })).status).toBe(0);
  expect(JSON.parse((await pintd(['job:show', '1', '--json'], { url: '', settings })).out)).toMatchObject({
    status: 'killed',
    calls: 0,
    error: null,
  });
  await endWorker();
});
