import { Readable } from 'node:stream';
import { expect, test, vi } from 'vitest';
import { sendEvents, sendTestEvents } from '../lib/commands/console/exports.ts';
import { resendSeenFixes, startFixing } from '../lib/commands/console/jobs.ts';
import { startReview, viewOpenStep } from '../lib/commands/console/mappings/saved-mappings.ts';
import { fixRecords, viewReview } from '../lib/commands/console/reviews.ts';
import { perform } from '../lib/commands/perform.ts';
import { createExport } from '../lib/commands/rows/exports.ts';
import { listMappings } from '../lib/commands/rows/mappings.ts';
import { createUpload, validateUpload } from '../lib/commands/rows/uploads.ts';
import { connectorOf } from '../lib/connectors/registry.ts';
import type { Job, RepeatChoice } from '../lib/core/job/job.ts';
import type { ReviewEdit } from '../lib/core/review/review-view.ts';
import { viewJob } from '../lib/operations/jobs/view-job.ts';
import { MAX_RECHECKED } from '../lib/operations/review/recheck.ts';
import { countNextRepeats } from '../lib/operations/review/repeats/run-repeat-count.ts';
import { showRows } from '../lib/operations/review/show-rows.ts';
import { reviewOptions } from '../lib/runtime/operation-options.ts';
import { OWNER } from './kit/actors.ts';
import { ACCOUNT, startProduct, type TestProduct } from './kit/product.ts';
import { runReviews } from './kit/run-reviews.ts';

/** A person's decisions about repeats, total rows and invalid values of one file apply to the next file. */

const TIME = Math.floor(Date.now() / 1000) - 3600;
const signal = new AbortController().signal;

const HEADER = 'Nr;Zeit;Ereignis;Kanal;Mail;Geschl.;Betrag';
const MAPPING = {
  Nr: 'event_id',
  Zeit: 'event_time',
  Ereignis: 'event_name',
  Kanal: 'action_source',
  Mail: 'em',
  'Geschl.': 'ge',
  Betrag: 'value',
};
const TOTAL = 'Summe;;;;;;99.50';

interface Week {
  readonly gender?: string;
  /** The numbers in the event IDs; a number that occurs twice is a repeat. */
  readonly ids?: readonly number[];
  /** Lines below the events. */
  readonly end?: readonly string[];
}

function linesOf(week: string, { gender = 'f', ids = [1, 2, 3], end = [] }: Week = {}): string[] {
  const rows = ids.map(
    (id, index) => `${week}-${id};${TIME};checkout;web;${week}${id}@mail.example;${gender};${index}.50`,
  );
  return [HEADER, ...rows, ...end];
}

async function uploadAndReview(product: TestProduct, lines: readonly string[]): Promise<number> {
  const { runtime } = product;
  const upload = await product.upload(lines);
  await perform(startReview, { upload: upload.id, mapping: MAPPING, constants: {} }, OWNER, runtime);
  await runWorker(product);
  return upload.id;
}

async function runWorker({ runtime }: TestProduct): Promise<void> {
  await runReviews(runtime);
  while (await countNextRepeats(runtime, signal));
}

async function sendRequestOf({ runtime }: TestProduct, upload: number, repeats: RepeatChoice) {
  const [authentication] = await runtime.authentications.list();
  const parameters = { ad_account_id: ACCOUNT, test_event: false, skip_invalid_record: true };
  const seen = (await runtime.reviews.find(upload))?.fixesBytes ?? 0;
  const matching = { mapping: MAPPING, constants: {} };
  return { ...matching, upload, authentication: authentication?.id ?? 0, parameters, seen, repeats } as const;
}

async function send(product: TestProduct, upload: number, repeats: RepeatChoice = 'keep'): Promise<Job> {
  const id = await perform(sendEvents, await sendRequestOf(product, upload, repeats), OWNER, product.runtime);
  return product.run((await product.runtime.jobs.find(id)) as Job);
}

/** Sends a file as a program does, by naming the saved mapping. */
async function sendByName(product: TestProduct, lines: readonly string[], given: { repeats?: RepeatChoice } = {}) {
  const { runtime } = product;
  const [mapping] = await runtime.savedMappings.list();
  const content = Readable.from([Buffer.from(lines.join('\n'))]);
  const upload = await perform(createUpload, { name: 'next.csv', content, mapping: mapping?.name }, OWNER, runtime);
  const { seen: _, repeats: __, ...request } = await sendRequestOf(product, upload.id, 'keep');
  const input = { ...request, ...given, mapping: mapping?.name ?? '' };
  const { job_id: id } = await perform(createExport, input, OWNER, runtime);
  return product.run((await runtime.jobs.find(id)) as Job);
}

