import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { databasePath } from '../lib/adapters/store/sqlite/connection.ts';
import { viewSendStep } from '../lib/commands/console/export-steps/send.ts';
import {
  rehearseExport,
  sendEvents,
  sendTestEvents,
  viewAlreadyAccepted,
  viewTrials,
} from '../lib/commands/console/exports.ts';
import { startReview } from '../lib/commands/console/mappings/saved-mappings.ts';
import { viewReviewStep } from '../lib/commands/console/reviews.ts';
import { perform } from '../lib/commands/perform.ts';
import type { Job } from '../lib/core/job/job.ts';
import type { Review } from '../lib/core/review/review.ts';
import { OWNER } from './kit/actors.ts';
import { openOtherWriter } from './kit/other-process.ts';
import { testOfSqlite } from './kit/postgresql.ts';
import { ACCOUNT, startProduct, type TestProduct } from './kit/product.ts';
import { runReviews } from './kit/run-reviews.ts';

/** An export is tried before it is sent: its first events as test events, or all of it in the sandbox. */

const TIME = Math.floor(Date.now() / 1000) - 60;

/** 30 records: every third is invalid, and the fifth valid one repeats the first. */
const LINES = [
  'event_name,action_source,event_time,event_id,em',
  ...Array.from({ length: 30 }, (_, index) => {
    const record = index + 1;
    const id = record === 7 ? 1 : record;
    return `${record % 3 === 0 ? 'no event' : 'checkout'},web,${TIME},e${id},u${record}@mail.example`;
  }),
];

const MAPPING = {
  event_name: 'event_name',
  action_source: 'action_source',
  event_time: 'event_time',
  event_id: 'event_id',
  em: 'em',
};

async function requestOfUpload(product: TestProduct) {
  const { id: upload } = await product.upload(LINES);
  const [authentication] = await product.runtime.authentications.list();
  const parameters = { ad_account_id: ACCOUNT, test_event: false, skip_invalid_record: true };
  return { upload, mapping: MAPPING, constants: {}, authentication: authentication?.id, parameters };
}

async function runJob(product: TestProduct, id: unknown): Promise<Job> {
  return product.run((await product.runtime.jobs.find(Number(id))) as Job);
}

/** The IDs of the events that the sandbox received, in the order of the file. */
async function receivedIds({ sandbox }: TestProduct): Promise<string[]> {
  const events = await sandbox.events();
  return events.map(({ event }) => String((event as { event_id: string }).event_id)).toReversed();
}

test.each([
  ['keep', ['e1', 'e2', 'e4', 'e5', 'e1', 'e8', 'e10', 'e11', 'e13', 'e14']],
  ['first', ['e1', 'e2', 'e4', 'e5', 'e8', 'e10', 'e11', 'e13', 'e14', 'e16']],
  ['last', ['e1', 'e2', 'e4', 'e5', 'e8', 'e10', 'e11', 'e13', 'e14', 'e16']],
] as const)(
  'with repeats: %s, the first ten valid records are sent as test events, and no repeat of them unless repeats are kept',
  async (repeats, ids) => {
    const product = await startProduct();
    const request = await requestOfUpload(product);
    const job = await runJob(product, await perform(sendTestEvents, { ...request, repeats }, OWNER, product.runtime));
    expect(job).toMatchObject({ state: 'success', testEvent: true, parentId: null });
    expect(job.records).toMatchObject({ read: 10, accepted: 10, invalid: 0, not_sent: 0 });
    expect(await receivedIds(product)).toEqual(ids);
    const counted = { ...request, repeats, signal: new AbortController().signal };
    expect(await perform(viewAlreadyAccepted, counted, OWNER, product.runtime)).toMatchObject({ alreadyAccepted: 0 });
  },
);

test('after a test, the whole file is sent, and nothing counts as already accepted', async () => {
  const product = await startProduct();
  const request = await requestOfUpload(product);
  await runJob(product, await perform(sendTestEvents, request, OWNER, product.runtime));
  const job = await runJob(
    product,
    await perform(sendEvents, { ...request, repeats: 'first' }, OWNER, product.runtime),
  );
  expect(job.records).toMatchObject({ read: 30, accepted: 19, invalid: 10, not_sent: 1 });
  expect(job.leftOutRepeats).toBe(1);
});

