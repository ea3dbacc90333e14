import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../lib/adapters/system/clock.ts';
import { startSandbox } from '../lib/connectors/pinterest/sandbox/server.ts';
import type { Outage } from '../lib/core/delivery/outage.ts';
import type { Job } from '../lib/core/job/job.ts';
import { resumeReachable } from '../lib/operations/delivery/resume-reachable.ts';
import { stopJob } from '../lib/operations/jobs/control-job.ts';
import { viewJob } from '../lib/operations/jobs/view-job.ts';
import { controlOf } from '../lib/runtime/execute.ts';
import { startProduct, type TestProduct, validLines } from './kit/product.ts';

const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: '10', PINTD_CALLS_IN_FLIGHT: '1' };
const MINUTE_MS = 60_000;

/** Probes unreachable destinations as the worker does, this many milliseconds later. */
async function probeAfter({ runtime }: TestProduct, milliseconds: number): Promise<void> {
  await runtime.clock.sleep(milliseconds, new AbortController().signal);
  await runtime.workers.heartbeat({ id: 'worker', pid: process.pid });
  await resumeReachable(runtime);
}

async function stateOf({ runtime }: TestProduct, { id }: Job): Promise<[string, string | undefined]> {
  const { state, error } = (await runtime.jobs.find(id)) as Job;
  return [state, error?.code];
}

/** A job that paused because its destination, a stopped sandbox, was unreachable; `restart` restarts the sandbox. */
async function pausedJob(product: TestProduct) {
  const port = Number(new URL(product.sandbox.url).port);
  const job = await product.export(validLines(25));
  await product.sandbox.close();
  await product.run(job);
  expect(await stateOf(product, job)).toEqual(['paused', 'unreachable']);
  const restart = async () => {
    const sandbox = await startSandbox({ port });
    onTestFinished(() => sandbox.close());
    return sandbox;
  };
  return { job, restart };
}

test('a job that paused because its destination was unreachable resumes automatically, and sends nothing twice', async () => {
  const product = await startProduct(SETTINGS);
  const { job, restart } = await pausedJob(product);
  const countNotices = async () => (await product.runtime.outbox.list(10)).length;
  const [lineCount, noticeCount] = [
    (await product.runtime.log.page(job.id, { limit: 100 })).length,
    await countNotices(),
  ];
  for (const minutes of [0, 1, 1, 10]) await probeAfter(product, minutes * MINUTE_MS);
  expect(await stateOf(product, job)).toEqual(['paused', 'unreachable']);
  // Probing the destination neither fills the log nor sends emails.
  expect(await product.runtime.log.page(job.id, { limit: 100 })).toHaveLength(lineCount);
  expect(await countNotices()).toBe(noticeCount);

  const sandbox = await restart();
  await probeAfter(product, 5 * MINUTE_MS);
  expect(await stateOf(product, job)).toEqual(['queued', undefined]);
  expect((await product.runtime.log.page(job.id, { limit: 1 }))[0]?.code).toBe('destination_reachable');
  expect(await sandbox.received()).toEqual([]); // the probe is not a call
  expect(await product.run(job)).toMatchObject({ state: 'success', resentAfterUnknown: 0, records: { accepted: 25 } });
  expect(await sandbox.received()).toHaveLength(3);
});

test('the page of a job shows why the job waits, and when the worker next probes the destination', async () => {
  const product = await startProduct(SETTINGS);
  const { runtime } = product;
  const { job } = await pausedJob(product);
  const viewOutage = async () => (await viewJob(runtime, job.id)).outage;
  expect(await viewOutage()).toMatchObject({
    kind: 'unreachable',
    reason: 'ECONNREFUSED',
    retriesAutomatically: false,
    retryAt: null,
  });
  // The outage began before the pause: the job had retried its call for a minute.
  expect((await viewOutage())?.since).toBeLessThan(runtime.clock.now() - 50_000);
  await probeAfter(product, 0);
  const firstRetryAt = (await viewOutage())?.retryAt ?? 0;
  expect((await viewOutage())?.retriesAutomatically).toBe(true);
  expect(firstRetryAt).toBeGreaterThan(runtime.clock.now());
  expect((await viewJob(runtime, job.id)).retryAt).toBe(firstRetryAt); // the list of jobs shows it, too
  await probeAfter(product, MINUTE_MS);
  expect((await viewOutage())?.retryAt).toBeGreaterThan(firstRetryAt);
  await runtime.settings.save({ reconnect_minutes: 0 });
  expect(await viewOutage()).toMatchObject({ retriesAutomatically: false, retryAt: null });
});

test('a running job shows the outage before it pauses', async () => {
  const product = await startProduct(SETTINGS);
  const job = await product.export(validLines(25));
  await product.sandbox.close();
  const seen: (Outage | null)[] = [];
  await product.run(job, {
    ledger: (ledger) => ({
      async log(...line) {
        await ledger.log(...line);
        seen.push((await viewJob(product.runtime, job.id)).outage);
      },
    }),
  });
  const reported = seen.filter((outage) => outage !== null);
  expect(reported).not.toEqual([]);
  expect(reported[0]).toMatchObject({ kind: 'unreachable', reason: 'ECONNREFUSED', retriesAutomatically: true });
});

