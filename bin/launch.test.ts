import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { runCommand } from '../lib/cli/command-line.test-kit.ts';
import { startSandbox } from '../lib/connectors/pinterest/sandbox/server.ts';
import { validLines } from '../tests/kit/product.ts';
import { IS_WHOLE } from '../tests/kit/whole.ts';

// Most of these tests check that signals and exit statuses pass through the launcher, npx and npm.

const root = resolve(import.meta.dirname, '..');
const pintd = resolve(root, 'bin/pintd.mjs');
/** Node before 22.15 and Windows have no execve, so the launcher stays there as the parent. */
const WITHOUT_EXECVE = ['--import', 'data:text/javascript,process.execve=undefined'];
const LAUNCHERS: Readonly<Record<string, readonly string[]>> = {
  'a launcher that replaces itself': [process.execPath, pintd],
  'a launcher that stays as the parent': [process.execPath, ...WITHOUT_EXECVE, pintd],
  npx: ['npx', 'pintd'],
  'npm run': ['npm', 'run', '-s', 'cli', '--'],
};

let folder: string;
let dataDir: string;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pintd-launch-'));
  sandbox = await startSandbox({});
});
beforeEach(async () => {
  dataDir = await mkdtemp(join(folder, 'data-'));
  await sandbox.reset();
});
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

function environment() {
  return { ...process.env, PINTD_DATA_DIR: dataDir, PINTEREST_API_BASE_URL: sandbox.url };
}

/** Starts a command in its own process group, as a script without a terminal does. */
function start([command = '', ...args]: readonly string[]) {
  const child = spawn(command, args, {
    cwd: root,
    env: environment(),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const { pid = 0 } = child;
  const signalGroup = (signal: NodeJS.Signals) => {
    try {
      return process.kill(-pid, signal);
    } catch {
      return false;
    }
  };
  onTestFinished(() => {
    signalGroup('SIGKILL');
  });
  return { child, ended, signalGroup };
}

/** Starts an export whose second call gets this response, and waits for the call. */
async function startExport(launcher: readonly string[], secondResponse: object) {
  sandbox.setScript([{ match: { call: { from: 2 } }, do: secondResponse }]);
  const file = join(dataDir, 'events.csv');
  await writeFile(file, validLines(3).join('\n'));
  const result = JSON.stringify({ access_token: 'pina_x', ad_account_id: '1' });
  const settings = ['env', 'PINTD_MAX_EVENTS_PER_CALL=1', 'PINTD_CALLS_IN_FLIGHT=1'];
  const started = start([...settings, ...launcher, 'export', file, '--result', result]);
  await expect.poll(async () => (await sandbox.received()).length).toBeGreaterThan(1);
  return started;
}

async function job(): Promise<unknown> {
  return JSON.parse((await runCommand(['job:show', '1', '--json'], { env: environment() })).out);
}

const BUSY = { status: 429, headers: { 'retry-after': '60' } };
const PAUSED = { status: 'paused', error: { code: 'interrupted' }, records: { accepted: 1 } };

describe.each(Object.entries(LAUNCHERS))('%s', (_, launcher) => {
  test('lets an interrupt of its process group count only once', async () => {
    // npx starts the command like `npm run`, so only `test:whole` tests both.
    if (launcher[0] === 'npx' && !IS_WHOLE) return;
    const { signalGroup, ended } = await startExport(launcher, BUSY);
    signalGroup('SIGINT');
    const [status] = await ended;
    expect(await job()).toMatchObject(PAUSED);
    // npm, or a shell that it started, may be terminated by the interrupt itself.
    expect(['npx', 'npm'].includes(launcher[0] ?? '') ? [5, 130, null] : [5]).toContain(status);
  });

  test.each(['SIGTERM', 'SIGKILL'] as const)('pauses the job when it receives %s', async (signal) => {
    // npx and `npm run` start the command like the launcher that stays, so only `test:whole` tests them.
    if (['npx', 'npm'].includes(launcher[0] ?? '') && !IS_WHOLE) return;
    // A launcher that replaced itself has no child.
    if (signal === 'SIGKILL' && launcher === LAUNCHERS['a launcher that replaces itself']) return;
    const { child } = await startExport(launcher, BUSY);
    child.kill(signal);
    await expect.poll(job).toMatchObject(PAUSED);
  });
});

test('npm run resolves file names in the current folder', async () => {
  await writeFile(join(dataDir, 'events of May.csv'), validLines(2).join('\n'));
  const args = ['--prefix', root, 'run', '-s', 'cli', '--', 'validate', 'events of May.csv', '--summary'];
  const { stdout } = await promisify(execFile)('npm', args, { cwd: dataDir, env: environment() });
  expect(JSON.parse(stdout)).toMatchObject({ read: 2, valid: 2 });
});

const NO_RESPONSE = { delayMs: 120_000 };
const SIGNALS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const;

/** Repeats a signal until the process exits, which must be with this status. */
async function expectStopped(
  { signalGroup, ended }: Pick<ReturnType<typeof start>, 'signalGroup' | 'ended'>,
  signal: NodeJS.Signals,
  expected: number,
): Promise<void> {
  let status: number | null | undefined;
  void ended.then(([code]) => {
    status = code;
  });
  const signalAgain = () => {
    signalGroup(signal);
    return status;
  };
  await expect.poll(signalAgain).toBe(expected);
}

test.each(SIGNALS)(
  'a second %s stops the product immediately, although a call waits for its response',
  async (...args) => {
    const shell = await startExport(LAUNCHERS['a launcher that replaces itself'] ?? [], NO_RESPONSE);
    shell.signalGroup('SIGKILL');
    await shell.ended;
    const sent = (await sandbox.received()).length;
    const product = start([process.execPath, 'lib/start.ts', '--worker']);
    await expect.poll(async () => (await sandbox.received()).length).toBeGreaterThan(sent);
    await expectStopped(product, ...args);
  },
);

// Without npx and npm.
describe.each(Object.entries(LAUNCHERS).slice(0, 2))('%s', (_, launcher) => {
  test.each(SIGNALS)('passes on a second %s, which stops the command immediately', async (signal, status) => {
    await expectStopped(await startExport(launcher, NO_RESPONSE), signal, status);
  });

  test('exits with the status of the command or of its signal', async () => {
    const [refused] = await start([...launcher, 'nosuch']).ended;
    expect(refused).toBe(1);
    const waiting = start([...launcher, 'validate', '/dev/zero']);
    waiting.child.kill('SIGTERM');
    const [code, signal] = await waiting.ended;
    expect(code ?? 128 + constants.signals[signal ?? 'SIGKILL']).toBe(143);
  });
});