testOfSqlite('an export waits while another process writes, and is created once', async () => {
  const product = await startProduct();
  const { inOneTransaction, jobs } = product.runtime;
  const { whileLocked, waited } = openOtherWriter(product);
  const runtime: typeof product.runtime = {
    ...product.runtime,
    inOneTransaction: (work) => whileLocked(() => inOneTransaction(work)),
  };
  const id = await perform(sendEvents, await requestOfUpload(product), OWNER, runtime);
  expect(waited).toEqual([true]);
  expect((await jobs.list({ limit: 10 })).map((job) => job.id)).toEqual([id]);
});

testOfSqlite('an export that was created is not refused because its mapping cannot be saved', async () => {
  const product = await startProduct();
  const { savedMappings, jobs, env } = product.runtime;
  const database = new Database(databasePath(env.dataDir));
  database.exec(`CREATE TRIGGER full BEFORE INSERT ON mapping_preset BEGIN SELECT RAISE(ABORT, 'no room'); END`);
  database.close();
  const request = await requestOfUpload(product);
  const { em: _, ...mapping } = MAPPING;
  const id = await perform(sendEvents, { ...request, mapping: { ...mapping, em: null } }, OWNER, product.runtime);
  expect(await savedMappings.list()).toEqual([]);
  expect((await jobs.list({ limit: 10 })).map((job) => job.id)).toEqual([id]);
});

test('columns that were matched by their names are saved with their fields', async () => {
  const product = await startProduct();
  const request = { ...(await requestOfUpload(product)), mapping: {}, constants: { currency: 'EUR' } };
  await perform(sendEvents, request, OWNER, product.runtime);
  expect(await product.runtime.savedMappings.list()).toMatchObject([
    { mapping: MAPPING, constants: { currency: 'EUR' } },
  ]);
});

test('a test of a file without a valid record creates no job', async () => {
  const product = await startProduct();
  const request = await requestOfUpload(product);
  const { id: upload } = await product.upload([LINES[0] ?? '', `no event,web,${TIME},e1,u1@mail.example`]);
  const testing = perform(sendTestEvents, { ...request, upload }, OWNER, product.runtime);
  await expect(testing).rejects.toMatchObject({ code: 'nothing_to_test' });
  expect(await perform(viewTrials, { upload }, OWNER, product.runtime)).toEqual([]);
});

test('a rehearsal needs no authentication, and sends everything to the sandbox and nothing to the service', async () => {
  const product = await startProduct();
  const { authentication: _, ...request } = await requestOfUpload(product);
  const id = await perform(rehearseExport, { ...request, repeats: 'last' }, OWNER, product.runtime);
  const job = await runJob(product, id);
  expect(job).toMatchObject({ state: 'success', destination: 'sandbox', testEvent: false });
  expect(job.records).toMatchObject({ read: 30, accepted: 19, invalid: 10, not_sent: 1 });
  expect(await receivedIds(product)).toEqual([]);
  const other = await perform(rehearseExport, request, OWNER, product.runtime);
  expect((await product.runtime.authentications.list()).filter(({ target }) => target === 'sandbox')).toHaveLength(1);
  const trials = await perform(viewTrials, { upload: request.upload }, OWNER, product.runtime);
  expect(trials).toMatchObject([{ kind: 'rehearsal', id: other, state: 'queued', isOutdated: false }]);
});

test('a trial tells whether the service or the sandbox got its events', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const { authentication, ...request } = await requestOfUpload(product);
  const trialsAfterTest = async (id: number | undefined) => {
    await perform(sendTestEvents, { ...request, authentication: id }, OWNER, runtime);
    return (await perform(viewTrials, { upload: request.upload }, OWNER, runtime)).map(({ isSandbox }) => isSandbox);
  };
  expect(await trialsAfterTest(authentication)).toEqual([false]);
  await perform(rehearseExport, request, OWNER, runtime);
  const sandbox = (await runtime.authentications.list()).find(({ target }) => target === 'sandbox');
  expect(await trialsAfterTest(sandbox?.id)).toEqual([true, true]);
});

