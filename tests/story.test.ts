import { text } from 'node:stream/consumers';
import { expect, inject, test } from 'vitest';
import { downloadRecords, viewCells, viewRecord, viewRecords } from '../lib/commands/console/job-records.ts';
import { startFixing } from '../lib/commands/console/jobs.ts';
import { perform } from '../lib/commands/perform.ts';
import { getRejectedCsv } from '../lib/commands/rows/job-parts.ts';
import { connectorOf } from '../lib/connectors/registry.ts';
import { type Job, OUTCOMES, type Resendable, uploadOf } from '../lib/core/job/job.ts';
import type { ReviewEdit } from '../lib/core/review/review-view.ts';
import { stopJob } from '../lib/operations/jobs/control-job.ts';
import { deleteJobUpload } from '../lib/operations/jobs/delete-upload.ts';
import { rerunJob } from '../lib/operations/jobs/rerun-job.ts';
import { resendRecords } from '../lib/operations/jobs/resend-records.ts';
import { StorySums } from '../lib/operations/jobs/story/story-sums.ts';
import { viewHome } from '../lib/operations/jobs/view-home.ts';
import { viewJob } from '../lib/operations/jobs/view-job.ts';
import { recordHistory } from '../lib/operations/records/record-history.ts';
import { editReview } from '../lib/operations/review/edit-review.ts';
import { resendFixed } from '../lib/operations/review/fixing/resend-fixed.ts';
import { viewReview } from '../lib/operations/review/view-review.ts';
import { controlOf } from '../lib/runtime/execute.ts';
import { reviewOptions } from '../lib/runtime/operation-options.ts';
import { interruptedAfterBatch, startProduct, type TestProduct, validLines } from './kit/product.ts';
import { runReviews } from './kit/run-reviews.ts';
import { IS_WHOLE } from './kit/whole.ts';

/** An export is one story: its first job, and all jobs that sent records of it again, with one sum. */

const TIME = Math.floor(Date.now() / 1000) - 60;

/** e1 to e8: e2 and e3 will be rejected, e6 and e7 are invalid. */
const FILE = [
  'event_name,action_source,event_time,event_id,em',
  ...[1, 2, 3, 4, 5, 6, 7, 8].map(
    (n) => `checkout,web,${TIME},e${n},${n === 6 || n === 7 ? 'no-address' : `u${n}@mail.example`}`,
  ),
];

const operator = { kind: 'person', id: 'test', role: 'operator' } as const;

class Story {
  readonly product: TestProduct;
  readonly firstJob: Job;

  constructor(product: TestProduct, firstJob: Job) {
    this.product = product;
    this.firstJob = firstJob;
  }

  static async of(product: TestProduct): Promise<Story> {
    product.sandbox.setScript([{ match: { times: 1 }, do: { failEventIds: ['e2', 'e3'], message: 'No such thing.' } }]);
    return new Story(product, await product.run(await product.export(FILE)));
  }

  async sum(job: Pick<Job, 'id'> = this.firstJob) {
    const { story } = await viewJob(this.product.runtime, job.id);
    if (!story) throw new Error('no story');
    const { read } = story.records;
    expect(OUTCOMES.reduce((sum, outcome) => sum + story.records[outcome], 0)).toBe(read);
    return story;
  }

  async review(): Promise<void> {
    await perform(startFixing, { job: this.firstJob.id }, operator, this.product.runtime);
    await runReviews(this.product.runtime);
  }

  async edit(...edits: readonly ReviewEdit[]): Promise<void> {
    const upload = this.firstJob.uploadId ?? 0;
    const options = reviewOptions(this.product.runtime, connectorOf(this.firstJob.connector));
    for (const edit of edits) {
      const { fixesBytes } = await viewReview(upload, options);
      await editReview(upload, { edit, fixesBytes }, options);
    }
  }

  fixOf(record: number): ReviewEdit {
    return { kind: 'cell', record, column: 'em', value: `fixed${record}@mail.example` };
  }

  async resendFixed(): Promise<Job> {
    return this.product.run(await resendFixed(this.product.runtime, { id: this.firstJob.id }));
  }

