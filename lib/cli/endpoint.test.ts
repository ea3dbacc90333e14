import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { settingsOf } from '../../tests/kit/elsewhere.ts';
import { ACCOUNT, validLines } from '../../tests/kit/product.ts';
import { startApi, type TestApi } from '../api/api.test-kit.ts';
import { PROBLEM_TYPE } from '../api/problem.ts';
import { MAIN, runCommand } from './command-line.test-kit.ts';

/** Tests commands against a server: output and exit status are the same as on the data folder. */

/**
 * An address where no server listens. Its port is assigned to no other test by the system, and not blocked by fetch.
 */
const NOWHERE = 'http://127.0.0.1:2';
let home: string;
let api: TestApi;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'pintd-home-'));
  api = await startApi();
});

/** Executes the jobs that requests create or resume, like the product's worker, for one test. */
function startWorker({ runtime, run, onResponse }: TestApi): void {
  let working: Promise<unknown> = Promise.resolve();
  const work = async () => {
    const id = await runtime.jobClaims.nextClaimable([], { perAccount: 1, maxQueries: 1 });
    const job = id === undefined ? undefined : await runtime.jobs.find(id);
    if (job) await run(job);
  };
  onResponse(async () => {
    working = working.then(work);
    working.catch(() => {}); // fails the test at its end
  });
  onTestFinished(async () => void (await working));
}

type Settings = Record<string, string | undefined>;

function environment(settings: Settings) {
  return { ...process.env, HOME: home, PINTD_DATA_DIR: join(home, 'data'), ...settings };
}

function pintd(args: readonly string[], { input = '', settings = {} as Settings } = {}) {
  return runCommand(args, { env: environment(settings), input });
}

const remote = () => ({ PINTD_ENDPOINT: api.url, PINTD_API_KEY: api.key });
const here = () => settingsOf(api.runtime);

