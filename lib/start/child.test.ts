import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EXIT_REFUSED } from './as-child.ts';
import { Child } from './child.ts';

let folder: string;
let child: Child;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pintd-child-'));
});
afterEach(async () => {
  vi.useRealTimers();
  await child.stop(100);
  rmSync(folder, { recursive: true });
});

/** With fake timers, restarts and deadlines wait until the test advances the time; child processes do not. */
const useFakeTimers = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });

const asChild = JSON.stringify(new URL('./as-child.ts', import.meta.url).href);
const note = `import { appendFileSync } from 'node:fs'; const note = (t) => appendFileSync(process.env.NOTES, t + '\\n');`;
const notes = () => {
  try {
    return readFileSync(join(folder, 'notes'), 'utf8').trim().split('\n');
  } catch {
    return [];
  }
};

function start(code: string, options: Partial<ConstructorParameters<typeof Child>[0]> = {}): Child {
  const file = join(folder, 'child.mjs');
  writeFileSync(file, `import { exitWithParent, reportReady } from ${asChild}; ${note} note('begins'); ${code}`);
  return new Child({
    name: 'child',
    args: [file],
    env: { ...process.env, NOTES: join(folder, 'notes') },
    log: () => undefined,
    onRefused: () => undefined,
    restartMs: { first: 20, last: 40 },
    ...options,
  });
}

test('restarts a child that dies, and reports when it is ready', async () => {
  const onReady = vi.fn();
  child = start('setInterval(() => {}, 1000); reportReady()', { onReady });
  await expect.poll(() => onReady.mock.calls.length).toBe(1);
  child.kill();
  await expect.poll(() => onReady.mock.calls.length).toBe(2);
});

test.each([
  ['an error that Node emits', 'missing', 'ENOENT'],
  ['an error that Node throws', '\0', 'null bytes'],
])('after %s, starts the child later', async (_, file, reason) => {
  const log = vi.fn();
  const onReady = vi.fn();
  const node = process.execPath;
  process.execPath = join(folder, file);
  try {
    child = start('setInterval(() => {}, 1000); reportReady()', { log, onReady });
    await expect.poll(() => log.mock.calls[0]?.[0]).toMatch(/^child cannot be started: .*; restarting in 20 ms$/);
    expect(log.mock.calls[0]?.[0]).toContain(reason);
  } finally {
    process.execPath = node;
  }
  await expect.poll(() => onReady.mock.calls.length).toBe(1);
});

test('does not restart a child that refuses to start', async () => {
  useFakeTimers();
  const refused = Promise.withResolvers<void>();
  child = start(`process.exit(${EXIT_REFUSED})`, { onRefused: refused.resolve });
  await refused.promise;
  expect({ started: notes(), restartsPlanned: vi.getTimerCount() }).toEqual({
    started: ['begins'],
    restartsPlanned: 0,
  });
});

test('stops a child gracefully, and restarts it on demand', async () => {
  const onReady = vi.fn();
  child = start(`setInterval(() => {}, 1000); exitWithParent(async () => note('ends'), 1000); reportReady()`, {
    onReady,
  });
  await expect.poll(() => onReady.mock.calls.length).toBe(1);
  await child.restart(2000);
  await expect.poll(() => onReady.mock.calls.length).toBe(2);
  await child.stop(2000);
  expect(notes()).toEqual(['begins', 'ends', 'begins', 'ends']);
});

test('does not start a child that is stopped during its restart', async () => {
  const onReady = vi.fn();
  child = start(`setInterval(() => {}, 1000); exitWithParent(async () => note('ends'), 1000); reportReady()`, {
    onReady,
  });
  await expect.poll(() => onReady.mock.calls.length).toBe(1);
  await Promise.all([child.restart(2000), child.stop(2000)]);
  expect({ notes: notes(), pid: child.pid }).toEqual({ notes: ['begins', 'ends'], pid: undefined });
});

test('kills a child that does not exit before the deadline', async () => {
  const onReady = vi.fn();
  child = start(`setInterval(() => {}, 1000); process.on('SIGTERM', () => note('keeps running')); reportReady()`, {
    onReady,
  });
  await expect.poll(() => onReady.mock.calls.length).toBe(1);
  useFakeTimers();
  const stopped = child.stop(300);
  vi.advanceTimersByTime(299);
  await expect.poll(notes).toEqual(['begins', 'keeps running']);
  vi.advanceTimersByTime(1);
  await stopped;
});