  async resend(from: Pick<Job, 'id'>, ...statuses: Resendable[]): Promise<Job> {
    return this.product.run(await resendRecords(this.product.runtime, { id: from.id, statuses }));
  }

  records(job: Pick<Job, 'id'>, status: 'open' | 'rejected' | 'invalid' = 'open', after = 0) {
    return perform(viewRecords, { job: job.id, status, after }, operator, this.product.runtime);
  }

  async history(record: number) {
    const found = await perform(viewRecord, { job: this.firstJob.id, record }, operator, this.product.runtime);
    return found.history.map(({ job, outcome, isFixed }) => [job, outcome, isFixed]);
  }
}

test('sending, fixing and repeated resending have one sum, the same on each job', async () => {
  const product = await startProduct();
  const story = await Story.of(product);
  const { firstJob: first } = story;
  expect(await story.sum()).toMatchObject({ first: first.id, jobs: 1, open: 4, records: first.records });

  await story.review();
  await story.edit(story.fixOf(2), story.fixOf(6));
  product.sandbox.setScript([{ match: { times: 1 }, do: { failEventIds: ['e6'], message: 'Invalid em parameter.' } }]);
  const second = await story.resendFixed();
  expect(second.records).toMatchObject({ read: 2, accepted: 1, rejected: 1 });
  const after = await story.sum();
  expect(after.records).toEqual({ read: 8, accepted: 5, rejected: 2, invalid: 1, not_sent: 0, uncertain: 0 });
  expect(after).toEqual(await story.sum(second));
  expect(after.steps).toMatchObject([
    { id: first.id, accepted: 4, open: 4, isFixed: false },
    { id: second.id, accepted: 1, open: 3, isFixed: true },
  ]);

  // e3 was rejected by the first job and e6 by the second: each is resent from its own job.
  const third = await story.resend(second, 'rejected');
  expect(third.records).toMatchObject({ read: 1, accepted: 1 });
  const fourth = await story.resend(first, 'rejected');
  expect(fourth.records).toMatchObject({ read: 1, accepted: 1 });
  expect(await story.sum(third)).toMatchObject({ open: 1, jobs: 4, records: { accepted: 7, invalid: 1, rejected: 0 } });
  await expect(story.resend(first, 'rejected')).rejects.toMatchObject({ code: 'nothing_to_resend' });

  expect(await story.history(6)).toEqual([
    [first.id, 'invalid', false],
    [second.id, 'rejected', true],
    [third.id, 'accepted', false],
  ]);
  expect((await story.records(first)).records.map(({ record }) => record)).toEqual([7]);
  expect(await viewHome(product.runtime)).toMatchObject({
    jobs: [{ id: fourth.id, story: { first: first.id, open: 1 } }],
    waiting: [{ kind: 'open', job: first.id, rejected: 0, invalid: 1 }],
  });
});

test('while fixes are temporarily unreadable, there is no sum; fixes of a deleted file do not count', async () => {
  const story = await Story.of(await startProduct());
  await story.review();
  await story.edit({ kind: 'leave_out', records: [3, 6] });
  const { files } = story.product.runtime;
  const { fixes } = files;
  const failWith = (code: string) => {
    files.fixes = () => Promise.reject(Object.assign(new Error(code), { code }));
  };
  failWith('EMFILE');
  await expect(story.sum()).rejects.toMatchObject({ cause: { code: 'EMFILE' } });
  expect((await viewHome(story.product.runtime)).jobs).toMatchObject([{ id: story.firstJob.id, story: null }]);
  files.fixes = fixes;
  expect(await story.sum()).toMatchObject({ open: 2 });
  failWith('ENOENT');
  Object.assign(story.product.runtime, { storySums: new StorySums() });
  expect(await story.sum()).toMatchObject({ open: 4 });
});

