import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { systemClock } from '../lib/adapters/system/clock.ts';
import type { JobLedger } from '../lib/core/delivery/ledger.ts';
import { UserError } from '../lib/core/errors.ts';
import type { Job, RecordCounts } from '../lib/core/job/job.ts';
import { MachineError } from '../lib/core/machine-fault.ts';
import type { Limiter } from '../lib/operations/delivery/run.ts';
import { stopJob } from '../lib/operations/jobs/control-job.ts';
import { controlOf } from '../lib/runtime/execute.ts';
import { startProduct, type TestProduct, validLines } from './kit/product.ts';
import { IS_WHOLE } from './kit/whole.ts';

/** 25 valid records are sent in batches of 10. */
const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: '10' };
const ALL_ACCEPTED = { read: 25, accepted: 25, rejected: 0, invalid: 0, not_sent: 0, uncertain: 0 };
const ALL_EXCEPT_BATCH_2 = { ...ALL_ACCEPTED, accepted: 15 };

/** A fault of the receiving service, and what is expected of the job. */
interface Case {
  readonly fault: string;
  readonly do: Record<string, unknown>;
  readonly match?: Record<string, unknown>;
  readonly state?: string;
  readonly error?: string;
  readonly records?: Record<string, number>;
  readonly calls?: number;
  readonly resent?: number;
}

const E11_ONCE = { eventId: 'e11', times: 1 };

const CASES: readonly Case[] = [
  { fault: 'nothing', do: {}, calls: 3 },
  { fault: '429 with Retry-After', match: E11_ONCE, do: { status: 429, headers: { 'retry-after': '2' } }, calls: 4 },
  { fault: '429 without Retry-After', match: E11_ONCE, do: { status: 429 }, calls: 4 },
  { fault: 'endpoint ramped down', match: E11_ONCE, do: { status: 503, body: { code: 4197, message: '' } }, calls: 4 },
  { fault: 'another 503', match: E11_ONCE, do: { status: 503, body: { code: 1, message: '' } }, calls: 4, resent: 10 },
  { fault: '500', match: E11_ONCE, do: { status: 500 }, calls: 4, resent: 10 },
  { fault: '502 from a proxy', match: E11_ONCE, do: { status: 502, body: '<html></html>' }, calls: 4, resent: 10 },
  { fault: 'a reset before accepting', match: E11_ONCE, do: { resetBefore: true }, calls: 4, resent: 10 },
  { fault: 'a reset after accepting', match: E11_ONCE, do: { acceptThenReset: true }, calls: 4, resent: 10 },
  { fault: 'a truncated response', match: E11_ONCE, do: { cutAfterBytes: 20 }, calls: 4, resent: 10 },
  {
    fault: 'one event failed within 200',
    do: { status: 200, failEventIds: ['e11'], message: 'No good.' },
    records: { ...ALL_ACCEPTED, accepted: 24, rejected: 1 },
    calls: 3,
  },
  {
    fault: 'one event failed with 422',
    do: { failEventIds: ['e11'], message: 'No good.' },
    records: { ...ALL_ACCEPTED, accepted: 24, rejected: 1 },
  },
  {
    fault: 'one event that makes the call malformed',
    match: { eventId: 'e13' },
    do: { status: 400 },
    records: { ...ALL_ACCEPTED, accepted: 24, rejected: 1 },
  },
  { fault: '400 without a malformed event', match: { eventId: 'e11', times: 1 }, do: { status: 400 }, calls: 6 },
  {
    fault: '400 for a call whose events all pass a test call',
    match: { eventId: 'e13', test: false },
    do: { status: 400 },
    records: { ...ALL_EXCEPT_BATCH_2, rejected: 10 },
    calls: 11,
  },
  {
    fault: '422 without details',
    match: { eventId: 'e11' },
    do: { status: 422, details: false },
    state: 'error',
    error: 'uncertain',
    records: { ...ALL_EXCEPT_BATCH_2, uncertain: 10 },
    calls: 3,
  },
  ...[{ truncateJson: true }, { extraResults: 1 }, { status: 204 }].map((contradiction) => ({
    fault: `a complete but contradictory 2xx (${Object.keys(contradiction)})`,
    match: { eventId: 'e11' },
    do: contradiction,
    state: 'error',
    error: 'uncertain',
    records: { ...ALL_EXCEPT_BATCH_2, uncertain: 10 },
    calls: 3,
  })),
  { fault: '401', match: { eventId: 'e11' }, do: { status: 401 }, state: 'paused', error: 'unauthorized' },
  { fault: '403', match: { eventId: 'e11' }, do: { status: 403 }, state: 'paused', error: 'forbidden' },
  { fault: '404', match: { eventId: 'e11' }, do: { status: 404 }, state: 'error', error: 'refused' },
];

