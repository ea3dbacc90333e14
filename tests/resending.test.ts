import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import type { Job, Resendable } from '../lib/core/job/job.ts';
import { stopJob } from '../lib/operations/jobs/control-job.ts';
import { rerunJob } from '../lib/operations/jobs/rerun-job.ts';
import { resendRecords } from '../lib/operations/jobs/resend-records.ts';
import { viewJob } from '../lib/operations/jobs/view-job.ts';
import { createQueryJob } from '../lib/operations/queries/create-query-job.ts';
import { runPlannedTimes } from '../lib/operations/queries/run-saved-query.ts';
import { saveQuery } from '../lib/operations/queries/save-query.ts';
import { importTable } from '../lib/operations/workbench/import-table.ts';
import { controlOf } from '../lib/runtime/execute.ts';
import { importOptions } from '../lib/runtime/queries/workbench.ts';
import { rejectedCsv } from '../lib/runtime/reading/files.ts';
import {
  ACCOUNT,
  interruptedAfterBatch,
  openForTest,
  startProduct,
  type TestProduct,
  validLines,
} from './kit/product.ts';

/** Records that were not accepted are resent by a new job. */

const resend = ({ runtime }: TestProduct, { id }: Job, ...statuses: Resendable[]) =>
  resendRecords(runtime, { id, statuses });

async function receivedIds({ sandbox }: TestProduct): Promise<string[]> {
  return (await sandbox.events()).map(({ event }) => String(event['event_id']));
}

/** Twelve records, two per call: e3 is rejected, the tenth is invalid. */
async function runWithRejects(product: TestProduct): Promise<Job> {
  product.sandbox.setScript([{ match: { eventId: 'e3', times: 1 }, do: { failEventIds: ['e3'] } }]);
  const lines = validLines(12);
  lines[10] = 'nonsense,web,0,e10,';
  return product.run(await product.export(lines, { test_event: true }));
}

test('resends only rejected records, with their event ids and the same settings', async () => {
  const product = await startProduct({ PINTD_MAX_EVENTS_PER_CALL: '2' });
  const parent = await runWithRejects(product);
  expect(parent.records).toMatchObject({ rejected: 1, invalid: 1 });
  const before = await receivedIds(product);
  const child = await product.run(await resend(product, parent, 'rejected'));
  expect(child).toMatchObject({ parentId: parent.id, testEvent: true, account: parent.account, state: 'success' });
  expect(child.records).toEqual({ read: 1, accepted: 1, rejected: 0, invalid: 0, not_sent: 0, uncertain: 0 });
  expect((await receivedIds(product)).sort()).toEqual([...before, 'e3'].sort());
  const other = await resend(product, parent, 'rejected', 'invalid');
  expect((await product.runtime.jobs.children(parent.id)).map(({ id }) => id)).toEqual([child.id, other.id]);
});

test.each([
  [47, 1, false],
  [49, 168, true],
])(
  'after %i hours, with a duplicate window of %i hours, Pinterest no longer recognizes repeats: %s',
  async (hours, window, isPast) => {
    const product = await startProduct();
    await product.runtime.settings.save({ duplicate_window_hours: window });
    const job = await product.run(await product.export(validLines(1)));
    await product.runtime.clock.sleep(hours * 3_600_000, new AbortController().signal);
    expect(await viewJob(product.runtime, job.id)).toMatchObject({ isPastWindow: isPast });
  },
);

test('does not resend records that another job will still resend', async () => {
  const product = await startProduct({ PINTD_MAX_EVENTS_PER_CALL: '2' });
  const parent = await runWithRejects(product);
  await resend(product, parent, 'rejected');
  await expect(resend(product, parent, 'rejected')).rejects.toMatchObject({ code: 'resend_under_way' });
  const waiting = (await product.runtime.jobs.children(parent.id)).map(({ id }) => id);
  expect(waiting).toHaveLength(1);
  const resentJob = await resend(product, parent, 'rejected', 'invalid');
  expect(await product.runtime.jobs.selection(resentJob.id)).toEqual([[10, 10]]);
  await stopJob(controlOf(product.runtime), waiting[0] ?? 0, 'kill');
  expect(await product.run(await resend(product, parent, 'rejected'))).toMatchObject({ records: { accepted: 1 } });
});