test('which repeats are sent is remembered for the console and for programs; an explicit choice takes precedence', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const upload = await uploadAndReview(product, linesOf('kw47', { ids: [1, 2, 2, 3, 3, 3] }));
  expect(await send(product, upload, 'last')).toMatchObject({
    repeats: 'last',
    leftOutRepeats: 3,
    records: { accepted: 3, not_sent: 3 },
    countedRepeats: { identical: 0, differing: 3 },
  });
  expect(await runtime.savedMappings.list()).toMatchObject([{ choices: { repeats: 'last' } }]);
  expect((await perform(listMappings, {}, OWNER, runtime)).data).toMatchObject([{ repeats: 'last', total_row: null }]);
  const next = (week: string) => linesOf(week, { ids: [1, 1, 2] });
  expect(await sendByName(product, next('kw48'))).toMatchObject({
    repeats: 'last',
    records: { accepted: 2, not_sent: 1 },
  });
  expect(await sendByName(product, next('kw49'), { repeats: 'keep' })).toMatchObject({ records: { accepted: 3 } });
});

test('sending all repeats is remembered only if the file had repeats', async () => {
  const product = await startProduct();
  const { runtime } = product;
  await send(product, await uploadAndReview(product, linesOf('kw47')));
  expect(await runtime.savedMappings.list()).toMatchObject([{ choices: {} }]);
  const sent = await send(product, await uploadAndReview(product, linesOf('kw48', { ids: [1, 1] })));
  expect(sent).toMatchObject({ records: { accepted: 2 }, countedRepeats: { identical: 0, differing: 1 } });
  expect(await runtime.savedMappings.list()).toMatchObject([{ choices: { repeats: 'keep' } }]);
});

test('a job that begins before its repeats are counted gets their number afterwards', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const upload = await product.upload(linesOf('kw47', { ids: [1, 1] }));
  await perform(startReview, { upload: upload.id, mapping: MAPPING, constants: {} }, OWNER, runtime);
  await runReviews(runtime);
  const { id, countedRepeats } = await send(product, upload.id);
  expect(countedRepeats).toBeNull();
  await runWorker(product);
  expect((await runtime.jobs.find(id))?.countedRepeats).toEqual({ identical: 0, differing: 1 });
});

const FIND = { kind: 'find', column: 'Geschl.', find: 'd', to: 'n', how: 'whole' } as const;

/** Runs a job without an accepted record and fixes its three records; returns the request to resend them. */
async function runAndFixJob(product: TestProduct) {
  const { runtime } = product;
  const upload = await uploadAndReview(product, linesOf('kw47', { gender: 'd' }));
  const job = await send(product, upload);
  expect(job.records).toMatchObject({ accepted: 0, invalid: 3 });
  await perform(startFixing, { job: job.id }, OWNER, runtime);
  await runWorker(product);
  await perform(fixRecords, { upload, job: job.id, edit: FIND, fixesBytes: 0 }, OWNER, runtime);
  await runWorker(product);
  return { job: job.id, seen: (await runtime.reviews.find(upload))?.fixesBytes ?? 0, count: 3 };
}

test('a fix in Fix and resend is remembered, and the value that it replaces is not new in the next file', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const { job_id: id } = await perform(resendSeenFixes, await runAndFixJob(product), OWNER, runtime);
  expect(await product.run((await runtime.jobs.find(id)) as Job)).toMatchObject({ records: { accepted: 3 } });
  expect(await runtime.savedMappings.list()).toMatchObject([{ fixes: [FIND] }]);
  const next = await product.upload(linesOf('kw48', { gender: 'd' }));
  expect(await perform(viewOpenStep, { upload: next.id, signal }, OWNER, runtime)).toBe('review');
  await runWorker(product);
  expect((await runtime.reviews.find(next.id))?.tally).toMatchObject({ ready: 3, invalid: 0 });
});

