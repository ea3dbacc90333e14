import { expect, test } from 'vitest';
import { startApi } from '../lib/api/api.test-kit.ts';
import { startFixing } from '../lib/commands/console/jobs.ts';
import { perform } from '../lib/commands/perform.ts';
import { connectorOf } from '../lib/connectors/registry.ts';
import type { Job } from '../lib/core/job/job.ts';
import { numbersOf } from '../lib/core/record/selection.ts';
import type { ReviewEdit, ReviewFilter } from '../lib/core/review/review-view.ts';
import { createExport } from '../lib/operations/exports/create-export.ts';
import { stopJob } from '../lib/operations/jobs/control-job.ts';
import { deleteJobUpload } from '../lib/operations/jobs/delete-upload.ts';
import { resendRecords } from '../lib/operations/jobs/resend-records.ts';
import { viewJob } from '../lib/operations/jobs/view-job.ts';
import { beginReview } from '../lib/operations/review/begin-review.ts';
import { editReview } from '../lib/operations/review/edit-review.ts';
import { resendFixed } from '../lib/operations/review/fixing/resend-fixed.ts';
import { listReview } from '../lib/operations/review/list-review.ts';
import { runNextReview } from '../lib/operations/review/run-review.ts';
import { showRows } from '../lib/operations/review/show-rows.ts';
import { viewReview } from '../lib/operations/review/view-review.ts';
import { controlOf } from '../lib/runtime/execute.ts';
import { reviewOptions } from '../lib/runtime/operation-options.ts';
import { ACCOUNT, startProduct, type TestProduct } from './kit/product.ts';
import { runReviews } from './kit/run-reviews.ts';

/** Rejected and invalid records of a job are fixed and resent. */

const NOW = Math.floor(Date.now() / 1000);
const FIELDS = 'event_name,action_source,event_time,event_id,em,country';

/**
 * e2 and e3 are rejected. The times of e4 and e5 are in milliseconds, and the address of e6 is malformed. e1 and e7 are
 * accepted.
 */
const FILE = [
  FIELDS,
  `checkout,web,${NOW - 60},e1,a1@mail.example,JP`,
  `checkout,web,${NOW - 60},e2,a2@mail.example,JP`,
  `checkout,web,${NOW - 60},e3,a3@mail.example,JP`,
  `checkout,web,${NOW - 60}000,e4,a4@mail.example,JP`,
  `checkout,web,${NOW - 60}000,e5,a5@mail.example,JP`,
  `checkout,web,${NOW - 60},e6,no address,JP`,
  `checkout,web,${NOW - 60},e7,a7@mail.example,JP`,
];

const REPAIR_TIMES: ReviewEdit = { kind: 'repair', column: 'event_time', repair: 'to_seconds' };
const FIX_ADDRESS: ReviewEdit = { kind: 'cell', record: 2, column: 'em', value: 'b2@mail.example' };

const operator = { kind: 'person', id: 'test', role: 'operator' } as const;

function beginFixing({ runtime }: TestProduct, job: number): Promise<void> {
  return perform(startFixing, { job }, operator, runtime);
}

class Fixing {
  readonly product: TestProduct;
  readonly job: Job;
  readonly upload: number;
  readonly #options;

  constructor(product: TestProduct, job: Job) {
    this.product = product;
    this.job = job;
    this.upload = job.uploadId ?? 0;
    this.#options = reviewOptions(product.runtime, connectorOf(job.connector));
  }

  /** An ended job with a completed review of its file. */
  static async of(given?: TestProduct): Promise<Fixing> {
    const product = given ?? (await startProduct());
    product.sandbox.setScript([{ match: { times: 1 }, do: { failEventIds: ['e2', 'e3'], message: 'No such thing.' } }]);
    const job = await product.run(await product.export(FILE));
    const fixing = new Fixing(product, job);
    await fixing.begin();
    return fixing;
  }