test('of two processes that resend the same records at the same time, only one succeeds', async () => {
  const product = await startProduct({ PINTD_MAX_EVENTS_PER_CALL: '2' });
  const { runtime } = product;
  const parent = await runWithRejects(product);
  const other = await openForTest(runtime.env);
  onTestFinished(() => other.close());
  const request = { id: parent.id, statuses: ['rejected'] } as const;
  const authentications = {
    // Called once the records have been selected.
    get: async (id: number) => {
      await resendRecords(other, request);
      return runtime.authentications.get(id);
    },
  };
  await expect(resendRecords({ ...runtime, authentications }, request)).rejects.toMatchObject({
    code: 'resend_under_way',
  });
  expect(await runtime.jobs.children(parent.id)).toHaveLength(1);
});

test('a resend of unsent records of a killed job sends exactly the records that the job did not send', async () => {
  const product = await startProduct({ PINTD_MAX_EVENTS_PER_CALL: '2', PINTD_CALLS_IN_FLIGHT: '1' });
  const { runtime } = product;
  const lines = validLines(12);
  lines[2] = 'nonsense,web,0,e2,';
  const job = await product.export(lines);
  await product.run(job, interruptedAfterBatch());
  const stopped = await stopJob(controlOf(runtime), job.id, 'kill');
  const before = await receivedIds(product);
  expect(stopped.state).toBe('killed');
  expect(before.length).toBeLessThan(11);

  const csv = await text(await rejectedCsv(runtime, job.id, { statuses: ['not_sent'] }));
  expect(csv.trim().split('\n')).toHaveLength(1 + 11 - before.length);
  const all = await text(
    await rejectedCsv(runtime, job.id, { statuses: ['accepted', 'rejected', 'invalid', 'uncertain', 'not_sent'] }),
  );
  expect(all.trim().split('\n')).toHaveLength(13);

  const resentJob = await product.run(await resend(product, stopped, 'not_sent'));
  expect(resentJob.records).toMatchObject({ read: 11 - before.length, accepted: 11 - before.length });
  expect(new Set(await receivedIds(product)).size).toBe(11);
  await expect(resend(product, resentJob, 'not_sent')).rejects.toMatchObject({ code: 'nothing_to_resend' });
});

test('a resend of rejected records does not hide records that the job did not read', async () => {
  const product = await startProduct({ PINTD_MAX_EVENTS_PER_CALL: '2' });
  product.sandbox.setScript([{ match: { eventId: 'e1', times: 1 }, do: { failEventIds: ['e1'] } }]);
  const lines = validLines(6);
  lines[4] = 'nonsense,web,0,e4,';
  const stopped = await product.run(await product.export(lines, { skip_invalid_record: false }));
  expect(stopped).toMatchObject({ state: 'error', records: { read: 4, accepted: 2, rejected: 1, invalid: 1 } });
  expect(await product.run(await resend(product, stopped, 'rejected'))).toMatchObject({ records: { accepted: 1 } });
  const hasUnreadRecords = async () => (await viewJob(product.runtime, stopped.id)).story?.hasUnreadRecords;
  expect(await hasUnreadRecords()).toBe(true);
  const resentJob = await product.run(await resend(product, stopped, 'not_sent'));
  expect(resentJob.records).toMatchObject({ read: 2, accepted: 2 });
  expect(await hasUnreadRecords()).toBe(false);
  await expect(resend(product, stopped, 'not_sent')).rejects.toMatchObject({ code: 'nothing_to_resend' });
});