test('a resend whose fixes cannot be remembered succeeds, and its audit entry is about the new job', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const request = await runAndFixJob(product);
  const { jobsOf } = runtime.stories;
  vi.spyOn(runtime.stories, 'jobsOf').mockImplementation(async (id) => {
    const jobs = await jobsOf.call(runtime.stories, id);
    if (jobs.length > 1) throw new Error('the connection was lost');
    return jobs;
  });
  const { job_id: id } = await perform(resendSeenFixes, request, OWNER, runtime);
  expect((await runtime.jobs.find(id))?.parentId).toBe(request.job);
  expect((await runtime.auditList.page({}, { limit: 1 }))[0]).toMatchObject({
    action: 'resendSeenFixes',
    outcome: 'done',
    object: { kind: 'job', id: String(id) },
  });
});

test('a fix that is still being checked with the whole file is sent, and remembered', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const ids = Array.from({ length: MAX_RECHECKED + 1 }, (_, index) => index);
  const upload = await uploadAndReview(product, linesOf('kw47', { gender: 'd', ids }));
  const edited = await perform(fixRecords, { upload, edit: FIND, fixesBytes: 0 }, OWNER, runtime);
  expect(edited.isInBackground).toBe(true);
  const { seen: _, ...request } = await sendRequestOf(product, upload, 'keep');
  const id = await perform(sendEvents, request, OWNER, runtime);
  expect(await runtime.savedMappings.list()).toMatchObject([{ fixes: [FIND] }]);
  expect(await product.run((await runtime.jobs.find(id)) as Job)).toMatchObject({ records: { accepted: ids.length } });
});

test('a total row is left out with its reason, until a person includes it again', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const upload = await uploadAndReview(product, linesOf('kw47', { end: [TOTAL] }));
  const view = await perform(viewReview, { upload }, OWNER, runtime);
  expect(view).toMatchObject({ totalRow: 4, records: { read: 4, ready: 3, invalid: 0, leftOut: 1 }, issues: [] });
  const options = reviewOptions(runtime, connectorOf('pinterest_conversion'));
  expect(await showRows(upload, { records: [4], showPersonal: false }, options)).toMatchObject([
    { status: 'left_out', issues: [{ code: 'total_row', column: null }] },
  ]);
  const edit = { kind: 'include_total_row' } as const;
  const included = await perform(fixRecords, { upload, edit, fixesBytes: view.fixesBytes }, OWNER, runtime);
  expect(included).toMatchObject({ changedCount: 1, view: { totalRow: null, records: { invalid: 1, leftOut: 0 } } });
  expect((await send(product, upload)).records).toMatchObject({ accepted: 3, invalid: 1 });
  expect(await runtime.savedMappings.list()).toMatchObject([{ choices: { totalRow: 'send' } }]);
  const next = await uploadAndReview(product, linesOf('kw48', { end: [TOTAL] }));
  expect((await runtime.reviews.find(next))?.tally).toMatchObject({ ready: 3, invalid: 1, leftOut: 0 });
});

test('the total rows of several exports in one file are left out, and included, together', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const [header = '', ...rows] = linesOf('kw48');
  const lines = [...linesOf('kw47', { end: [TOTAL] }), header, ...rows, TOTAL];
  const upload = await uploadAndReview(product, lines);
  const view = await perform(viewReview, { upload }, OWNER, runtime);
  const records = { read: 9, ready: 6, invalid: 0, leftOut: 3 };
  expect(view).toMatchObject({ totalRow: 9, totalRowCount: 2, records, issues: [] });
  const edit = { kind: 'include_total_row' } as const;
  const included = await perform(fixRecords, { upload, edit, fixesBytes: view.fixesBytes }, OWNER, runtime);
  expect(included).toMatchObject({ view: { totalRow: null, totalRowCount: 0, records: { invalid: 2, leftOut: 1 } } });
});

test('of a file with more rows that look like totals than exports have, only the last one is left out', async () => {
  const product = await startProduct();
  const upload = await uploadAndReview(product, linesOf('kw47', { end: Array(1001).fill(TOTAL) }));
  const view = await perform(viewReview, { upload }, OWNER, product.runtime);
  expect(view).toMatchObject({ totalRow: 1004, totalRowCount: 1, records: { ready: 3, invalid: 1000, leftOut: 1 } });
});