test('a trial is outdated as soon as a fix is made, even while the fix is being checked', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const { authentication: _, ...request } = await requestOfUpload(product);
  const { upload: id, mapping, constants } = request;
  await perform(startReview, { upload: id, mapping, constants }, OWNER, runtime);
  await runReviews(runtime);
  const outdatedFlags = async () =>
    (await perform(viewTrials, { upload: id }, OWNER, runtime)).map((each) => each.isOutdated);
  await perform(rehearseExport, request, OWNER, runtime);
  expect(await outdatedFlags()).toEqual([false]);
  const [upload, review] = [await runtime.uploads.get(id), (await runtime.reviews.find(id)) as Review];
  const fix = { kind: 'cell', record: 1, column: 'em', value: 'other@mail.example' } as const;
  const fixesBytes = await runtime.files.appendFix(upload.folder, review.fixesBytes, fix);
  await runtime.reviews.beginNext(review, { start: upload.start, fixesBytes, changed: null });
  expect(await outdatedFlags()).toEqual([true]);
  await perform(rehearseExport, request, OWNER, runtime);
  expect(await outdatedFlags()).toEqual([false]);
});

test('a test has the fixes with which its records were selected, even if another fix is made during the selection', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const request = await requestOfUpload(product);
  const { upload: id, mapping, constants } = request;
  await perform(startReview, { upload: id, mapping, constants }, OWNER, runtime);
  await runReviews(runtime);
  const upload = await runtime.uploads.get(id);
  const addFix = async (review: Review, record: number) => {
    const fix = { kind: 'cell', record, column: 'event_name', value: 'checkout' } as const;
    const fixesBytes = await runtime.files.appendFix(upload.folder, review.fixesBytes, fix);
    await runtime.reviews.beginNext(review, { start: upload.start, fixesBytes, changed: null });
    await runReviews(runtime);
  };
  const findReview = async (uploadId: number) => (await runtime.reviews.find(uploadId)) as Review;
  await addFix(await findReview(id), 3);
  let reads = 0;
  const reviews = Object.assign(Object.create(runtime.reviews) as typeof runtime.reviews, {
    async find(uploadId: number) {
      const review = await findReview(uploadId);
      if (++reads === 1) await addFix(review, 6);
      return review;
    },
  });
  const job = await runJob(product, await perform(sendTestEvents, request, OWNER, { ...runtime, reviews }));
  expect(job.records).toMatchObject({ read: 10, accepted: 10, invalid: 0 });
  expect((await receivedIds(product)).slice(0, 5)).toEqual(['e1', 'e2', 'e3', 'e4', 'e5']);
});

test('a review tells whether its file has jobs, even if they are trials', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const { authentication: _, ...request } = await requestOfUpload(product);
  const { upload, mapping, constants } = request;
  await perform(startReview, { upload, mapping, constants }, OWNER, runtime);
  const viewStep = () => perform(viewReviewStep, { upload }, OWNER, runtime);
  expect(await viewStep()).toMatchObject({ hasJobs: false });
  await perform(rehearseExport, request, OWNER, runtime);
  expect(await viewStep()).toMatchObject({ hasJobs: true });
});

test('the account of the last job is kept for each authentication', async () => {
  const product = await startProduct();
  const request = await requestOfUpload(product);
  const accountsOf = async () =>
    (await perform(viewSendStep, {}, OWNER, product.runtime)).authentications.map(({ account }) => account);
  expect(await accountsOf()).toEqual([null]);
  await perform(sendTestEvents, request, OWNER, product.runtime);
  const parameters = { ...request.parameters, ad_account_id: '549764600002' };
  await perform(sendEvents, { ...request, parameters }, OWNER, product.runtime);
  expect(await accountsOf()).toEqual(['549764600002']);
});

test('repeats that would be left out do not count as already accepted', async () => {
  const product = await startProduct();
  const request = await requestOfUpload(product);
  await runJob(product, await perform(sendEvents, request, OWNER, product.runtime));
  const counted = { ...request, signal: new AbortController().signal };
  const countAccepted = async (repeats: string) =>
    (await perform(viewAlreadyAccepted, { ...counted, repeats }, OWNER, product.runtime)).alreadyAccepted;
  expect(await countAccepted('keep')).toBe(20);
  expect(await countAccepted('first')).toBe(19);
  expect(await countAccepted('last')).toBe(19);
});