  async begin(): Promise<void> {
    await beginFixing(this.product, this.job.id);
    await this.runReview();
  }

  async runReview(): Promise<void> {
    await runReviews(this.product.runtime);
  }

  view(job = this.job.id) {
    return viewReview(this.upload, this.#options, job);
  }

  async countsByState(job = this.job.id) {
    return (await this.view(job)).job?.records;
  }

  async list(filter: Partial<ReviewFilter>): Promise<number[]> {
    const { ranges } = await listReview(this.upload, { show: 'invalid', job: this.job.id, ...filter }, this.#options);
    return numbersOf(ranges);
  }

  rows(...records: number[]) {
    return showRows(this.upload, { records, showPersonal: true, job: this.job.id }, this.#options);
  }

  async edit(...edits: readonly ReviewEdit[]): Promise<void> {
    for (const edit of edits) {
      const { fixesBytes } = await viewReview(this.upload, this.#options);
      await editReview(this.upload, { edit, fixesBytes }, this.#options);
    }
  }

  resend(seenFixesBytes?: number, id = this.job.id): Promise<Job> {
    return resendFixed(this.product.runtime, { id, seenFixesBytes });
  }

  /** Sends ready records; returns the job and the sorted IDs of its events. */
  async send(): Promise<{ job: Job; ids: string[] }> {
    const before = (await this.product.sandbox.events()).length;
    const job = await this.product.run(await this.resend());
    const events = await this.product.sandbox.events(); // newest first
    const sent = events.slice(0, events.length - before);
    return { job, ids: sent.map(({ event }) => String(event['event_id'])).sort() };
  }
}

test('resends only fixed records, with their event ids, as a new job', async () => {
  const fixing = await Fixing.of();
  expect(fixing.job.records).toMatchObject({ read: 7, accepted: 2, rejected: 2, invalid: 3 });
  expect(await fixing.countsByState()).toEqual({ ready: 0, invalid: 3, unchanged: 2, resent: 0, left_out: 0 });
  await fixing.edit(REPAIR_TIMES, FIX_ADDRESS);
  expect(await fixing.countsByState()).toEqual({ ready: 3, invalid: 1, unchanged: 1, resent: 0, left_out: 0 });

  const { job, ids } = await fixing.send();
  expect(ids).toEqual(['e2', 'e4', 'e5']);
  expect(job).toMatchObject({ state: 'success', parentId: fixing.job.id, account: fixing.job.account });
  expect(job.records).toEqual({ read: 3, accepted: 3, rejected: 0, invalid: 0, not_sent: 0, uncertain: 0 });
  expect(await fixing.countsByState()).toEqual({ ready: 0, invalid: 1, unchanged: 1, resent: 3, left_out: 0 });
  expect(await viewJob(fixing.product.runtime, job.id)).toMatchObject({ isFixed: true, children: [] });
  expect(await viewJob(fixing.product.runtime, fixing.job.id)).toMatchObject({
    isFixed: false,
    children: [{ id: job.id, isFixed: true }],
  });
});

test('does not resend a record twice, unless it is changed again', async () => {
  const fixing = await Fixing.of();
  await fixing.edit(REPAIR_TIMES, FIX_ADDRESS);
  await fixing.resend(); // queued
  await expect(fixing.resend()).rejects.toMatchObject({ code: 'nothing_fixed' });
  await fixing.edit({ ...FIX_ADDRESS, value: 'c2@mail.example' });
  expect(await fixing.countsByState()).toMatchObject({ ready: 1, resent: 2 });
  expect((await fixing.send()).ids).toEqual(['e2']);
  // Undo restores the value of the first resend, which is queued. The job and the last resend had other values.
  await fixing.edit({ kind: 'undo' });
  expect(await fixing.countsByState()).toMatchObject({ ready: 0, resent: 3 });
  // Undo restores the value of the job. The record was accepted meanwhile, and is not offered again.
  await fixing.edit({ kind: 'undo' });
  expect(await fixing.countsByState()).toMatchObject({ ready: 0, unchanged: 1, resent: 3 });
});

test('two concurrent API requests create one job', async () => {
  const api = await startApi();
  const fixing = await Fixing.of(api);
  await fixing.edit(REPAIR_TIMES);
  const resendByApi = () => api.request('POST', `/api/v1/jobs/${fixing.job.id}/resend-fixed`);
  const [one, other] = (await Promise.all([resendByApi(), resendByApi()])).sort((a, b) => a.status - b.status);
  expect(one).toMatchObject({ status: 201, json: { type: 'export', status: 'queued' } });
  expect(other).toMatchObject({ json: { code: 'nothing_fixed' } });
  expect(await api.runtime.jobs.children(fixing.job.id)).toHaveLength(1);
});

test('a record that was resent unchanged can still be fixed', async () => {
  const fixing = await Fixing.of();
  const { product, job } = fixing;
  product.sandbox.setScript([{ match: { times: 1 }, do: { failEventIds: ['e2'] } }]);
  const resent = await product.run(await resendRecords(product.runtime, { id: job.id, statuses: ['rejected'] }));
  expect(resent.records).toMatchObject({ accepted: 1, rejected: 1 });
  expect((await viewJob(product.runtime, resent.id)).isFixed).toBe(false);
  // A record that is rejected again is open again, in the first job too.
  expect(await fixing.countsByState()).toMatchObject({ unchanged: 1, resent: 1 });
  await fixing.edit(FIX_ADDRESS);
  expect(await fixing.countsByState()).toMatchObject({ ready: 1, resent: 1 });
  expect(await fixing.countsByState(resent.id)).toEqual({ ready: 1, invalid: 0, unchanged: 0, resent: 0, left_out: 0 });
});

test('a record that was rejected in one resend and accepted in another is not resent from the first', async () => {
  const fixing = await Fixing.of();
  const { product, job } = fixing;
  product.sandbox.setScript([{ match: { times: 1 }, do: { failEventIds: ['e2'] } }]);
  const resent = await product.run(await resendRecords(product.runtime, { id: job.id, statuses: ['rejected'] }));
  await fixing.edit(FIX_ADDRESS);
  const waiting = await fixing.resend();
  expect(await fixing.countsByState(resent.id)).toMatchObject({ ready: 0, resent: 1 });
  expect((await product.run(waiting)).records).toMatchObject({ accepted: 1 });
  expect(await fixing.countsByState(resent.id)).toMatchObject({ ready: 0, resent: 1 });
  await expect(fixing.resend(undefined, resent.id)).rejects.toMatchObject({ code: 'nothing_fixed' });
});

test('a record that was rejected in one resend and is uncertain in another is not resent from the first', async () => {
  const fixing = await Fixing.of();
  const { product, job } = fixing;
  product.sandbox.setScript([{ match: { times: 1 }, do: { failEventIds: ['e2'] } }]);
  const resent = await product.run(await resendRecords(product.runtime, { id: job.id, statuses: ['rejected'] }));
  await fixing.edit(FIX_ADDRESS);
  product.sandbox.setScript([{ match: { times: 1 }, do: { status: 204 } }]);
  expect((await product.run(await fixing.resend())).records).toMatchObject({ read: 1, uncertain: 1 });
  expect(await fixing.countsByState(resent.id)).toMatchObject({ ready: 0, resent: 1 });
  await expect(fixing.resend(undefined, resent.id)).rejects.toMatchObject({ code: 'nothing_fixed' });
});

test('records that a killed resend did not send are still ready', async () => {
  const fixing = await Fixing.of();
  await fixing.edit(REPAIR_TIMES);
  const waiting = await fixing.resend();
  await stopJob(controlOf(fixing.product.runtime), waiting.id, 'kill');
  expect(await fixing.countsByState()).toMatchObject({ ready: 2, resent: 0 });
});

const EXPECTED_RECORDS: readonly (readonly [Partial<ReviewFilter>, readonly number[]])[] = [
  [{}, [3, 6]],
  [{ show: 'all' }, [2, 3, 4, 5, 6]],
  [{ show: 'ready' }, [2, 4, 5]],
  [{ show: 'fixed' }, [2, 4, 5]],
  [{ show: 'resent' }, []],
  [{ show: 'left_out' }, []],
  [{ code: 'rejected' }, [3]],
  [{ column: '' }, [3]],
  [{ code: 'em_malformed', column: 'em' }, [6]],
  [{ show: 'all', column: 'event_time' }, []],
  [{ show: 'warned' }, []],
];

test('a filter finds only records that were not accepted in the job', async () => {
  const fixing = await Fixing.of();
  await fixing.edit(REPAIR_TIMES, FIX_ADDRESS);
  // A record that was accepted in the job is not listed, even if it is changed.
  await fixing.edit({ kind: 'cell', record: 7, column: 'em', value: 'no address' });
  for (const [filter, expected] of EXPECTED_RECORDS)
    expect(await fixing.list(filter), JSON.stringify(filter)).toEqual(expected);
});

test('a record shows its rejection until it is changed', async () => {
  const fixing = await Fixing.of();
  await fixing.edit(FIX_ADDRESS, { kind: 'cell', record: 1, column: 'em', value: 'no address' });
  const [fixed, rejected, invalid] = await fixing.rows(2, 3, 6);
  expect(fixed).toMatchObject({ fixState: 'ready', issues: [], fixed: ['em'] });
  expect(rejected).toMatchObject({ fixState: 'unchanged', issues: [{ code: 'rejected', column: null }] });
  expect(invalid).toMatchObject({ fixState: 'invalid', issues: [{ code: 'em_malformed' }] });
  const { issues, repairs } = await fixing.view();
  expect(issues.map(({ code, records }) => [code, records])).toEqual(
    expect.arrayContaining([
      ['rejected', 1],
      ['em_malformed', 1],
      ['event_time_not_seconds', 2],
    ]),
  );
  expect(repairs).toContainEqual(expect.objectContaining({ repair: 'to_seconds', records: 2 }));
});

test('records that are left out are not sent', async () => {
  const fixing = await Fixing.of();
  await fixing.edit(REPAIR_TIMES, { kind: 'leave_out', records: [4, 6] });
  expect(await fixing.countsByState()).toEqual({ ready: 1, invalid: 0, unchanged: 2, resent: 0, left_out: 2 });
  expect((await fixing.send()).ids).toEqual(['e5']);
});

test('fixes made before the job are part of it, and cannot be undone in its review', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const upload = await product.upload(FILE);
  const [authentication] = await runtime.authentications.list();
  const connector = connectorOf('pinterest_conversion');
  const options = reviewOptions(runtime, connector);
  await beginReview({ connector, upload }, runtime);
  await runNextReview(runtime, new AbortController().signal);
  await editReview(upload.id, { edit: REPAIR_TIMES, fixesBytes: 0 }, options);
  if (!authentication) throw new Error('no authentication');
  product.sandbox.setScript([{ match: { times: 1 }, do: { failEventIds: ['e2', 'e4'] } }]);
  const { fixesBytes } = await viewReview(upload.id, options);
  const parameters = { ad_account_id: ACCOUNT, skip_invalid_record: true };
  const planned = { connector, upload, authentication, parameters, fixesBytes };
  const fixing = new Fixing(product, await product.run(await createExport(planned, runtime)));
  expect(await fixing.view()).toMatchObject({ canUndo: false, job: { records: { ready: 0, unchanged: 2 } } });
  expect(await viewReview(upload.id, options)).toMatchObject({ canUndo: true });

  await fixing.edit(FIX_ADDRESS);
  expect(await fixing.view()).toMatchObject({ canUndo: true, job: { records: { ready: 1, unchanged: 1 } } });
  // In the review of the file, the earlier fix can be undone: then e4 differs from what was sent, and is invalid.
  await fixing.edit({ kind: 'undo' }, { kind: 'undo' });
  expect(await fixing.countsByState()).toEqual({ ready: 0, invalid: 2, unchanged: 1, resent: 0, left_out: 0 });
  await fixing.edit({ kind: 'cell', record: 4, column: 'event_time', value: String(NOW - 30) });
  expect(await fixing.countsByState()).toMatchObject({ ready: 1, invalid: 1 });
});

test('refuses to resend without fixes, with fixes other than those seen, or without a matching review', async () => {
  const fixing = await Fixing.of();
  const { product, upload, job } = fixing;
  await expect(fixing.resend()).rejects.toMatchObject({ code: 'nothing_fixed' });
  await fixing.edit(REPAIR_TIMES);
  const { fixesBytes } = await fixing.view();
  await fixing.edit(FIX_ADDRESS);
  await expect(fixing.resend(fixesBytes)).rejects.toMatchObject({ code: 'resend_changed' });

  await fixing.edit({ kind: 'find', column: 'country', how: 'whole', find: 'JP', to: 'NO' });
  await fixing.edit({ kind: 'repair', column: 'event_time', repair: 'time_zone', answer: 'Asia/Tokyo' });
  await expect(fixing.resend()).rejects.toMatchObject({ code: 'resend_not_ready' });
  await fixing.runReview();

  const connector = connectorOf(job.connector);
  const other = { mapping: { country: null }, constants: {} };
  await beginReview({ connector, upload: await product.runtime.uploads.get(upload), matching: other }, product.runtime);
  await fixing.runReview();
  await expect(fixing.resend()).rejects.toMatchObject({ code: 'review_other_matching' });
  await expect(fixing.view()).rejects.toMatchObject({ code: 'review_other_matching' });
  await fixing.begin();
  expect((await fixing.send()).ids).toEqual(['e2', 'e3', 'e4', 'e5']);
});

test('resends only the number of records that was confirmed', async () => {
  const fixing = await Fixing.of();
  const { runtime } = fixing.product;
  await fixing.edit(REPAIR_TIMES);
  const { fixesBytes } = await fixing.view();
  const resend = () => resendFixed(runtime, { id: fixing.job.id, seenFixesBytes: fixesBytes, count: 2 });
  await fixing.product.run(await resend());
  await expect(resend()).rejects.toMatchObject({ code: 'nothing_fixed' });
  await fixing.edit(FIX_ADDRESS);
  const seenFixesBytes = (await fixing.view()).fixesBytes;
  await expect(resendFixed(runtime, { id: fixing.job.id, seenFixesBytes, count: 2 })).rejects.toMatchObject({
    code: 'review_count_differs',
    params: { expected: 2, found: 1 },
  });
});

test('refuses a job that has not ended, has nothing to fix, or has no file', async () => {
  const product = await startProduct();
  const clean = await product.export(FILE.slice(0, 2));
  await expect(beginFixing(product, clean.id)).rejects.toMatchObject({ code: 'resend_not_ended' });
  await product.run(clean);
  await expect(beginFixing(product, clean.id)).rejects.toMatchObject({ code: 'nothing_to_fix' });
  await expect(resendFixed(product.runtime, { id: clean.id })).rejects.toMatchObject({
    code: 'nothing_fixed',
  });
  const fixing = await Fixing.of();
  await fixing.edit(REPAIR_TIMES);
  await deleteJobUpload(fixing.product.runtime, fixing.job.id);
  await expect(fixing.resend()).rejects.toMatchObject({ code: 'upload_deleted' });
  await expect(fixing.begin()).rejects.toMatchObject({ code: 'upload_deleted' });
});
