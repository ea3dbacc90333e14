import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { ACCOUNT, event, events, NOW, post } from './calls.test-kit.ts';
import { deleteReceived, readReceived } from './received.ts';
import { bodiesFile, stemOf } from './segments.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from './server.ts';

let folder: string;
let running: Sandbox[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  running = [];
});
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(running.map((sandbox) => sandbox.close()));
  await rm(folder, { recursive: true });
});

async function start(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ folder, now: () => NOW * 1000, ...options });
  running.push(sandbox);
  return sandbox;
}

function ids(requests: readonly { events: readonly object[] }[]): unknown[][] {
  return requests.map(({ events }) => events.map((sent) => (sent as { event_id?: unknown }).event_id));
}

test('reads requests newest first, in pages and by ad account', async () => {
  const sandbox = await start();
  for (const id of ['a', 'b', 'c']) await post(sandbox.url, events(id));
  await post(sandbox.url, events('x', 'y'), { account: '7', test: true });
  const page = await readReceived(folder, { limit: 2 });
  expect(ids(page)).toEqual([['x', 'y'], ['c']]);
  expect(page[0]).toMatchObject({ account: '7', test: true, status: 200, call: 1, at: NOW * 1000 });
  expect(ids(await readReceived(folder, { limit: 2, before: page[1]!.id }))).toEqual([['b'], ['a']]);
  expect(ids(await readReceived(folder, { limit: 9, account: ACCOUNT }))).toEqual([['c'], ['b'], ['a']]);
});

test('a missing folder has no requests', async () => {
  expect(await readReceived(join(folder, 'none'), { limit: 5 })).toEqual([]);
});

test('shows the messages of the responses, also to bodies without events', async () => {
  const sandbox = await start();
  await post(sandbox.url, [...events('a'), event({ event_id: 'old', event_time: 1 })]);
  await post(sandbox.url, 'no JSON');
  const [broken, partial] = await readReceived(folder, { limit: 5 });
  expect(broken).toMatchObject({ status: 400, message: 'Invalid request: the body is not valid JSON', events: [] });
  expect(partial?.failed).toEqual([{ index: 1, event_id: 'old', message: expect.stringMatching(/in the past/) }]);
});

test('tells a request with rejected events from one that is refused as a whole', async () => {
  const sandbox = await start();
  const sent = [...events('a'), event({ event_id: 'old', event_time: 1 })];
  await post(sandbox.url, sent);
  sandbox.setScript([{ match: {}, do: { status: 503 } }]);
  await post(sandbox.url, sent);
  const [refused, partial] = await readReceived(folder, { limit: 5 });
  expect(refused).toMatchObject({ status: 503, count: 2, rejected: 0 });
  expect(partial).toMatchObject({ status: 422, count: 2, rejected: 1 });
});

test('tells requests without a body from those whose body is not kept', async () => {
  const sandbox = await start({ maxBodyBytes: 1000 });
  await post(sandbox.url, '');
  await post(sandbox.url, 'no JSON');
  await post(sandbox.url, 'x'.repeat(1001));
  await post(sandbox.url, events('a'));
  const received = async () => (await readReceived(folder, { limit: 5 })).toReversed();
  const stored = async () => (await received()).map(({ content }) => content);
  expect(await stored()).toEqual(['none', 'kept', 'gone', 'kept']);
  for (const name of await readdir(folder)) if (name.endsWith('.bodies')) await rm(join(folder, name));
  expect(await stored()).toEqual(['none', 'gone', 'gone', 'gone']);
  expect((await received()).map(({ count }) => count)).toEqual([0, 0, 0, 1]);
});

test('the journal survives a restart, and call numbers continue', async () => {
  const before = await start();
  await post(before.url, events('a'));
  await post(before.url, events('b'));
  await before.close();
  const after = await start({ script: [{ match: { call: 3 }, do: { status: 500 } }] });
  expect((await post(after.url, events('c'))).status).toBe(500);
  expect((await after.received()).map(({ call, n }) => [call, n])).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
  ]);
  expect((await after.unique()).map(({ event_id }) => event_id)).toEqual(['a', 'b']);
  expect(await after.rates()).toEqual({ [ACCOUNT]: { calls: 3, max_in_60_s: 3 } });
});