test('a total row is found above the blank rows that a spreadsheet writes after it', async () => {
  const product = await startProduct();
  const upload = await uploadAndReview(product, linesOf('kw47', { end: [TOTAL, ...Array(3).fill(';;;;;;')] }));
  const view = await perform(viewReview, { upload }, OWNER, product.runtime);
  expect(view).toMatchObject({ totalRow: 4, records: { read: 7, ready: 3, invalid: 0, leftOut: 4 }, issues: [] });
});

test('including a total row is undone and redone like any other change, and is undone before an older change', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const upload = await uploadAndReview(product, linesOf('kw47', { end: [TOTAL] }));
  let { fixesBytes } = await perform(viewReview, { upload }, OWNER, runtime);
  const edit = async (change: ReviewEdit) => {
    const edited = await perform(fixRecords, { upload, edit: change, fixesBytes }, OWNER, runtime);
    fixesBytes = edited.view.fixesBytes;
    return edited;
  };
  await edit({ kind: 'leave_out', records: [2] });
  const included = { totalRow: null, records: { invalid: 1, leftOut: 1 }, canUndo: true, canRedo: false };
  const leftOut = { totalRow: 4, records: { invalid: 0, leftOut: 2 }, canUndo: true, canRedo: true };
  expect(await edit({ kind: 'include_total_row' })).toMatchObject({ changedCount: 1, view: included });
  expect(await edit({ kind: 'undo' })).toMatchObject({ changedCount: 1, view: leftOut });
  expect(await edit({ kind: 'redo' })).toMatchObject({ changedCount: 1, view: included });
  expect(await edit({ kind: 'undo' })).toMatchObject({ changedCount: 1, view: leftOut });
  expect(await edit({ kind: 'undo' })).toMatchObject({ view: { totalRow: 4, records: { leftOut: 1 } } });
});

test('a job reports the records that were left out before it, so that its count agrees with the review', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const upload = await uploadAndReview(product, linesOf('kw47', { ids: [1, 2, 3, 4], end: [TOTAL] }));
  const { fixesBytes } = await perform(viewReview, { upload }, OWNER, runtime);
  const edit = { kind: 'leave_out', records: [2] } as const;
  const { view } = await perform(fixRecords, { upload, edit, fixesBytes }, OWNER, runtime);
  const { story } = await viewJob(runtime, (await send(product, upload)).id);
  expect(view.records).toMatchObject({ read: 5, leftOut: 2 });
  expect(story).toMatchObject({ records: { read: 3 }, leftOutBefore: { records: 2, totalRow: 5 } });
});

test('a program sends a file without its total row only if the named saved mapping leaves it out', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const first = await send(product, await uploadAndReview(product, linesOf('kw47', { end: [TOTAL] })));
  expect(first.records).toMatchObject({ read: 3, accepted: 3, invalid: 0 });
  expect(await runtime.savedMappings.list()).toMatchObject([{ choices: { totalRow: 'leave_out' } }]);
  const lines = linesOf('kw48', { end: [TOTAL] });
  const [name] = (await runtime.savedMappings.list()).map((savedMapping) => savedMapping.name);
  const upload = (await product.upload(lines)).id;
  const validate = (mapping: string | typeof MAPPING) =>
    perform(validateUpload, { upload, mapping, constants: {} }, OWNER, runtime);
  expect(await validate(name ?? '')).toMatchObject({ valid: 3, invalid: 0 });
  expect(await validate(MAPPING)).toMatchObject({ valid: 3, invalid: 1 });
  expect((await sendByName(product, lines)).records).toMatchObject({ read: 3, accepted: 3, invalid: 0 });
});

test('a last record that can become an event is not a total row', async () => {
  const product = await startProduct();
  const header = 'event_id;event_name;event_time;action_source;em;ln;fn;ct;st;zp;country;ph;db';
  const event = `e1;checkout;${TIME};web;a@mail.example;Sum;;;;;;;`;
  const upload = await product.upload([header, event]);
  await perform(startReview, { upload: upload.id, mapping: {}, constants: {} }, OWNER, product.runtime);
  await runWorker(product);
  expect((await product.runtime.reviews.find(upload.id))?.tally).toMatchObject({ ready: 1, leftOut: 0 });
});

test('test events save the mapping, too', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const upload = await uploadAndReview(product, linesOf('kw47'));
  await perform(sendTestEvents, await sendRequestOf(product, upload, 'keep'), OWNER, runtime);
  expect(await runtime.savedMappings.list()).toMatchObject([{ mapping: MAPPING }]);
});
