import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256 } from '../lib/adapters/delivery/sha256.ts';
import { REPEATS, uploadOf } from '../lib/core/job/job.ts';
import { viewJob } from '../lib/operations/jobs/view-job.ts';
import { notSentOf } from '../lib/operations/records/not-sent.ts';
import { interruptedAfterBatch, startProduct } from './kit/product.ts';

/** Events of one file with the same event_name and event_id: all of them, the first or the last is sent. */

const HEADER = 'event_name,action_source,event_time,event_id,em';
const TIME = Math.floor(Date.now() / 1000) - 60;
const THREE_PER_CALL = { PINTD_MAX_EVENTS_PER_CALL: '3' };

interface Line {
  readonly eventId: number;
  readonly isValid: boolean;
}

function csvOf(lines: readonly Line[]): string[] {
  const records = lines.map(
    ({ eventId, isValid }, index) =>
      `${isValid ? 'checkout' : 'no event'},web,${TIME},e${eventId},u${index + 1}@mail.example`,
  );
  return [HEADER, ...records];
}

/** The numbers of the records that are sent: of valid records with the same event ID only one, unless all are kept. */
function sentRecordsOf(lines: readonly Line[], repeats: (typeof REPEATS)[number]): number[] {
  const valid = lines.flatMap(({ eventId, isValid }, index) => (isValid ? [{ eventId, record: index + 1 }] : []));
  if (repeats === 'keep') return valid.map(({ record }) => record);
  const kept = new Map<number, number>();
  for (const { eventId, record } of valid) if (repeats === 'last' || !kept.has(eventId)) kept.set(eventId, record);
  return [...kept.values()].sort((a, b) => a - b);
}

const line = fc.record({ eventId: fc.integer({ min: 1, max: 8 }), isValid: fc.boolean() });

test('the chosen record of each event is sent, even by an execution that continues another', async () => {
  const product = await startProduct(THREE_PER_CALL);
  const { records } = product.runtime;
  const property = fc.asyncProperty(
    fc.array(line, { minLength: 1, maxLength: 30 }),
    fc.constantFrom(...REPEATS),
    fc.integer({ min: 0, max: 6 }),
    async (lines, repeats, intents) => {
      const queued = await product.export(csvOf(lines), { test_event: true }, { repeats });
      const interrupt = new AbortController();
      let intentsLeft = intents;
      await product.run(queued, {
        signal: interrupt.signal,
        ledger: (ledger) => ({
          recordIntent: (...args) => {
            intentsLeft -= 1;
            if (intentsLeft === 0) interrupt.abort();
            return ledger.recordIntent(...args);
          },
        }),
      });
      const job = await product.run(queued);
      const sent = sentRecordsOf(lines, repeats);
      const invalid = lines.filter(({ isValid }) => !isValid).length;
      const leftOutCount = lines.length - invalid - sent.length;
      expect(job).toMatchObject({ state: 'success', leftOutRepeats: leftOutCount });
      expect(job.records).toMatchObject({ accepted: sent.length, invalid, not_sent: leftOutCount, read: lines.length });
      const noted = await records.page(job.id, { code: 'repeated_event' }, 0, 100);
      const leftOut = lines.flatMap(({ isValid }, index) => (isValid && !sent.includes(index + 1) ? [index + 1] : []));
      expect(noted.map(({ record }) => record)).toEqual(leftOut);
      for (const { record, issues } of noted) {
        const sentRecord = Number(issues[0]?.params?.['record']);
        expect(sent).toContain(sentRecord);
        expect(lines[sentRecord - 1]?.eventId).toBe(lines[record - 1]?.eventId);
      }
    },
  );
  await fc.assert(property, { numRuns: 40 });
});

test.each([
  ['keep', [1, 2, 3, 4]],
  ['first', [1, 2]],
  ['last', [2, 4]],
] as const)('with the choice %s, the records %j are sent', async (repeats, records) => {
  const product = await startProduct(THREE_PER_CALL);
  const lines = csvOf([1, 2, 1, 1].map((eventId) => ({ eventId, isValid: true })));
  const job = await product.run(await product.export(lines, {}, { repeats }));
  const hashes = (await product.sandbox.events()).map(({ event }) => emOf(event));
  const expected = records.map((record) => sha256(Buffer.from(`u${record}@mail.example`)));
  expect(hashes.toSorted()).toEqual(expected.toSorted());
  expect(await notSentOf(product.runtime, job, await product.runtime.uploads.get(uploadOf(job)))).toEqual([]);
});

test('repeats that were left out are not among the reasons for open records, even while the job is paused', async () => {
  const product = await startProduct({ ...THREE_PER_CALL, PINTD_CALLS_IN_FLIGHT: '1' });
  const ids = [1, 2, 1, 3, 4, 5];
  const lines = csvOf(ids.map((eventId) => ({ eventId, isValid: eventId !== 2 })));
  const queued = await product.export(lines, {}, { repeats: 'first' });
  const job = await product.run(queued, interruptedAfterBatch());
  expect(job).toMatchObject({ state: 'paused', records: { invalid: 1, not_sent: 1 } });
  const { story } = await viewJob(product.runtime, job.id);
  expect(story?.reasons).toMatchObject([{ result: 'invalid', records: 1 }]);
});

/** The only hash of an event. */
function emOf(event: unknown): string {
  return /[0-9a-f]{64}/.exec(JSON.stringify(event))?.[0] ?? '';
}