test('a request is on disk before its response, even if the sandbox never closes', async () => {
  const sandbox = await start({ script: [{ do: { acceptThenReset: true } }] });
  await expect(post(sandbox.url, events('a'))).rejects.toThrow();
  expect(await readReceived(folder, { limit: 5 })).toMatchObject([{ end: 'accepted_then_reset', status: null }]);
});

const SANDBOX = new URL('./server.ts', import.meta.url).href;
const IN_A_CHILD = `
  const { startSandbox } = await import('${SANDBOX}');
  const { url } = await startSandbox({ folder: process.env.SANDBOX_DIRECTORY, script: [{ do: { delayMs: 3600000 } }] });
  console.log(url);
`;

test('a request survives a sandbox that is killed before it responds', async () => {
  const env = { ...process.env, SANDBOX_DIRECTORY: folder };
  const child = spawn(process.execPath, ['--input-type=module', '-e', IN_A_CHILD], { env });
  const [url] = await once(child.stdout, 'data');
  const response = post(String(url).trim(), [event({ event_time: Math.floor(Date.now() / 1000) })]);
  await expect.poll(() => readReceived(folder, { limit: 1 }), { interval: 5 }).toHaveLength(1);
  child.kill('SIGKILL');
  await expect(response).rejects.toThrow('fetch failed');
  expect(await (await start()).unique()).toMatchObject([{ event_id: 'order-1', received: 1 }]);
});

test('a journal line truncated by a crash is skipped', async () => {
  const before = await start();
  await post(before.url, events('a'));
  await before.close();
  const [name] = (await readdir(folder)).filter((file) => file.endsWith('.ndjson'));
  await appendFile(join(folder, name!), '{"at":1,"call":2,"acc');
  const after = await start();
  await post(after.url, events('b'));
  expect((await after.received()).map(({ call, n }) => [call, n])).toEqual([
    [1, 1],
    [2, 2],
  ]);
});

test('concurrent requests are all kept, each with its own body', async () => {
  const sandbox = await start();
  const sent = Array.from({ length: 50 }, (_, index) => `event-${index}`);
  await Promise.all(sent.map((id) => post(sandbox.url, events(id))));
  const received = await readReceived(folder, { limit: 100 });
  expect(ids(received).flat().sort()).toEqual(sent.toSorted());
  expect(
    received.every(({ accepted, events: [only] }) => accepted[0]?.[0] === (only as { event_id: string }).event_id),
  ).toBe(true);
  expect(received.map(({ n }) => n)).toEqual(Array.from({ length: 50 }, (_, index) => 50 - index));
});

test('keeps the newest requests within its limit, and reports that older ones were dropped', async () => {
  const sandbox = await start({ keepBytes: 8_000 });
  for (let index = 0; index < 40; index++) await post(sandbox.url, events(`e${index}`));
  const files = await readdir(folder);
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(8_000 + 2_000);
  expect(ids(await readReceived(folder, { limit: 2 }))).toEqual([['e39'], ['e38']]);
  const { complete } = await (await fetch(`${sandbox.url}/__unique`)).json();
  expect(complete).toBe(false);
});

test('in memory, keeps every entry but only the newest bodies', async () => {
  const sandbox = await startSandbox({ keepBytes: 300, now: () => NOW * 1000 });
  running.push(sandbox);
  for (let index = 0; index < 9; index++) await post(sandbox.url, events(`e${index}`));
  expect(await sandbox.events()).toHaveLength(1);
  expect(await sandbox.received()).toHaveLength(9);
});

test('reset clears everything', async () => {
  const sandbox = await start();
  await post(sandbox.url, events('a'));
  await sandbox.reset();
  expect(await readdir(folder)).toEqual([]);
  await post(sandbox.url, events('b'));
  expect(await sandbox.received()).toMatchObject([{ call: 1, n: 1 }]);
});

