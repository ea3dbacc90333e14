import { expect, test } from 'vitest';
import { startApi } from '../lib/api/api.test-kit.ts';
import { connectorOf } from '../lib/connectors/registry.ts';
import type { Job } from '../lib/core/job/job.ts';
import { numbersOf } from '../lib/core/record/selection.ts';
import type { ReviewEdit, ReviewFilter } from '../lib/core/review/review-view.ts';
import { createExport } from '../lib/operations/exports/create-export.ts';
import { stopJob } from '../lib/operations/jobs/control-job.ts';
import { deleteJobUpload } from '../lib/operations/jobs/forget-upload.ts';
import { resendRecords } from '../lib/operations/jobs/resend-records.ts';
import { viewJob } from '../lib/operations/jobs/view-job.ts';
import { beginReview } from '../lib/operations/review/begin-review.ts';
import { editReview } from '../lib/operations/review/edit-review.ts';
import { beginFixing } from '../lib/operations/review/fixing/begin-fixing.ts';
import { resendFixed } from '../lib/operations/review/fixing/resend-fixed.ts';
import { listReview } from '../lib/operations/review/list-review.ts';
import { runNextReview } from '../lib/operations/review/look-through.ts';
import { showRows } from '../lib/operations/review/show-rows.ts';
import { viewReview } from '../lib/operations/review/view-review.ts';
import { controlOf } from '../lib/runtime/execute.ts';
import {
  beginFixingOptions,
  createExportOptions,
  resendFixedOptions,
  resendOptions,
  reviewOptions,
} from '../lib/runtime/operation-options.ts';
import { startProduct, type TestProduct } from './kit/product.ts';

/** What a job left, rejected or invalid, is repaired beside the file and goes out again. */

const NOW = Math.floor(Date.now() / 1000);
const FIELDS = 'event_name,action_source,event_time,event_id,em,country';

/** e2 and e3 are refused, e4 and e5 have milliseconds, e6 has no address; e1 and e7 are accepted. */
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