async function fileOf(lines: readonly string[]): Promise<string> {
  const path = join(home, 'events.csv');
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

const result = (more: Record<string, unknown> = {}) =>
  JSON.stringify({
    type: 'pinterest_conversion',
    authentication: 'Shop',
    ad_account_id: ACCOUNT,
    skip_invalid_record: true,
    ...more,
  });

/** Output and exit status are the same on the server and on its data folder. */
async function expectSame(commands: readonly (readonly string[])[]): Promise<void> {
  for (const args of commands) {
    const both = [remote(), here()].map((settings) => pintd(args, { settings }));
    const [there, local] = await Promise.all(both);
    expect([args, there]).toEqual([args, local]);
  }
}

test('export and the commands for its job print the same as on the data folder', async () => {
  startWorker(api);
  const path = await fileOf([...validLines(3), 'nonsense,web,1795538963,e9,a@b.test']);
  const sent = await pintd(['export', path, '--result', result(), '--fail-on-reject'], { settings: remote() });
  expect(sent).toMatchObject({ status: 4, err: '' });
  const job = JSON.parse(sent.out);
  expect(job).toMatchObject({ status: 'success', records: { read: 4, accepted: 3, invalid: 1 }, error: null });
  expect(await readdir(home)).not.toContain('data');
  await expectSame([
    ['job:show', '1'],
    ['job:list', '--json'],
    ['job:batches', '1'],
    ['rejected', '1'],
    ['settings'],
    ['job:resume', '1'],
    ['job:show', '77'],
  ]);
  expect((await pintd(['job:show', '1', '--json'], { settings: remote() })).out).toBe(sent.out);
});

test('a query runs on the server, on a table imported from a local file, and returns its result', async () => {
  startWorker(api);
  const settings = remote();
  const lines = validLines(2);
  expect((await pintd(['db:create', 'shop'], { settings })).err).toBe('Database shop is created.\n');
  const imported = await pintd(['table:import', 'shop', 'events', await fileOf(lines)], { settings });
  expect(JSON.parse(imported.out)).toEqual({ database: 'shop', table: 'events', records: 2, skipped: 0 });
  const sql = 'SELECT event_id, em FROM events ORDER BY event_id';
  const shown = await pintd(['query', '-d', 'shop', '-w', '-f', 'csv', '-c', sql], { settings });
  expect(shown).toMatchObject({ status: 0, out: 'event_id,em\ne1,user1@mail.example\ne2,user2@mail.example\n' });
  expect(shown.err).toMatch(/Job 1 is queued[\s\S]*Status {6}: success\nResult {6}:\n/);
  const sent = await pintd(['query', '-d', 'shop', '-w', '-r', result(), 'SELECT * FROM events'], { settings });
  expect(sent.err).toContain('Export      : 2 read, 2 accepted');
  expect(await api.sandbox.events()).toHaveLength(2);
  const again = await pintd(['export:result', '2', result({ test_event: true }), '-w'], { settings });
  expect(JSON.parse(again.out)).toMatchObject({ job_id: 3, type: 'export', status: 'success' });
  expect(await readdir(home)).not.toContain('data');
  await expectSame([
    ['table:list', 'shop'],
    ['table:list', 'nowhere'],
    ['job:show', '1', '-f', 'json'],
    ['job:show', '1', '-G', '-l', '1'],
  ]);
});

test('a query is saved, scheduled, changed and run on the server', async () => {
  startWorker(api);
  const settings = remote();
  await api.runtime.workbench.createDatabase('shop');
  const create = ['sched:create', 'nightly', '0 2 * * *', 'SELECT TD_SCHEDULED_TIME() AS at', '-d', 'shop'];
  const created = await pintd([...create, '-r', result(), '-t', 'Asia/Tokyo'], { settings });
  expect(JSON.parse(created.out)).toMatchObject({
    id: 1,
    name: 'nightly',
    result: { td_authentication_id: 1, ad_account_id: ACCOUNT },
    schedule: { cron: '0 2 * * *', timezone: 'Asia/Tokyo' },
  });
  const changed = await pintd(['sched:update', 'nightly', '-n', 'daily', '-r', '', '-t', 'UTC'], { settings });
  expect(JSON.parse(changed.out)).toMatchObject({ name: 'daily', result: null, schedule: { timezone: 'UTC' } });
  const paused = await pintd(['sched:pause', 'daily'], { settings });
  expect(JSON.parse(paused.out).schedule).toMatchObject({ paused: true, next_time: null });
  const run = await pintd(['sched:run', 'daily', '2026-11-01', '--json'], { settings });
  expect(JSON.parse(run.out)).toEqual([{ job_id: 1, time: '2026-11-01T02:00:00.000Z' }]);
  const shown = await pintd(['sched:result', 'daily', '-w', '-f', 'csv'], { settings });
  expect(shown).toMatchObject({ status: 0, out: `${Date.UTC(2026, 10, 1, 2) / 1000}\n` });
  await expectSame([['sched:list'], ['sched:history', 'daily', '--json'], ['sched:history', 'nightly']]);
  expect((await pintd(['sched:delete', 'daily'], { settings })).err).toContain('is deleted');
});

test('an authentication is created and tested, and its token replaced; a setting is changed', async () => {
  const settings = remote();
  const created = await pintd(['auth:create', 'Made'], { input: 'pina_CANARY_TOKEN', settings });
  expect(JSON.parse(created.out)).toEqual({ id: 2, name: 'Made' });
  expect((await pintd(['auth:replace', 'Made'], { input: 'pina_other', settings })).status).toBe(0);
  const tested = await pintd(['auth:test', 'Made', '--ad-account', ACCOUNT], { settings });
  expect({ status: tested.status, out: tested.out }).toEqual({
    status: 0,
    out: '{"ok":true,"code":"connection_ok"}\n',
  });
  const changed = await pintd(['settings:set', 'retention_days', '3'], { settings });
  expect(changed).toMatchObject({ status: 0, err: 'retention_days is now 3.\n' });
  expect((await api.runtime.settings.current()).retention_days).toBe(3);
  const refused = await pintd(['settings:set', 'retention_days', '999'], { settings });
  expect(refused).toMatchObject({ status: 1, out: '', err: 'retention_days must be a whole number from 0 to 365.\n' });
});

test('status says whose settings decide where events are sent', async () => {
  const outputs = await Promise.all([remote(), here()].map((settings) => pintd(['status'], { settings })));
  expect(outputs.map(({ out }) => /\(settings of (.*)\)/.exec(out)?.[1])).toEqual(['the server', 'this machine']);
});

test('a refused token pauses the job: status 5, and resume completes it', async () => {
  startWorker(api);
  api.sandbox.setScript([{ do: { status: 401 } }]);
  const path = await fileOf(validLines(2));
  const paused = await pintd(['export', path, '--result', result()], { settings: remote() });
  expect(paused.status).toBe(5);
  expect(paused.err).toContain('Resume with: pintd job:resume 1');
  api.sandbox.setScript([]);
  const resumed = await pintd(['job:resume', '1'], { settings: remote() });
  expect({ status: resumed.status, ...JSON.parse(resumed.out).records }).toMatchObject({ status: 0, accepted: 2 });
});

test('with --no-wait, Ctrl-C before the job is created prevents the job, and deletes the uploaded file', async () => {
  const pressed = new AbortController();
  api.onResponse(async () => {
    if (api.requestedPaths.at(-1)?.startsWith('/api/v1/uploads?')) pressed.abort();
  });
  const args = ['export', await fileOf(validLines(2)), '--result', result(), '--no-wait'];
  const ended = await runCommand(args, { env: environment(remote()), interrupt: pressed.signal });
  expect(ended).toMatchObject({ status: 1, out: '', err: expect.stringContaining('Nothing was sent') });
  expect(await api.runtime.jobs.list({ limit: 1 })).toEqual([]);
  expect(await api.runtime.files.folders()).toEqual([]);
});

test('a download that breaks off is reported as a connection error', async () => {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/csv' });
    response.write('event_id\n', () => response.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = { PINTD_ENDPOINT: endpoint, PINTD_API_KEY: api.key };
  const cut = await pintd(['rejected', '1', '-o', join(home, 'rejected.csv')], { settings });
  expect(cut).toMatchObject({ status: 1, err: expect.stringContaining(endpoint) });
  expect(cut.err).not.toContain('on this machine');
});

test('SIGINT pauses the job on the server', async () => {
  const path = await fileOf(validLines(2));
  const child = spawn(process.execPath, [MAIN, 'export', path, '--result', result()], { env: environment(remote()) });
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  await expect.poll(async () => (await api.runtime.jobs.find(1))?.state).toBe('queued'); // no worker runs
  child.kill('SIGINT');
  const [status] = await once(child, 'close');
  expect(status).toBe(5);
  expect(JSON.parse(out)).toMatchObject({ status: 'paused', error: { code: 'user' } });
});

test('a command waits for a server that is unreachable for a while', async () => {
  const path = await fileOf(validLines(2));
  const sent = pintd(['export', path, '--result', result()], { settings: remote() });
  await expect.poll(() => api.requestedPaths).toContain('/api/v1/jobs/1');
  await api.stopServer();
  await api.run((await api.runtime.jobs.find(1))!);
  await api.restartServer();
  expect(await sent).toMatchObject({ status: 0, err: '' });
});

const DATABASE_LOST = JSON.stringify({
  type: 'urn:conversion-console:problem:database_lost',
  title: 'Service Unavailable',
  status: 503,
  detail: 'The connection to the database was lost.',
  code: 'database_lost',
  params: {},
});

test.each<[fault: string, fail: (response: ServerResponse) => void]>([
  [
    'a broken connection and a jump of the clock',
    (response) => {
      vi.useFakeTimers({ now: Date.now() + 24 * 60 * 60 * 1000, toFake: ['Date'] });
      response.destroy();
    },
  ],
  [
    'a proxy that cannot reach the server',
    (response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502 Bad Gateway</h1>'),
  ],
  [
    'a server that lost its database',
    (response) => response.writeHead(503, { 'content-type': PROBLEM_TYPE }).end(DATABASE_LOST),
  ],
])('a command that waits for a job continues after %s', async (_, fail) => {
  onTestFinished(() => void vi.useRealTimers());
  const path = await fileOf(validLines(1));
  const { out } = await pintd(['export', path, '--result', result(), '--no-wait'], { settings: remote() });
  const job = JSON.parse(out);
  let requests = 0;
  const server = createServer((_, response) => {
    requests += 1;
    if (requests === 3) return void fail(response);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ...job, status: requests < 3 ? 'queued' : 'success' }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = { PINTD_ENDPOINT: endpoint, PINTD_API_KEY: api.key };
  const ended = await pintd(['job:show', '1', '--wait', '--json'], { settings });
  expect({ ...ended, out: JSON.parse(ended.out).status }).toEqual({ status: 0, out: 'success', err: '' });
});

test('--no-wait queues the job and reports that no worker runs; kill ends it', async () => {
  const path = await fileOf(validLines(1));
  const queued = await pintd(['export', path, '--result', result(), '--no-wait'], { settings: remote() });
  expect(JSON.parse(queued.out)).toMatchObject({ job_id: 1, status: 'queued' });
  expect(queued.err).toContain('No worker is running');
  expect(await pintd(['job:kill', '1'], { settings: remote() })).toEqual({
    status: 0,
    out: '',
    err: 'Job 1 is killed.\n',
  });
});

test('-r retries after a lost response, without doing anything twice', async () => {
  const path = await fileOf(validLines(1));
  const command = ['export', path, '--result', result(), '--no-wait'];
  api.dropResponse('/api/v1/exports');
  const failed = await pintd(command, { settings: remote() });
  expect(failed).toMatchObject({ status: 1, err: expect.stringContaining('may have executed the request') });
  api.dropResponse('/api/v1/exports');
  const queued = await pintd(['-r', ...command], { settings: remote() });
  expect({ status: queued.status, ...JSON.parse(queued.out) }).toMatchObject({ status: 'queued', job_id: 2 });
  expect(api.requestedPaths.filter((path) => path === '/api/v1/exports')).toHaveLength(3);
  expect(await api.runtime.jobs.list({ limit: 9 })).toHaveLength(2);
});

test('a lost response does not delete the file of a job that was created and has already ended', async () => {
  const path = await fileOf([...validLines(1), 'nonsense,web,1795538963,e9,a@b.test']);
  api.dropResponse('/api/v1/exports');
  api.onResponse(async () => {
    if (api.requestedPaths.at(-1) === '/api/v1/exports') await api.run((await api.runtime.jobs.find(1))!);
  });
  const failed = await pintd(['export', path, '--result', result()], { settings: remote() });
  expect(failed).toMatchObject({ status: 1, out: '', err: expect.stringContaining('cannot be reached') });
  expect((await api.runtime.jobs.find(1))?.state).toBe('success');
  const rejected = await pintd(['rejected', '1'], { settings: remote() });
  expect(rejected).toMatchObject({ status: 0, out: expect.stringContaining('nonsense') });
});

test('a command that can no longer wait for its job names the job that it created', async () => {
  api.onResponse(async () => {
    if (api.requestedPaths.at(-1) === '/api/v1/exports') await api.runtime.apiKeys.revoke(1);
  });
  const failed = await pintd(['export', await fileOf(validLines(1)), '--result', result()], { settings: remote() });
  expect(failed).toMatchObject({ status: 1, out: '', err: expect.stringContaining('Job 1 was created.') });
  expect(failed.err).toContain('revoked');
});

test('export names its job even if the request for the records that were left out fails', async () => {
  startWorker(api);
  api.dropResponse('/api/v1/jobs/1/details');
  const failed = await pintd(['export', await fileOf(validLines(1)), '--result', result()], { settings: remote() });
  expect(failed).toMatchObject({ status: 1, out: '', err: expect.stringContaining('Job 1 was created.') });
});

test('a command that can no longer wait for its attempt names the attempt that it started', async () => {
  const settings = remote();
  const project = join(home, 'project');
  await mkdir(project);
  await writeFile(join(project, 'daily.dig'), '+a:\n  echo>: x\n');
  expect(await pintd(['workflow:push', 'shop', project], { settings })).toMatchObject({ status: 0 });
  api.onResponse(async () => {
    if (/\/workflows\/\d+\/attempts$/.test(api.requestedPaths.at(-1) ?? '')) await api.runtime.apiKeys.revoke(1);
  });
  const failed = await pintd(['workflow:start', 'shop', 'daily', '--wait'], { settings });
  expect(failed).toMatchObject({ status: 1, out: '', err: expect.stringContaining('Attempt 1 was started.') });
  expect(failed.err).toContain('revoked');
});

test('a job is repeated only after the command has read everything it needs', async () => {
  const path = await fileOf(validLines(1));
  await pintd(['export', path, '--result', result(), '--no-wait'], { settings: remote() });
  await api.run((await api.runtime.jobs.find(1))!);
  api.dropResponse('/api/v1/jobs/1');
  const failed = await pintd(['job:rerun', '1', '--no-wait'], { settings: remote() });
  expect(failed).toMatchObject({ status: 1, out: '', err: expect.stringContaining('cannot be reached') });
  expect(await api.runtime.jobs.list({ limit: 9 })).toHaveLength(1);
  const queued = await pintd(['job:rerun', '1', '--no-wait'], { settings: remote() });
  expect({ status: queued.status, ...JSON.parse(queued.out) }).toMatchObject({ status: 'queued', job_id: 2 });
});

test('-v logs requests, and where an error comes from, without quoting input', async () => {
  const shown = await pintd(['-v', 'job:list', '--json'], { settings: remote() });
  expect(shown).toEqual({ status: 0, out: '[]\n', err: 'GET /api/v1/jobs 200\n' });
  const wrong = ['export', await fileOf(validLines(1)), '--result', '{"access_token":\n at pina_CANARY_TOKEN}'];
  const quiet = await pintd(wrong, { settings: remote() });
  const { status, err } = await pintd(['-v', ...wrong], { settings: remote() });
  expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining(quiet.err) });
  expect(err).toMatch(/UserError json_malformed\n {4}at .*[\s\S]*\nSyntaxError\n {4}at /);
  expect(err).not.toContain('CANARY');
});

test('-r retries after a truncated response', async () => {
  let requests = 0;
  const server = createServer((_, response) => {
    requests += 1;
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 11 });
    if (requests === 1) response.write('{"jobs"', () => response.destroy());
    else response.end('{"jobs":[]}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await pintd(['-r', 'job:list', '--json'], { settings: { PINTD_ENDPOINT: url, PINTD_API_KEY: 'k' } });
  server.close();
  expect(requests).toBe(2);
});

describe('server:status', () => {
  test('prints what keeps jobs from running, without a key', async () => {
    const settings = { PINTD_ENDPOINT: api.url, PINTD_API_KEY: undefined };
    const found = await pintd(['server:status'], { settings });
    expect(found).toEqual({ status: 1, out: 'not ready\n', err: 'worker: no worker is running\n' });
    const { status, out } = await pintd(['server', '--json'], { settings });
    expect({ status, ...JSON.parse(out) }).toMatchObject({ status: 1, ready: false, reasons: [{ check: 'worker' }] });
  });

  test('checks the console of this machine by default', async () => {
    const { port } = new URL(api.url);
    expect((await pintd(['server:status'], { settings: { PORT: port } })).out).toBe('not ready\n');
    const { status, out, err } = await pintd(['server:status'], { settings: { PORT: new URL(NOWHERE).port } });
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toMatch(/^http:\/\/localhost:\d+ cannot be reached: nothing listens at this address \(ECONNREFUSED\)/);
  });

  test('explains a connection that is closed without a response', async () => {
    const server = createServer(({ socket }) => socket.destroy()).listen(0);
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const settings = { PORT: String((server.address() as AddressInfo).port) };
    const { err } = await pintd(['server:status'], { settings });
    expect(err).toContain('the connection was closed (UND_ERR_SOCKET)');
  });
});

describe('the choice of the server', () => {
  test('an endpoint without a scheme uses HTTPS, or HTTP on this machine with --insecure', async () => {
    const [host, settings] = [new URL(api.url).host, { PINTD_API_KEY: api.key }];
    for (const args of [
      ['--insecure', '-e', host, 'job:list', '--json'],
      ['job:list', '--json', '--endpoint', host, '--insecure'],
    ]) {
      expect(await pintd(args, { settings })).toEqual({ status: 0, out: '[]\n', err: '' });
    }
    const secure = await pintd(['-e', host, 'job:list'], { settings });
    expect(secure).toMatchObject({ status: 1, err: expect.stringContaining(`https://${host} cannot be reached`) });
    expect(secure.err).toContain('the server does not use HTTPS; if it is on this machine, write http://');
    const elsewhere = await pintd(['--insecure', '-e', 'console.example', 'job:list'], { settings });
    expect(elsewhere).toMatchObject({ status: 1, err: expect.stringContaining('is not the URL of a server') });
  });

  test('a flag takes precedence over the environment, before or after the command', async () => {
    const settings = { PINTD_ENDPOINT: NOWHERE, PINTD_API_KEY: api.key };
    for (const args of [
      ['-e', api.url, 'job:list', '--json'],
      ['job:list', '--json', '--endpoint', api.url],
    ]) {
      expect(await pintd(args, { settings })).toEqual({ status: 0, out: '[]\n', err: '' });
    }
    const keyed = await pintd(['-k', api.key, '-e', api.url, 'job:list', '--json'], {
      settings: { ...settings, PINTD_API_KEY: 'pce_1_wrong' },
    });
    expect(keyed).toEqual({ status: 0, out: '[]\n', err: expect.stringContaining('can see a key') });
    const nowhere = await pintd(['job:list', '--json'], { settings });
    expect(nowhere).toMatchObject({ status: 1, out: '', err: expect.stringContaining('ECONNREFUSED') });
    expect(nowhere.err).not.toContain('request');
    const unsent = await pintd(['job:kill', '1'], { settings });
    expect(unsent).toMatchObject({ status: 1, out: '', err: expect.stringContaining('did not get the request') });
  });

  test('the key can be in a file of its own', async () => {
    const path = join(home, 'api-key');
    await writeFile(path, `${api.key}\n`);
    const settings = { PINTD_ENDPOINT: api.url, PINTD_API_KEY: undefined, PINTD_API_KEY_FILE: path };
    expect(await pintd(['job:list', '--json'], { settings })).toEqual({ status: 0, out: '[]\n', err: '' });
    const { status, err } = await pintd(['job:list'], { settings: { ...settings, PINTD_API_KEY: api.key } });
    expect([status, err]).toEqual([1, expect.stringContaining('PINTD_API_KEY must not be set together with')]);
    expect(err).not.toContain(api.key);
  });

  test('the configuration file in the home folder, or another one, names server and key, and must be private', async () => {
    const path = join(home, '.pintd.conf');
    // With a byte order mark, as Windows editors write it.
    await writeFile(
      path,
      `\uFEFF[account]\n  user = me@shop.example\n  apikey = ${api.key}\n  endpoint = ${api.url}/\n`,
      {
        mode: 0o600,
      },
    );
    const settings = { PINTD_DATA_DIR: undefined };
    const empty = { status: 0, out: '[]\n', err: '' };
    expect(await pintd(['auth:list', '--json'], { settings })).toMatchObject({ out: expect.stringContaining('Shop') });
    expect(await pintd(['auth:list', '--json', '--config', path])).toMatchObject({
      out: expect.stringContaining('Shop'),
    });
    expect(await pintd(['auth:list', '--json'])).toEqual(empty); // the environment names a data folder
    expect((await pintd(['-e', NOWHERE, 'job:list'])).err).toContain('requires an API key');
    const withoutHome = { PINTD_DATA_DIR: undefined, HOME: '/nonexistent' };
    expect((await pintd(['-k', api.key, 'job:list'], { settings: withoutHome })).err).toContain('but no server');
    await chmod(path, 0o644);
    expect((await pintd(['job:list'], { settings })).err).toContain('chmod 600');
    expect((await pintd(['-c', join(home, 'none.conf'), 'job:list'])).err).toContain('ENOENT');
    await rm(path);
    await mkdir(path); // cannot be read as a file
    const unreadable = await pintd(['job:list'], { settings });
    expect(unreadable).toMatchObject({ status: 1, out: '', err: expect.stringContaining('EISDIR') });
  });

  test.each([
    ['an address without encryption', 'http://console.example', 'is not the URL of a server'],
    ['an address with a password', 'https://me:sesame@console.example', 'is not the URL of a server'],
    ['an address without a server', NOWHERE, 'cannot be reached'],
  ])('%s ends the command with status 1 and the reason', async (_, endpoint, reason) => {
    const { status, out, err } = await pintd(['job:list'], { settings: { ...remote(), PINTD_ENDPOINT: endpoint } });
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toContain(reason);
    expect(err).not.toContain('sesame');
  });

  test('a revoked key is refused, and never shown', async () => {
    await api.runtime.apiKeys.revoke(1);
    const { status, err } = await pintd(['status'], { settings: remote() });
    expect(status).toBe(1);
    expect(err).toContain('revoked');
    expect(err).not.toContain(api.key);
  });

  test('commands for the data folder are refused, and commands that need no data run locally', async () => {
    const path = await fileOf(validLines(1));
    for (const args of [
      ['backup', join(home, 'b.tar')],
      ['restore', join(home, 'b.tar')],
      ['move'],
      ['move:undo'],
      ['apikey:create', 'x'],
      ['keys:rotate'],
      ['notify:send'],
    ]) {
      expect((await pintd(args, { settings: remote() })).err).toContain('works on the data folder, not on a server');
    }
    const { err } = await pintd(['keys:list'], { settings: remote() });
    expect(err).toContain('If ~/.pintd.conf names the server, set PINTD_DATA_DIR');
    expect((await pintd(['validate', path, '--summary'], { settings: remote() })).out).toContain('"valid":1');
  });
});

test('keys are created, listed and revoked on the command line; a key is shown once', async () => {
  const created = await pintd(['apikey:create', 'nightly'], { settings: here() });
  const key = created.out.trim();
  expect(key).toMatch(/^pce_2_[\w-]{43}$/);
  expect(created.err).toContain('shown only this once');
  const listed = await pintd(['apikey:list', '--json'], { settings: here() });
  expect(JSON.parse(listed.out)).toMatchObject([
    { id: 2, name: 'nightly', last_used_at: null, revoked_at: null },
    { id: 1 },
  ]);
  expect(listed.out).not.toContain(key.slice(6));
  expect((await pintd(['apikey:revoke', '2'], { settings: here() })).err).toContain('API key 2 is revoked');
  const refused = await pintd(['job:list'], { settings: { ...remote(), PINTD_API_KEY: key } });
  expect(refused).toMatchObject({ status: 1, out: '' });
  expect((await pintd(['apikey:revoke', '77'], { settings: here() })).err).toContain('no API key with the ID 77');
  expect((await pintd(['apikey:create', ' '], { settings: here() })).err).toContain('A name is required');
});

test('a key has a role, an expiry and successors', async () => {
  const create = async (...options: string[]) =>
    (await pintd(['apikey:create', 'report', ...options], { settings: here() })).out.trim();
  const listed = async () => JSON.parse((await pintd(['apikey:list', '--json'], { settings: here() })).out);
  const jobsWith = (key: string) => pintd(['job:list', '--json'], { settings: { ...remote(), PINTD_API_KEY: key } });
  const key = await create('--role', 'viewer', '--days', '30');
  const [{ role, created_at, expires_at }] = await listed();
  expect([role, Date.parse(expires_at) - Date.parse(created_at)]).toEqual(['viewer', 30 * 24 * 60 * 60 * 1000]);
  expect((await jobsWith(key)).status).toBe(0);
  const denied = await pintd(['settings:set', 'retention_days', '3'], {
    settings: { ...remote(), PINTD_API_KEY: key },
  });
  expect(denied).toMatchObject({ status: 1, err: expect.stringContaining('settings.manage') });

  const successor = (await pintd(['apikey:rotate', '2'], { settings: here() })).out.trim();
  expect([(await jobsWith(key)).status, (await jobsWith(successor)).status]).toEqual([0, 0]);
  const [newest] = await listed();
  expect([newest.name, newest.role]).toEqual(['report', 'viewer']);
  expect(Date.parse(newest.expires_at) - Date.parse(newest.created_at)).toBe(30 * 24 * 60 * 60 * 1000);

  expect((await pintd(['apikey:rotate', '2'], { settings: here() })).err).toContain('was rotated already');

  const last = (await pintd(['apikey:rotate', '3', '--hours', '0'], { settings: here() })).out.trim();
  expect((await jobsWith(successor)).err).toContain('has expired');
  expect((await jobsWith(last)).status).toBe(0);
  expect((await pintd(['apikey:rotate', '3'], { settings: here() })).err).toContain('revoked or expired');
  expect((await pintd(['apikey:create', 'x', '--days', '9999'], { settings: here() })).err).toContain('1 to 3650');
});