test('the journal keeps working after a reset during traffic', async () => {
  const sandbox = await start();
  const sent = Array.from({ length: 20 }, (_, index) => post(sandbox.url, events(`e${index}`)));
  await Promise.all([...sent, sandbox.reset(), sandbox.reset()]);
  await sandbox.reset();
  await post(sandbox.url, events('last'));
  expect(ids(await readReceived(folder, { limit: 99 }))).toEqual([['last']]);
  expect(await sandbox.received()).toMatchObject([{ call: 1, n: 1 }]);
});

test('deletes requests received before a time', async () => {
  const sandbox = await start();
  await post(sandbox.url, events('old'));
  await sandbox.close();
  for (const name of await readdir(folder)) await utimes(join(folder, name), 1, 1);
  const next = await start();
  await post(next.url, events('new'));
  await deleteReceived(folder, 2000);
  expect(ids(await readReceived(folder, { limit: 5 }))).toEqual([['new']]);
});

test('a running sandbox keeps working after all its requests are deleted', async () => {
  const sandbox = await start();
  await post(sandbox.url, events('old'));
  await deleteReceived(folder, Date.now() + 1000);
  expect(await readdir(folder)).toEqual([]);
  await post(sandbox.url, events('new'));
  expect(ids(await readReceived(folder, { limit: 5 }))).toEqual([['new']]);
  expect(await sandbox.received()).toMatchObject([{ call: 2, n: 2 }]);
});

test('only the owner can read the journal', async () => {
  const sandbox = await start();
  await post(sandbox.url, events('a'));
  const modes = (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).mode & 0o777);
  expect(new Set(await Promise.all(modes))).toEqual(new Set([0o600]));
});

test('refuses requests that cannot be journaled', async () => {
  const sandbox = await start();
  await rm(folder, { recursive: true });
  const response = await post(sandbox.url, events('a'));
  expect([response.status, (await response.json()).code]).toEqual([503, 4197]);
  await mkdir(folder);
  expect((await post(sandbox.url, events('b'))).status).toBe(200);
  expect(await readFile(join(folder, (await readdir(folder))[0]!), 'utf8')).toContain('b');
});

/** A write beyond 16 KB fails after its first part, as on a full disk. */
const WITH_SMALL_FILES = ['-c', 'ulimit -f 32 && exec "$0" "$@"', process.execPath];
const WITHOUT_FAULTS = `
  const { startSandbox } = await import('${SANDBOX}');
  const { url } = await startSandbox({ folder: process.env.SANDBOX_DIRECTORY });
  console.log(url);
`;

test.runIf(process.platform !== 'win32')('records nothing of requests it refuses because a write failed', async () => {
  const env = { ...process.env, SANDBOX_DIRECTORY: folder };
  const child = spawn('sh', [...WITH_SMALL_FILES, '--input-type=module', '-e', WITHOUT_FAULTS], { env });
  onTestFinished(() => void child.kill());
  const [url] = await once(child.stdout, 'data');
  const time = Math.floor(Date.now() / 1000);
  const sent = Array.from({ length: 60 }, (_, index) => event({ event_id: `event-${index}`, event_time: time }));
  const responses = await Promise.all(sent.map((one) => post(String(url).trim(), [one])));
  const accepted = sent.filter((_, index) => responses[index]?.status === 200);
  expect(accepted.length).toBeLessThan(sent.length);
  const recorded = ids(await readReceived(folder, { limit: 99 })).flat();
  expect(recorded.toSorted()).toEqual(accepted.map(({ event_id }) => event_id).toSorted());
});

test.runIf(process.platform === 'linux')('closes the files of a journal segment that cannot be created', async () => {
  vi.useFakeTimers({ now: NOW * 1000, toFake: ['Date'] });
  await writeFile(bodiesFile(folder, stemOf(NOW * 1000)), '');
  const sandbox = await start();
  expect((await post(sandbox.url, events('a'))).status).toBe(200);
  await sandbox.close();
  const descriptors = await readdir('/proc/self/fd');
  const paths = await Promise.all(descriptors.map((each) => readlink(`/proc/self/fd/${each}`).catch(() => '')));
  expect(paths.filter((path) => path.startsWith(folder))).toEqual([]);
});