// The 34 jobs take long on PostgreSQL, which executes the same statements.
test.skipIf(inject('postgresqlUrl') !== undefined && !IS_WHOLE)(
  'home lists an open export, even behind more resends of another export than home reads at once',
  async () => {
    const product = await startProduct();
    const open = await Story.of(product);
    const settled = await Story.of(product);
    await settled.review();
    await settled.edit(...[2, 3, 6, 7].map((record) => settled.fixOf(record)));
    const rejectAgain = () => product.sandbox.setScript([{ match: { times: 1 }, do: { failEventIds: ['e7'] } }]);
    rejectAgain();
    let last = await settled.resendFixed();
    for (let resends = 0; resends < 32; resends += 1) {
      if (resends < 31) rejectAgain();
      last = await settled.resend(last, 'rejected');
    }
    expect(await settled.sum()).toMatchObject({ open: 0, jobs: 34 });
    const { jobs, waiting } = await viewHome(product.runtime);
    expect(waiting).toMatchObject([{ kind: 'open', job: open.firstJob.id }]);
    expect(jobs.map(({ story }) => story?.first)).toEqual([settled.firstJob.id, open.firstJob.id]);
  },
);

test('the records of an export are listed with their newest outcome, on the page of each of its jobs', async () => {
  const product = await startProduct();
  const story = await Story.of(product);
  await story.review();
  await story.edit(story.fixOf(6), story.fixOf(7));
  product.sandbox.setScript([{ match: { times: 1 }, do: { failEventIds: ['e7'] } }]);
  const second = await story.resendFixed();
  for (const job of [story.firstJob, second]) {
    const { records, range, facets } = await story.records(job);
    expect(records.map(({ record, status }) => [record, status])).toEqual([
      [2, 'rejected'],
      [3, 'rejected'],
      [7, 'rejected'],
    ]);
    expect(range).toMatchObject({ total: 3, first: 1, last: 3 });
    expect(facets?.counts).toMatchObject({ open: 3, rejected: 3, invalid: 0 });
    expect(facets?.issues).toContainEqual({ severity: 'error', code: 'rejected', column: '', records: 2 });
  }
  expect((await story.records(second, 'invalid')).records).toEqual([]);
  expect((await story.records(second, 'open', 3)).range).toMatchObject({ first: 3, last: 3, previousAfter: 0 });
  const input = { job: second.id, statuses: [], bom: false, spreadsheetSafe: false, locale: 'en' } as const;
  const { csv } = await perform(downloadRecords, input, operator, product.runtime);
  const [, ...rows] = (await text(csv)).trim().split('\n');
  expect(rows.map((row) => row.split(',')[3])).toEqual(['e2', 'e3', 'e7']);
});

test('the file of open records contains all fixes, before the first resend and after a resend from an older job', async () => {
  const product = await startProduct();
  const story = await Story.of(product);
  const { firstJob: first } = story;
  const openRows = async () => {
    const input = { job: first.id, statuses: [], bom: false, spreadsheetSafe: false, locale: 'en' } as const;
    const csv = await text((await perform(downloadRecords, input, operator, product.runtime)).csv);
    expect(
      await text(await perform(getRejectedCsv, { job: first.id, status: 'open' }, operator, product.runtime)),
    ).toBe(csv);
    const [, ...rows] = csv.trim().split('\n');
    return rows.map((row) => row.split(',').slice(3, 5));
  };
  await story.review();
  await story.edit(story.fixOf(2), story.fixOf(6));
  expect(await openRows()).toEqual([
    ['e2', 'fixed2@mail.example'],
    ['e3', 'u3@mail.example'],
    ['e6', 'fixed6@mail.example'],
    ['e7', 'no-address'],
  ]);
  product.sandbox.setScript([{ match: { times: 1 }, do: { failEventIds: ['e2', 'e6'], message: 'No such thing.' } }]);
  expect((await story.resendFixed()).records).toMatchObject({ read: 2, rejected: 2 });
  product.sandbox.setScript([{ match: { times: 1 }, do: { failEventIds: ['e3'], message: 'No such thing.' } }]);
  expect((await story.resend(first, 'rejected')).records).toMatchObject({ read: 1, rejected: 1 });
  await story.edit(story.fixOf(7)); // not sent yet

  expect(await openRows()).toEqual([
    ['e2', 'fixed2@mail.example'],
    ['e3', 'u3@mail.example'],
    ['e6', 'fixed6@mail.example'],
    ['e7', 'fixed7@mail.example'],
  ]);
});