const SECONDS: ReviewEdit = { kind: 'repair', column: 'event_time', repair: 'to_seconds' };
const ADDRESS: ReviewEdit = { kind: 'cell', record: 2, column: 'em', value: 'b2@mail.example' };

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

  /** A job that has ended, its file looked through as the job read it. */
  static async of(given?: TestProduct): Promise<Fixing> {
    const product = given ?? (await startProduct());
    product.sandbox.setScript([{ match: { times: 1 }, do: { failEventIds: ['e2', 'e3'], message: 'No such thing.' } }]);
    const job = await product.run(await product.export(FILE));
    const fixing = new Fixing(product, job);
    await fixing.begin();
    return fixing;
  }

  async begin(): Promise<void> {
    await beginFixing(beginFixingOptions(this.product.runtime), this.job.id);
    await this.lookThrough();
  }

  async lookThrough(): Promise<void> {
    while (await runNextReview(this.product.runtime, new AbortController().signal));
  }

  view(job = this.job.id) {
    return viewReview(this.upload, this.#options, job);
  }

  async states(job = this.job.id) {
    return (await this.view(job)).job?.records;
  }

  async list(filter: Partial<ReviewFilter>): Promise<number[]> {
    const { ranges } = await listReview(this.upload, { show: 'invalid', job: this.job.id, ...filter }, this.#options);
    return numbersOf(ranges);
  }

  rows(...records: number[]) {
    return showRows(this.upload, { records, personal: true, job: this.job.id }, this.#options);
  }

  async edit(...edits: readonly ReviewEdit[]): Promise<void> {
    for (const edit of edits) {
      const { fixesBytes } = await viewReview(this.upload, this.#options);
      await editReview(this.upload, { edit, fixesBytes }, this.#options);
    }
  }

  resend(seen?: number, id = this.job.id): Promise<Job> {
    return resendFixed(resendFixedOptions(this.product.runtime), { id, seen });
  }

  /** Sends what is ready, and gives the job with the ids of the events that it sent. */
  async send(): Promise<{ job: Job; ids: string[] }> {
    const before = (await this.product.sandbox.events()).length;
    const job = await this.product.run(await this.resend());
    const events = await this.product.sandbox.events(); // the newest first
    const sent = events.slice(0, events.length - before);
    return { job, ids: sent.map(({ event }) => String(event['event_id'])).sort() };
  }
}

test('what was repaired goes out again alone, with its event ids, as a job of its own; the rest does not', async () => {
  const fixing = await Fixing.of();
  expect(fixing.job.records).toMatchObject({ read: 7, accepted: 2, rejected: 2, invalid: 3 });
  expect(await fixing.states()).toEqual({ ready: 0, invalid: 3, unchanged: 2, resent: 0, left_out: 0 });
  await fixing.edit(SECONDS, ADDRESS);
  expect(await fixing.states()).toEqual({ ready: 3, invalid: 1, unchanged: 1, resent: 0, left_out: 0 });

  const { job, ids } = await fixing.send();
  expect(ids).toEqual(['e2', 'e4', 'e5']);
  expect(job).toMatchObject({ state: 'success', parentId: fixing.job.id, account: fixing.job.account });
  expect(job.records).toEqual({ read: 3, accepted: 3, rejected: 0, invalid: 0, not_sent: 0, uncertain: 0 });
  expect(await fixing.states()).toEqual({ ready: 0, invalid: 1, unchanged: 1, resent: 3, left_out: 0 });
  expect(viewJob(fixing.product.runtime, job.id)).toMatchObject({ isFixed: true, children: [] });
  expect(viewJob(fixing.product.runtime, fixing.job.id)).toMatchObject({
    isFixed: false,
    children: [{ id: job.id, isFixed: true }],
  });
});

test('what has gone out once does not go out again, until it is changed again', async () => {
  const fixing = await Fixing.of();
  await fixing.edit(SECONDS, ADDRESS);
  await fixing.resend(); // waits, and will send them
  await expect(fixing.resend()).rejects.toMatchObject({ code: 'nothing_fixed' });
  await fixing.edit({ ...ADDRESS, value: 'c2@mail.example' });
  expect(await fixing.states()).toMatchObject({ ready: 1, resent: 2 });
  expect((await fixing.send()).ids).toEqual(['e2']);
  // Back to what the first of them sends: other than the job, and other than what went out last.
  await fixing.edit({ kind: 'undo' });
  expect(await fixing.states()).toMatchObject({ ready: 0, resent: 3 });
  // Back to what the job itself sent: nobody has sent that again.
  await fixing.edit({ kind: 'undo' });
  expect(await fixing.states()).toMatchObject({ ready: 0, unchanged: 2, resent: 2 });
});

test('by the API, two who ask at once make one job', async () => {
  const api = await startApi();
  const fixing = await Fixing.of(api);
  await fixing.edit(SECONDS);
  const ask = () => api.request('POST', `/api/v1/jobs/${fixing.job.id}/resend-fixed`);
  const [one, other] = (await Promise.all([ask(), ask()])).sort((a, b) => a.status - b.status);
  expect(one).toMatchObject({ status: 201, json: { type: 'export', status: 'queued' } });
  expect(other).toMatchObject({ json: { code: 'nothing_fixed' } });
  expect(api.runtime.jobs.children(fixing.job.id)).toHaveLength(1);
});

test('a record that is retried as it was is sent again, and can still be repaired', async () => {
  const fixing = await Fixing.of();
  const { product, job } = fixing;
  product.sandbox.setScript([{ match: { times: 1 }, do: { failEventIds: ['e2'] } }]);
  const retry = await product.run(
    await resendRecords(resendOptions(product.runtime), { id: job.id, statuses: ['rejected'] }),
  );
  expect(retry.records).toMatchObject({ accepted: 1, rejected: 1 });
  expect(viewJob(product.runtime, retry.id).isFixed).toBe(false);
  expect(await fixing.states()).toMatchObject({ unchanged: 0, resent: 2 });
  await fixing.edit(ADDRESS);
  expect(await fixing.states(retry.id)).toEqual({ ready: 1, invalid: 0, unchanged: 0, resent: 0, left_out: 0 });
});

test('what a killed job did not send is not sent again, and still ready', async () => {
  const fixing = await Fixing.of();
  await fixing.edit(SECONDS);
  const waiting = await fixing.resend();
  await stopJob(controlOf(fixing.product.runtime), waiting.id, 'kill');
  expect(await fixing.states()).toMatchObject({ ready: 2, resent: 0 });
});

const LISTS: readonly (readonly [Partial<ReviewFilter>, readonly number[]])[] = [
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

test('a filter finds records of the job alone', async () => {
  const fixing = await Fixing.of();
  await fixing.edit(SECONDS, ADDRESS);
  // What the job got accepted is none of its matter, whatever becomes of it.
  await fixing.edit({ kind: 'cell', record: 7, column: 'em', value: 'no address' });
  for (const [filter, expected] of LISTS) expect(await fixing.list(filter), JSON.stringify(filter)).toEqual(expected);
});

test('a record says what was said of it as long as it is as it was', async () => {
  const fixing = await Fixing.of();
  await fixing.edit(ADDRESS, { kind: 'cell', record: 1, column: 'em', value: 'no address' });
  const [fixed, refused, invalid] = await fixing.rows(2, 3, 6);
  expect(fixed).toMatchObject({ fixState: 'ready', issues: [], fixed: ['em'] });
  expect(refused).toMatchObject({ fixState: 'unchanged', issues: [{ code: 'rejected', column: null }] });
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
  await fixing.edit(SECONDS, { kind: 'leave_out', records: [4, 6] });
  expect(await fixing.states()).toEqual({ ready: 1, invalid: 0, unchanged: 2, resent: 0, left_out: 2 });
  expect((await fixing.send()).ids).toEqual(['e5']);
});

test('what was repaired before the job is part of it: it is neither ready nor taken back with its records', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const upload = await product.upload(FILE);
  const [authentication] = runtime.authentications.list();
  const connector = connectorOf('pinterest_conversion');
  const options = reviewOptions(runtime, connector);
  beginReview({ connector, upload }, runtime);
  await runNextReview(runtime, new AbortController().signal);
  await editReview(upload.id, { edit: SECONDS, fixesBytes: 0 }, options);
  if (!authentication) throw new Error('nothing to send with');
  product.sandbox.setScript([{ match: { times: 1 }, do: { failEventIds: ['e2', 'e4'] } }]);
  const { fixesBytes } = await viewReview(upload.id, options);
  const parameters = { ad_account_id: '549764609761', skip_invalid_record: true };
  const planned = { connector, upload, authentication, parameters, fixesBytes };
  const fixing = new Fixing(product, await product.run(createExport(planned, createExportOptions(runtime))));
  expect(await fixing.view()).toMatchObject({ canUndo: false, job: { records: { ready: 0, unchanged: 2 } } });
  expect(await viewReview(upload.id, options)).toMatchObject({ canUndo: true });

  await fixing.edit(ADDRESS);
  expect(await fixing.view()).toMatchObject({ canUndo: true, job: { records: { ready: 1, unchanged: 1 } } });
  // On the file's own page even the earlier repair can be taken back: e4 is other than it was sent, and invalid.
  await fixing.edit({ kind: 'undo' }, { kind: 'undo' });
  expect(await fixing.states()).toEqual({ ready: 0, invalid: 2, unchanged: 1, resent: 0, left_out: 0 });
  await fixing.edit({ kind: 'cell', record: 4, column: 'event_time', value: String(NOW - 30) });
  expect(await fixing.states()).toMatchObject({ ready: 1, invalid: 1 });
});

test('nothing is sent where it is not clear what', async () => {
  const fixing = await Fixing.of();
  const { product, upload, job } = fixing;
  await expect(fixing.resend()).rejects.toMatchObject({ code: 'nothing_fixed' });
  await fixing.edit(SECONDS);
  const { fixesBytes } = await fixing.view();
  await fixing.edit(ADDRESS);
  await expect(fixing.resend(fixesBytes)).rejects.toMatchObject({ code: 'resend_changed' });

  await fixing.edit({ kind: 'replace', column: 'country', from: 'JP', to: 'NO' });
  await expect(fixing.resend()).rejects.toMatchObject({ code: 'resend_not_ready' });
  await fixing.lookThrough();

  const connector = connectorOf(job.connector);
  const other = { mapping: { country: null }, constants: {} };
  beginReview({ connector, upload: product.runtime.uploads.get(upload), matching: other }, product.runtime);
  await fixing.lookThrough();
  await expect(fixing.resend()).rejects.toMatchObject({ code: 'review_other_matching' });
  await expect(fixing.view()).rejects.toMatchObject({ code: 'review_other_matching' });
  await fixing.begin();
  expect((await fixing.send()).ids).toEqual(['e2', 'e3', 'e4', 'e5']);
});

test('a job that has not ended, that left nothing, or whose file is gone is refused', async () => {
  const product = await startProduct();
  const options = beginFixingOptions(product.runtime);
  const clean = await product.export(FILE.slice(0, 2));
  await expect(beginFixing(options, clean.id)).rejects.toMatchObject({ code: 'resend_not_ended' });
  await product.run(clean);
  await expect(beginFixing(options, clean.id)).rejects.toMatchObject({ code: 'nothing_to_fix' });
  await expect(resendFixed(resendFixedOptions(product.runtime), { id: clean.id })).rejects.toMatchObject({
    code: 'nothing_fixed',
  });
  const fixing = await Fixing.of();
  await fixing.edit(SECONDS);
  await deleteJobUpload(fixing.product.runtime, fixing.job.id);
  await expect(fixing.resend()).rejects.toMatchObject({ code: 'upload_deleted' });
  await expect(fixing.begin()).rejects.toMatchObject({ code: 'upload_deleted' });
});