test.each(CASES.map((each) => ({ state: 'success', ...each })))(
  '$fault: $state',
  async ({ match = {}, do: fault, state, error, records, calls, resent = 0 }) => {
    const product = await startProduct(SETTINGS);
    product.sandbox.setScript([{ match, do: fault }]);
    const job = await product.run(await product.export(validLines(25)));
    expect(job.state).toBe(state);
    expect(job.error?.code).toBe(error);
    if (records || state === 'success') expect(job.records).toEqual(records ?? ALL_ACCEPTED);
    if (calls !== undefined) expect(job.calls).toBe(calls);
    expect(job.resentAfterUnknown).toBe(resent);
    expect(sumOf(job.records)).toBe(job.records.read);
  },
);

async function uniqueEvents({ sandbox }: TestProduct): Promise<number> {
  return (await sandbox.unique()).length;
}

function sumOf({ accepted, rejected, invalid, not_sent, uncertain }: RecordCounts): number {
  return accepted + rejected + invalid + not_sent + uncertain;
}

test.each(['unauthorized', 'forbidden', 'refused'])(
  'a job that stopped as %s can be resumed, and sends the rest once',
  async (code) => {
    const status = { unauthorized: 401, forbidden: 403, refused: 404 }[code];
    const product = await startProduct(SETTINGS);
    product.sandbox.setScript([{ match: { eventId: 'e11' }, do: { status } }]);
    const waiting = await product.run(await product.export(validLines(25)));
    expect(waiting.error?.code).toBe(code);
    product.sandbox.setScript([]);
    const done = await product.run(waiting);
    expect(done).toMatchObject({ state: 'success', error: null, records: ALL_ACCEPTED, resentAfterUnknown: 0 });
    expect(await uniqueEvents(product)).toBe(25);
  },
);

test('events accepted before a connection reset are sent again byte for byte, and count once', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([{ match: { call: [2], times: 1 }, do: { acceptThenReset: true } }]);
  await product.run(await product.export(validLines(25)));
  const bodies = (await product.sandbox.received()).map(({ body_sha256 }) => body_sha256);
  expect(bodies).toHaveLength(4);
  expect(new Set(bodies).size).toBe(3);
  expect(await uniqueEvents(product)).toBe(25);
});

test('an unreachable service pauses the job, and nothing counts as sent', async () => {
  const product = await startProduct({ ...SETTINGS, PINTEREST_API_BASE_URL: 'http://127.0.0.1:9' });
  const job = await product.run(await product.export(validLines(25)));
  expect(job).toMatchObject({ state: 'paused', error: { code: 'unreachable' }, resentAfterUnknown: 0 });
  expect(job.records.accepted).toBe(0);
});

test('without skip invalid, everything before the first invalid record is sent, and nothing after it is read', async () => {
  const lines = validLines(25);
  lines[15] = 'checkout,web,1700000000,e15,not-an-address';
  const product = await startProduct(SETTINGS);
  const job = await product.run(await product.export(lines, { skip_invalid_record: false }));
  expect(job).toMatchObject({ state: 'error', error: { code: 'invalid_record', params: { record: 15, line: 16 } } });
  expect(job.records).toEqual({ read: 15, accepted: 14, rejected: 0, invalid: 1, not_sent: 0, uncertain: 0 });
});

test('a disk that fills up between two commits pauses the job without crashing the process', async () => {
  const product = await startProduct({ ...SETTINGS, PINTD_CALLS_IN_FLIGHT: '1' });
  product.sandbox.setScript([{ match: { call: 2 }, do: { held: true } }]);
  let heartbeats = 0;
  const heartbeat = async (ledger: JobLedger) => {
    if (heartbeats++ === 0) return ledger.heartbeat();
    await expect.poll(async () => (await product.sandbox.received()).length).toBe(2);
    product.sandbox.setScript([]);
    return throwDiskFull();
  };
  const job = await product.run(await product.export(validLines(50)), {
    ledger: (ledger) => ({ heartbeat: () => heartbeat(ledger) }),
  });
  expect(job).toMatchObject({ state: 'paused', error: { code: 'disk_full' }, records: { accepted: 20 } });
  expect(sumOf(job.records)).toBe(job.records.read);
});

function throwDiskFull(): never {
  throw new MachineError('disk_full', new Error('database or disk is full'));
}

