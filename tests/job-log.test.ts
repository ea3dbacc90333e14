import { expect, test } from 'vitest';
import type { Job } from '../lib/core/job/job.ts';
import { translate } from '../lib/messages/translate.ts';
import { decideUncertain } from '../lib/operations/jobs/decide-uncertain.ts';
import { decideOptions } from '../lib/runtime/operation-options.ts';
import { startProduct, type TestProduct, validLines } from './kit/product.ts';

const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: '2', PINTD_CALLS_IN_FLIGHT: '1' };
const CREATED = 'info Created for ADDRESS.';
const STARTED = 'info Started. Test Event is off, Skip invalid records is on. 5 columns matched, 0 ignored.';
const doneLine = (counts: string) => `info Done. ${counts} + 0 not sent + 0 uncertain.`;

/** A job's rendered log, without durations and the sandbox's URL. */
async function logOf({ runtime, sandbox }: TestProduct, { id }: Job): Promise<string[]> {
  return (await runtime.log.page(id, { limit: 100 }))
    .map(({ level, code, params }) => `${level} ${translate('log', code, params)}`.replace(/[\d,]+ ms/, 'N ms'))
    .map((line) => line.replace(sandbox.url, 'ADDRESS'));
}

test('logs each batch, the record counts and the end of a successful job', async () => {
  const product = await startProduct(SETTINGS);
  const lines = [...validLines(3), 'buy,web,1,e9,no-address'];
  expect(await logOf(product, await product.run(await product.export(lines)))).toEqual([
    CREATED,
    STARTED,
    'info Batch 1: 2 of 2 events accepted in N ms.',
    'info Batch 2: 1 of 1 event accepted in N ms.',
    doneLine('4 = 3 accepted + 0 rejected + 1 invalid'),
  ]);
});

test('counts columns of the file, not constants', async () => {
  const product = await startProduct(SETTINGS);
  const matching = { mapping: { note: null }, constants: { country: 'JP' } };
  const lines = validLines(1).map((line, index) => `${line},${index === 0 ? 'note' : 'x'}`);
  const [, started] = await logOf(product, await product.run(await product.export(lines, {}, { matching })));
  expect(started).toBe(STARTED.replace('0 ignored', '1 ignored'));
});

const E1_ONCE = { eventId: 'e1', times: 1 };

test.each([
  [
    '429',
    E1_ONCE,
    { status: 429 },
    ['warn Batch 1: rate-limited or temporarily unavailable (429); waiting N ms. None of it was accepted.'],
  ],
  [
    '500',
    E1_ONCE,
    { status: 500 },
    ['warn Batch 1: no usable response (500); retrying in N ms. It may have been accepted.'],
  ],
  [
    '400',
    { eventId: 'e1' },
    { status: 400 },
    ['warn Batch 1: refused as a whole. 2 test calls found 1 rejected event; the others are sent.'],
  ],
])('logs the effect of the response %s on the batch', async (_, match, fault, expected) => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([{ match, do: fault }]);
  const log = await logOf(product, await product.run(await product.export(validLines(2))));
  expect(log.slice(0, 3)).toEqual([CREATED, STARTED, ...expected]);
  expect(log.at(-1)).toContain('Done. 2 = ');
});

test.each([
  [401, 'the token was refused (401)'],
  [403, 'the token was refused for this ad account (403)'],
])('logs why a job pauses after the response %s', async (status, reason) => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([{ do: { status } }]);
  expect(await logOf(product, await product.run(await product.export(validLines(2))))).toEqual([
    CREATED,
    STARTED,
    `warn Batch 1: ${reason}. None of it was accepted.`,
    expect.stringContaining('Paused. 2 = '),
  ]);
});

test('logs rejected events as a warning', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([{ do: { failEventIds: ['e1'] } }]);
  expect(await logOf(product, await product.run(await product.export(validLines(2))))).toEqual([
    CREATED,
    STARTED,
    'warn Batch 1: 1 of 2 events rejected, 1 accepted.',
    doneLine('2 = 1 accepted + 1 rejected + 0 invalid'),
  ]);
});

test('logs uncertain events as an error, and the decision about them', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([{ match: { call: 1 }, do: { status: 204 } }]);
  const job = await product.run(await product.export(validLines(2)));
  await decideUncertain(decideOptions(product.runtime), { id: job.id, decision: 'resend' });
  await product.run((await product.runtime.jobs.find(job.id)) as Job);
  expect(await logOf(product, job)).toEqual([
    CREATED,
    STARTED,
    'error Batch 1: the response (204) contradicts itself. 2 events are uncertain and not resent.',
    'error Ended in error. 2 = 0 accepted + 0 rejected + 0 invalid + 0 not sent + 2 uncertain.',
    "info Batch 1: resent by a user's decision (2 events).",
    'info Resumed where it stopped. Test Event is off, Skip invalid records is on.',
    'info Batch 1: 2 of 2 events accepted in N ms.',
    doneLine('2 = 2 accepted + 0 rejected + 0 invalid'),
  ]);
});

test('a killed job logs its uncertain events', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([{ do: { status: 500 } }]);
  const job = await product.export(validLines(2));
  const killed = await product.run(job, {
    ledger: (ledger) => ({
      postpone: async (...args) => {
        await ledger.postpone(...args);
        await product.runtime.jobRequests.request(job.id, 'kill'); // noticed at the next renewal of the lease
      },
    }),
  });
  expect(killed).toMatchObject({ state: 'killed', records: { uncertain: 2 } });
  expect((await logOf(product, job))[2]).toContain('Batch 1: no usable response (500)');
  expect((await logOf(product, job)).slice(-2)).toEqual([
    'error Batch 1: 2 events are uncertain and not resent until you decide.',
    expect.stringContaining('Killed. 2 = '),
  ]);
  expect(await product.runtime.records.issueCounts(job.id)).toMatchObject([
    { code: 'killed_before_known', records: 2 },
  ]);
  expect(await product.runtime.records.batches(job.id)).toMatchObject([
    { state: 'uncertain', exchange: { status: 500, requestId: expect.any(String) } }, // for questions to the service
  ]);
});

test('a record with a warning is accepted with its batch', async () => {
  const product = await startProduct(SETTINGS);
  const [header = '', ...lines] = validLines(3);
  const job = await product.run(
    await product.export([`${header},ph`, `${lines[0]},0812345678`, ...lines.slice(1).map((line) => `${line},`)]),
  );
  expect(job).toMatchObject({ state: 'success', records: { accepted: 3 } });
  const noted = await product.runtime.records.page(job.id, {}, 0, 10);
  expect(noted.map(({ record, status }) => [record, status])).toEqual([[1, 'accepted']]);
});