test('an outage in which a call gets no response is called silent', async () => {
  const product = await startProduct(SETTINGS);
  const job = await product.export(validLines(5));
  let seen: Outage | null = null;
  await product.run(job, {
    ledger: (ledger) => ({
      async recordIntent(...intent) {
        const batch = await ledger.recordIntent(...intent);
        await product.runtime.clock.sleep(4000, new AbortController().signal);
        seen = (await viewJob(product.runtime, job.id)).outage;
        return batch;
      },
    }),
  });
  expect(seen).toMatchObject({ kind: 'silent', retryAt: null });
  expect(await viewJob(product.runtime, job.id)).toMatchObject({ state: 'success', outage: null });
});

test('jobs that wait for a person stay paused although their destination is reachable', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([{ match: { times: 1 }, do: { status: 401 } }]);
  const refused = await product.run(await product.export(validLines(5)));
  const { job: pausedByPerson, restart } = await pausedJob(product);
  await stopJob(controlOf(product.runtime), pausedByPerson.id, 'pause');
  await restart();
  for (const minutes of [0, 1, 10]) await probeAfter(product, minutes * MINUTE_MS);
  expect(await stateOf(product, refused)).toEqual(['paused', 'unauthorized']);
  expect(await stateOf(product, pausedByPerson)).toEqual(['paused', 'user']);
});

test('if a person pauses a job just as an outage pauses it, the job waits for a person', async () => {
  const product = await startProduct(SETTINGS);
  const { runtime, sandbox } = product;
  const job = await product.export(validLines(25));
  await sandbox.close();
  let pausing: Promise<Job> | undefined;
  await product.run(job, {
    ledger: (ledger) => ({
      async finish(...end) {
        pausing = stopJob({ ...controlOf(runtime), clock: systemClock }, job.id, 'pause');
        await expect.poll(async () => (await runtime.jobs.find(job.id))?.request).toBe('pause');
        return ledger.finish(...end);
      },
    }),
  });
  expect(await pausing).toMatchObject({ state: 'paused', error: { code: 'user' } });
});

test('if the worker does not probe, a job stays paused although its destination is reachable', async () => {
  const product = await startProduct(SETTINGS);
  await product.runtime.settings.save({ reconnect_minutes: 0 });
  const { job, restart } = await pausedJob(product);
  await restart();
  for (const minutes of [0, 1, 10]) await probeAfter(product, minutes * MINUTE_MS);
  expect(await stateOf(product, job)).toEqual(['paused', 'unreachable']);
});

test('a server that only responds with errors counts as unreachable', async () => {
  const product = await startProduct(SETTINGS);
  const { job } = await pausedJob(product);
  const failing = createServer((_, response) => response.writeHead(503).end());
  failing.listen(Number(new URL(product.sandbox.url).port), '127.0.0.1');
  onTestFinished(() => void failing.close());
  await once(failing, 'listening');
  for (const minutes of [0, 1, 10]) await probeAfter(product, minutes * MINUTE_MS);
  expect(await stateOf(product, job)).toEqual(['paused', 'unreachable']);
});

test('if a person lowers the maximum time between probes, the next probe is made earlier', async () => {
  const product = await startProduct(SETTINGS);
  await product.runtime.settings.save({ reconnect_minutes: 60 });
  const { job, restart } = await pausedJob(product);
  for (const seconds of [0, 5, 10, 20, 40, 80, 160, 320, 640, 1280]) await probeAfter(product, seconds * 1000);
  await restart();
  await product.runtime.settings.save({ reconnect_minutes: 1 });
  for (const minutes of [0, 1]) await probeAfter(product, minutes * MINUTE_MS);
  expect(await stateOf(product, job)).toEqual(['queued', undefined]);
});

test('one refused connection after failures of another kind does not pause the job', async () => {
  const product = await startProduct(SETTINGS);
  const port = Number(new URL(product.sandbox.url).port);
  product.sandbox.setScript([
    { match: { call: 1 }, do: { status: 500 } },
    { match: { call: 2 }, do: { status: 429, headers: { 'retry-after': '120' } } },
  ]);
  let unreachableCalls = 0;
  const job = await product.run(await product.export(validLines(5)), {
    ledger: (ledger) => ({
      async log(...line) {
        await ledger.log(...line);
        const [, code] = line;
        if (code === 'batch_busy') await product.sandbox.close();
        if (code !== 'batch_unreachable') return;
        unreachableCalls += 1;
        const sandbox = await startSandbox({ port });
        onTestFinished(() => sandbox.close());
      },
    }),
  });
  expect(unreachableCalls).toBe(1);
  expect(job).toMatchObject({ state: 'success', records: { accepted: 5 } });
});