test('a job killed before it starts sends nothing', async () => {
  const product = await startProduct(SETTINGS);
  const job = await product.export(validLines(25));
  await product.runtime.jobRequests.request(job.id, 'kill');
  expect(await product.run(job)).toMatchObject({ state: 'killed', calls: 0, records: { read: 0 } });
  expect((await product.runtime.log.page(job.id, { limit: 9 })).map(({ code }) => code)).toEqual([
    'job_created',
    'job_killed',
  ]);
});

test('a job killed while it runs starts no further call, and calls in flight count', async () => {
  const product = await startProduct({ ...SETTINGS, PINTD_CALLS_IN_FLIGHT: '1' });
  product.sandbox.setScript([{ match: { call: 3 }, do: { held: true } }]);
  const job = await product.export(validLines(50));
  const running = product.run(job, { onRequest: () => product.sandbox.setScript([]) });
  await expect.poll(async () => (await product.sandbox.received()).length).toBe(3);
  const killed = await stopJob({ ...controlOf(product.runtime), clock: systemClock }, job.id, 'kill');
  await running;
  expect(killed).toMatchObject({ state: 'killed', calls: 3, records: { accepted: 30, uncertain: 0, rejected: 0 } });
  expect((await product.sandbox.received()).length).toBe(3);
});

test('an owner that slept beyond its lease between intent and call does not start the call', async () => {
  const product = await startProduct({ ...SETTINGS, PINTD_CALLS_IN_FLIGHT: '1' });
  const job = await product.export(validLines(25));
  const killed = await product.run(job, {
    ledger: (ledger) => ({
      recordIntent: async (...args) => {
        const batch = await ledger.recordIntent(...args);
        await product.runtime.clock.sleep(5000, new AbortController().signal);
        expect(await stopJob(controlOf(product.runtime), job.id, 'kill')).toMatchObject({ state: 'killed' });
        return batch;
      },
    }),
  });
  expect(await product.sandbox.received()).toEqual([]);
  expect(killed).toMatchObject({ state: 'killed', records: { read: 10, uncertain: 10 } });
});

test('while an intent is being committed, the next calls get permits and intents, but none begins', async () => {
  const product = await startProduct(SETTINGS);
  const lastIntent = Promise.withResolvers<void>();
  let permits = 0;
  const limiter: Limiter = {
    acquire: async () => {
      permits += 1;
      return { until: Number.POSITIVE_INFINITY };
    },
    slowDown: async () => {},
  };
  const callsBefore: number[] = [];
  const ledger = (actual: JobLedger): Partial<JobLedger> => ({
    recordIntent: async (...args) => {
      if (args[1]?.name === '3') lastIntent.resolve();
      await lastIntent.promise;
      callsBefore.push((await product.sandbox.received()).length);
      return actual.recordIntent(...args);
    },
  });
  const job = await product.run(await product.export(validLines(25)), { limiter, ledger });
  expect(callsBefore).toEqual([0, 0, 0]);
  expect(permits).toBe(3); // none is wasted
  expect(job).toMatchObject({ state: 'success', calls: 3, records: ALL_ACCEPTED });
});

test('no intent is committed after a failed intent, so that no record is skipped', async () => {
  const product = await startProduct(SETTINGS);
  const job = await product.export(validLines(25));
  const lastIntent = Promise.withResolvers<void>();
  const ledger = (actual: JobLedger): Partial<JobLedger> => ({
    recordIntent: async (...args) => {
      if (args[1]?.name === '2') {
        await lastIntent.promise;
        throw new MachineError('database_lost', new Error('Connection terminated'));
      }
      if (args[1]?.name === '3') {
        lastIntent.resolve();
        await nextTurn();
      }
      return actual.recordIntent(...args);
    },
  });
  expect(await product.run(job, { ledger })).toMatchObject({ state: 'queued', records: { read: 10 } });
  expect(await product.run(job)).toMatchObject({ state: 'success', resentAfterUnknown: 0, records: ALL_ACCEPTED });
  expect(await product.sandbox.received()).toHaveLength(3);
});

test('only one of two claims succeeds, and the fence refuses writes of a former owner', async () => {
  const { runtime, export: createJob } = await startProduct(SETTINGS);
  const job = await createJob(validLines(1));
  const first = await runtime.jobClaims.claim(job.id, 'first', ['queued']);
  expect(await runtime.jobClaims.claim(job.id, 'second', ['queued', 'running'])).toBeUndefined();
  await first?.finish('queued', null);
  expect(await runtime.jobClaims.claim(job.id, 'second', ['queued'])).toBeDefined();
  await expect(first?.log('info', 'late')).rejects.toThrow('another owner');
});