test('a rejection is shown with its message, its meaning and its job', async () => {
  const product = await startProduct({ PINTD_MAX_EVENTS_PER_CALL: '2' });
  const past = 'Invalid event_timestamp parameter. Given timestamp is in the past. Current timestamp: 17, Given: 1';
  product.sandbox.setScript([
    { match: { eventId: 'e1', times: 1 }, do: { failEventIds: ['e1', 'e2'], message: past } },
    { match: { eventId: 'e3', times: 1 }, do: { failEventIds: ['e3'], message: 'Nothing we know 4711' } },
  ]);
  const job = await product.run(await product.export([...validLines(4), 'nonsense,web,1,e5,no-address']));
  const { story } = await viewJob(product.runtime, job.id);
  const rejected = story?.reasons.filter(({ result }) => result === 'rejected');
  expect(rejected).toMatchObject([
    { records: 2, job: job.id, endedAt: job.endedAt, rejection: { reason: 'too_old', field: 'event_time' } },
    { records: 1, rejection: { reason: 'unknown', field: null, message: 'Nothing we know 4711' } },
  ]);
  expect(story?.reasons.filter(({ result }) => result === 'invalid').map(({ code }) => code)).not.toEqual([]);
});

test('records that a person leaves out are no longer open, and the sum stays complete', async () => {
  const product = await startProduct();
  const story = await Story.of(product);
  await story.review();
  await story.edit({ kind: 'leave_out', records: [3, 6] }, story.fixOf(2));
  expect(await story.sum()).toMatchObject({
    open: 2,
    leftOut: 2,
    records: { read: 8, rejected: 1, invalid: 1, not_sent: 2 },
  });
  await story.resendFixed();
  expect(await story.sum()).toMatchObject({ open: 1, leftOut: 2, records: { accepted: 5, invalid: 1, not_sent: 2 } });
  await story.edit({ kind: 'undo' }, { kind: 'undo' });
  // The resend froze its fixes, so an undo does not change what it has sent.
  expect(await story.sum()).toMatchObject({ records: { read: 8, accepted: 5 } });
  await deleteJobUpload(product.runtime, story.firstJob.id);
  expect(await story.sum()).toMatchObject({ records: { read: 8, accepted: 5 } });
});

test('records that a killed job did not read become part of the sum once they are resent', async () => {
  const product = await startProduct({ PINTD_MAX_EVENTS_PER_CALL: '2', PINTD_CALLS_IN_FLIGHT: '1' });
  const lines = validLines(12);
  lines[2] = 'nonsense,web,0,e2,';
  const job = await product.export(lines);
  await product.run(job, interruptedAfterBatch());
  const killed = await stopJob(controlOf(product.runtime), job.id, 'kill');
  const story = new Story(product, killed);
  expect((await story.sum()).records).toEqual(killed.records);
  const waiting = await resendRecords(product.runtime, { id: killed.id, statuses: ['not_sent'] });
  expect((await story.sum()).records).toEqual(killed.records);
  await product.run(waiting);
  const sum = { read: 12, accepted: 11, rejected: 0, invalid: 1, not_sent: 0, uncertain: 0 };
  expect((await story.sum()).records).toEqual(sum);
  expect(await story.sum()).toMatchObject({ open: 1 });
  await expect(story.resend(killed, 'not_sent')).rejects.toMatchObject({ code: 'nothing_to_resend' });
});

test('uncertain records are open, with a reason of their own', async () => {
  const product = await startProduct({ PINTD_MAX_EVENTS_PER_CALL: '2' });
  product.sandbox.setScript([{ match: { eventId: 'e3' }, do: { status: 204 } }]);
  const ended = await product.run(await product.export(validLines(6)));
  expect(ended.records).toMatchObject({ accepted: 4, uncertain: 2 });
  const story = new Story(product, ended);
  expect(await story.sum()).toMatchObject({ open: 2, reasons: [{ result: 'uncertain', records: 2 }] });
});