test('refuses to resend records that the job may still send, or that do not exist', async () => {
  const product = await startProduct({ PINTD_MAX_EVENTS_PER_CALL: '2' });
  const job = await product.export(validLines(4));
  await expect(resend(product, job, 'rejected')).rejects.toMatchObject({ code: 'resend_not_ended' });
  product.sandbox.setScript([{ match: {}, do: { status: 404 } }]);
  const failed = await product.run(job);
  expect(failed).toMatchObject({ state: 'error', error: { code: 'refused' } });
  await expect(resend(product, failed, 'not_sent')).rejects.toMatchObject({ code: 'resend_resumable' });
  await expect(resend(product, failed, 'uncertain')).rejects.toMatchObject({ code: 'resend_undecided' });
  await expect(resend(product, failed, 'invalid')).rejects.toMatchObject({ code: 'nothing_to_resend' });
});

test('unsent records do not include those whose events were accepted in another job', async () => {
  const product = await startProduct();
  await product.run(await product.export(validLines(3)));
  const second = await product.run(await product.export(validLines(5)));
  expect(second.records).toMatchObject({ accepted: 2, not_sent: 3 });
  await expect(resend(product, second, 'not_sent')).rejects.toMatchObject({ code: 'nothing_to_resend' });
});

test('re-runs a job with the same file', async () => {
  const product = await startProduct();
  const first = await product.run(await product.export(validLines(3), { test_event: true }));
  const again = await product.run(await rerunJob(product.runtime, first.id));
  expect(again).toMatchObject({ uploadId: first.uploadId, parentId: null, testEvent: true });
  expect(again.records).toEqual(first.records);
});

test('re-runs a query for the same planned time, and sends its new result', async () => {
  const product = await startProduct();
  const { runtime } = product;
  await runtime.workbench.createDatabase('shop');
  const fillTable = (count: number) => {
    const csv = Readable.from([Buffer.from(`${validLines(count).join('\n')}\n`)]);
    return importTable(csv, { database: 'shop', table: 'events', fileName: 'e.csv' }, importOptions(runtime));
  };
  await fillTable(2);
  const target = { authentication: 1, parameters: { ad_account_id: ACCOUNT } };
  const sql = 'SELECT * FROM events WHERE TD_SCHEDULED_TIME() = 1790000000';
  const query = { name: 'Hourly', database: 'shop', sql, export: target, priority: 1, retryLimit: 2 };
  const saved = await saveQuery(runtime, query);
  const [run] = await runPlannedTimes(runtime, saved.id, { from: 1_790_000_000_000, count: 1 });
  const first = await product.run((await runtime.jobs.find(run?.job ?? 0)) as Job);
  expect(first.records).toMatchObject({ read: 2, accepted: 2 });

  await fillTable(3);
  const again = await rerunJob(runtime, first.id);
  expect(again).toMatchObject({ type: 'query', state: 'queued', uploadId: null, query: first.query });
  const done = await product.run(again);
  expect(done).toMatchObject({ account: ACCOUNT, parentId: null, records: { read: 3, not_sent: 2, accepted: 1 } });
  const runs = await runtime.plannedRuns.list({ kind: 'query', id: saved.id }, { limit: 9 });
  expect(runs.map(({ jobId, plannedAt }) => [jobId, plannedAt])).toEqual([
    [again.id, 1_790_000_000_000],
    [first.id, 1_790_000_000_000],
  ]);

  await runtime.workbench.deleteDatabase('shop');
  await expect(rerunJob(runtime, first.id)).rejects.toMatchObject({ code: 'database_unknown' });
});

test('re-runs a failed query without export', async () => {
  const product = await startProduct();
  const { runtime } = product;
  await runtime.workbench.createDatabase('shop');
  const query = { database: 'shop', sql: 'SELECT nothing', domainKey: 'once' };
  const failed = await product.run(await createQueryJob(query, runtime));
  expect(failed).toMatchObject({ state: 'error', uploadId: null });
  expect(await viewJob(runtime, failed.id)).toMatchObject({ uploadId: null, authentication: null });
  const again = await rerunJob(runtime, failed.id);
  expect(again.id).not.toBe(failed.id);
  expect(again.query).toEqual({ ...failed.query, domainKey: null });
});