test('creates no job for a file without a required column', async () => {
  const { export: createJob, runtime } = await startProduct();
  await expect(createJob(['event_name,em', 'checkout,a@b.test'])).rejects.toMatchObject({
    code: 'columns_missing',
    params: { columns: 'action_source, event_time, event_id' },
  });
  expect(await runtime.jobs.list({ limit: 10 })).toEqual([]);
});

test('any bytes are either refused or become a job that accounts for every record', async () => {
  const product = await startProduct(SETTINGS);
  const [header = '', good = ''] = validLines(1);
  const piece = fc.oneof(
    fc.constantFrom('"', '\n', '\r\n', ',', '\t', '\0', '\uFEFF', good, `${good}\n`, '"a\nb"'),
    fc.string({ unit: 'binary' }),
  );
  const bytes = fc.oneof(
    fc.array(piece, { maxLength: 30 }).map((pieces) => Buffer.from(`${header}\n${pieces.join('')}`)),
    fc.uint8Array({ maxLength: 300 }).map((tail) => Buffer.concat([Buffer.from(`${header}\n`), tail])),
    fc.uint8Array({ maxLength: 300 }).map((all) => Buffer.from(all)),
  );
  const property = fc.asyncProperty(bytes, fc.boolean(), async (content, skip) => {
    const created = await product
      .exportBytes(content, { skip_invalid_record: skip }, { alreadyAccepted: 'send' })
      .catch((error: unknown) => error);
    if (created instanceof Error) {
      expect(created).toBeInstanceOf(UserError);
      return;
    }
    const job = await product.run(created as Job);
    expect(['success', 'error']).toContain(job.state);
    expect(sumOf(job.records)).toBe(job.records.read);
    expect(job.records).toMatchObject({ uncertain: 0, rejected: 0 });
    // Only blank rows are left out.
    const notSent = await product.runtime.records.page(job.id, { status: 'not_sent' }, 0, 1000);
    expect(notSent.length).toBe(job.records.not_sent);
    expect(notSent.filter(({ issues }) => issues[0]?.code !== 'row_blank')).toEqual([]);
  });
  // Each case is an entire export, and tests how the file is read, which does not depend on the database.
  const runs = inject('postgresqlUrl') === undefined || IS_WHOLE ? 60 : 15;
  await fc.assert(property, { numRuns: runs });
});

test('events accepted in an earlier job are left out, or sent again on request', async () => {
  const product = await startProduct(SETTINGS);
  const first = await product.run(await product.export(validLines(25)));
  const again = await product.run(await product.export(validLines(30)));
  expect(again.records).toEqual({ ...ALL_ACCEPTED, read: 30, accepted: 5, not_sent: 25 });
  const [noted] = await product.runtime.records.page(again.id, { code: 'already_accepted' }, 0, 1);
  expect(noted).toMatchObject({ record: 1, status: 'not_sent', issues: [{ params: { job: first.id } }] });
  const repeated = await product.run(await product.export(validLines(25), {}, { alreadyAccepted: 'send' }));
  expect(repeated.records).toEqual(ALL_ACCEPTED);
});

test('test events do not count as already accepted', async () => {
  const product = await startProduct(SETTINGS);
  await product.run(await product.export(validLines(25), { test_event: true }));
  expect((await product.run(await product.export(validLines(25)))).records).toEqual(ALL_ACCEPTED);
});

test('lists jobs that succeeded with rejected or invalid records', async () => {
  const product = await startProduct();
  const { jobs } = product.runtime;
  const send = async (lines: readonly string[]) =>
    (await product.run(await product.export(lines, {}, { alreadyAccepted: 'send' }))).id;
  await send(validLines(2));
  const invalid = await send([...validLines(2), 'nonsense,web,0,e9,']);
  product.sandbox.setScript([{ do: { failEventIds: ['e1'] } }]);
  const rejected = await send(validLines(2));
  const listed = async (page: object) =>
    (await jobs.list({ limit: 9, state: 'success_with_rejects', ...page })).map(({ id }) => id);
  expect(await listed({})).toEqual([rejected, invalid]);
  expect(await listed({ before: rejected })).toEqual([invalid]);
  expect(await listed({ after: invalid })).toEqual([rejected]);
  expect(await listed({ authentication: 99 })).toEqual([]);
  expect(await jobs.countWithRejects()).toBe(2);
});