test('uncertain records of a resend whose file was deleted by hand are uncertain in the sum', async () => {
  const product = await startProduct();
  const { files, jobRequests, uploads } = product.runtime;
  product.sandbox.setScript([{ match: { times: 1 }, do: { failEventIds: ['e2', 'e3'] } }]);
  const first = await product.run(await product.export(validLines(6)));
  const story = new Story(product, first);
  const resent = await resendRecords(product.runtime, { id: first.id, statuses: ['rejected'] });
  product.sandbox.setScript([{ match: {}, do: { status: 500 } }]);
  const { folder } = await uploads.get(uploadOf(first));
  const killed = await product.run(resent, {
    ledger: (ledger) => ({
      postpone: async (...args) => {
        await ledger.postpone(...args);
        await files.delete(folder);
        await jobRequests.request(resent.id, 'kill');
      },
    }),
  });
  const sum = { read: 6, accepted: 4, rejected: 0, invalid: 0, not_sent: 0, uncertain: 2 };
  expect(await story.sum()).toMatchObject({ open: 2, records: sum });
  const file = { jobs: [killed], upload: await uploads.get(uploadOf(first)) };
  expect(await recordHistory(product.runtime, file, 2)).toMatchObject([{ outcome: 'uncertain' }]);
});

test('a resend settles records that it leaves out because another export sent the same events', async () => {
  const product = await startProduct();
  product.sandbox.setScript([{ match: { times: 1 }, do: { failEventIds: ['e2', 'e3'] } }]);
  const first = await product.run(await product.export(validLines(4)));
  await product.run(await product.export(validLines(2)));
  const story = new Story(product, first);
  const resent = await story.resend(first, 'rejected');
  expect(resent.records).toMatchObject({ read: 2, accepted: 1, not_sent: 1 });
  expect(await story.sum()).toMatchObject({ open: 0, records: { read: 4, accepted: 3, not_sent: 1 } });
});

test('records that a job leaves out are not open', async () => {
  const product = await startProduct();
  await product.run(await product.export(validLines(2)));
  const second = await product.run(await product.export(validLines(3)));
  expect(second.records).toMatchObject({ accepted: 1, not_sent: 2 });
  const story = new Story(product, second);
  expect(await story.sum()).toMatchObject({ open: 0 });
  expect((await story.records(second)).records).toEqual([]);
});

test('a resend that is re-run counts its records once', async () => {
  const product = await startProduct();
  const story = await Story.of(product);
  const { runtime } = product;
  const resent = await resendRecords(runtime, { id: story.firstJob.id, statuses: ['rejected'] });
  const resends = [resent, await rerunJob(runtime, resent.id)];
  for (const job of resends) await product.run(job);
  expect(await story.sum()).toMatchObject({ jobs: 3, open: 2, records: { read: 8, accepted: 6, invalid: 2 } });
});

test('the values of all open records are shown, including those that the last resend did not send', async () => {
  const product = await startProduct();
  const { firstJob: first } = await Story.of(product);
  product.sandbox.setScript([{ match: { times: 1 }, do: { failEventIds: ['e2', 'e3'], message: 'No such thing.' } }]);
  await product.run(await resendRecords(product.runtime, { id: first.id, statuses: ['rejected'] }));
  const page = { job: first.id, status: 'open', after: 0 } as const;
  const { records } = await perform(viewCells, page, operator, product.runtime);
  expect(records.map(({ record }) => record)).toEqual([2, 3, 6, 7]);
});

test('warnings of records that were not accepted are also counted separately', async () => {
  const product = await startProduct();
  product.sandbox.setScript([{ match: { times: 1 }, do: { failEventIds: ['e2'], message: 'No such thing.' } }]);
  const lineOf = (n: number) =>
    `checkout,web,${TIME},e${n},${n === 3 ? 'no-address' : `u${n}@mail.example`},2025550123`;
  const job = await product.run(await product.export([`${FILE[0]},ph`, ...[1, 2, 3, 4].map(lineOf)]));
  expect(job.records).toMatchObject({ accepted: 2, rejected: 1, invalid: 1 });
  const view = await viewJob(product.runtime, job.id);
  expect(view.noted).toEqual({ accepted: 2, rejected: 1, invalid: 1, not_sent: 0, uncertain: 0 });
  const warning = { severity: 'warning', code: 'ph_without_country_code', column: 'ph' };
  expect(view.issues).toContainEqual({ ...warning, records: 4 });
  expect(view.warningsOfNotAccepted).toEqual([{ ...warning, records: 2 }]);
});
