import fc from 'fast-check';
import { expect, test } from 'vitest';
import { viewRecord, viewRecords } from '../lib/commands/console/job-records.ts';
import { startFixing } from '../lib/commands/console/jobs.ts';
import { perform } from '../lib/commands/perform.ts';
import { connectors } from '../lib/connectors/registry.ts';
import { UserError } from '../lib/core/errors.ts';
import { masked } from '../lib/core/record/personal.ts';
import { BY_NAME, type Matching } from '../lib/core/record/plan.ts';
import type { ReviewEdit, ReviewFilter } from '../lib/core/review/review-view.ts';
import type { Upload } from '../lib/core/upload/upload.ts';
import { createExport } from '../lib/operations/exports/create-export.ts';
import { fixesBytesToSend } from '../lib/operations/exports/export-fixes.ts';
import { beginEarlyReview } from '../lib/operations/review/begin-early-review.ts';
import { beginReview } from '../lib/operations/review/begin-review.ts';
import { editReview } from '../lib/operations/review/edit-review.ts';
import { listReview } from '../lib/operations/review/list-review.ts';
import { MAX_RECHECKED } from '../lib/operations/review/recheck.ts';
import { showSafeRepairs } from '../lib/operations/review/repairing/show-safe-repairs.ts';
import { runNextReview } from '../lib/operations/review/run-review.ts';
import { showRows } from '../lib/operations/review/show-rows.ts';
import { viewReview } from '../lib/operations/review/view-review.ts';
import { rereadUpload } from '../lib/operations/uploads/reread-upload.ts';
import { reviewOptions } from '../lib/runtime/operation-options.ts';
import { editInTurn } from '../lib/runtime/reading/serialized-fixes.ts';
import { OPERATOR } from './kit/actors.ts';
import { ACCOUNT, startProduct, type TestProduct } from './kit/product.ts';
import { runReviews } from './kit/run-reviews.ts';

const [connector] = connectors;
if (!connector) throw new Error('no connector');

const HEADER = 'event_name,action_source,event_time,event_id,em,country,ph';
const NOW = Math.floor(Date.now() / 1000);
const neverAborted = new AbortController().signal;

/**
 * A file with 5 invalid records: 3 have milliseconds, 2 a country name (one record has both), and 1 an address that no
 * safe repair fixes.
 */
const FAULTY = [
  HEADER,
  `checkout,web,${NOW - 60},e1,a1@mail.example,JP,+819012344417`,
  `checkout,web,${NOW - 60}000,e2,a2@mail.example,JP,`,
  `checkout,web,${NOW - 60},e3,a3@mail.example,日本,090-1234-4417`,
  `checkout,web,${NOW - 60}000,e4,a4@mail.example,Norge,`,
  `checkout,web,${NOW - 60},e5,no address,NO,`,
  `checkout,web,${NOW - 7200},e6,a6@mail.example,NO,`,
  `checkout,web,${NOW - 60}000,e7,a7@mail.example,NO,`,
];

class ReviewedFile {
  readonly product: TestProduct;
  readonly upload: Upload;
  readonly #options;

  constructor(product: TestProduct, upload: Upload) {
    this.product = product;
    this.upload = upload;
    this.#options = reviewOptions(product.runtime, connector as NonNullable<typeof connector>);
  }

  static async of(lines: readonly string[], matching: Matching = BY_NAME, given?: TestProduct): Promise<ReviewedFile> {
    const product = given ?? (await startProduct());
    const reviewed = new ReviewedFile(product, await product.upload(lines));
    await reviewed.begin(matching);
    return reviewed;
  }

  async begin(matching: Matching): Promise<void> {
    if (connector) await beginReview({ connector, upload: this.upload, matching }, this.product.runtime);
    await this.runReview();
  }

  async runReview(): Promise<void> {
    await runReviews(this.product.runtime);
  }

  view(job?: number) {
    return viewReview(this.upload.id, this.#options, job);
  }

  async list(filter: Partial<ReviewFilter>): Promise<number[]> {
    const { ranges } = await listReview(this.upload.id, { show: 'invalid', ...filter }, this.#options);
    return ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index));
  }

  rows(...records: number[]) {
    return showRows(this.upload.id, { records, showPersonal: true }, this.#options);
  }

  async value(record: number, column: string): Promise<string | undefined> {
    const [row] = await this.rows(record);
    return row?.cells.find((cell) => cell.column === column)?.value;
  }

  /** Returns the records that changed. */
  async edit(edit: ReviewEdit): Promise<readonly number[]> {
    const { fixesBytes } = await this.view();
    return (await editReview(this.upload.id, { edit, fixesBytes }, this.#options)).changed;
  }

  async restart(): Promise<void> {
    const review = await this.product.runtime.reviews.find(this.upload.id);
    if (!review) throw new Error('no review');
    await this.product.runtime.reviews.begin({ ...review, start: this.upload.start });
    await this.runReview();
  }

  safeRepairs(...excluded: string[]) {
    return showSafeRepairs(this.upload.id, { without: excluded, showPersonal: true }, this.#options);
  }

  /** Exports the file with its fixes; returns the job and the sorted IDs of the received events. */
  async send() {
    const { runtime } = this.product;
    const { fixesBytes } = await this.view();
    const [authentication] = await runtime.authentications.list();
    if (!connector || !authentication) throw new Error('no authentication');
    const parameters = { ad_account_id: ACCOUNT, skip_invalid_record: true };
    const planned = { connector, upload: this.upload, authentication, parameters, fixesBytes };
    const job = await this.product.run(await createExport(planned, runtime));
    const ids = (await this.product.sandbox.events()).map(({ event }) => String(event['event_id'])).sort();
    return { job, ids };
  }
}

test('the example of a repair masks an email address, whatever field its column feeds', async () => {
  const url = 'shop.example/?mail=ada@mail.example';
  const reviewed = await ReviewedFile.of([
    'event_name,action_source,event_time,event_id,em,event_source_url',
    `checkout,web,${NOW - 60},e1,a1@mail.example,${url}`,
  ]);
  const { repairs } = await reviewed.view();
  expect(repairs).toMatchObject([{ repair: 'https_scheme', before: masked(url), after: masked(`https://${url}`) }]);
  expect(masked(url)).not.toContain('ada');
});

test('a record that lacks several required values counts once for the code, before and after sending', async () => {
  const required = { severity: 'error', code: 'required_missing', records: 2 };
  const reviewed = await ReviewedFile.of([
    'event_name,action_source,event_time,event_id,em',
    `checkout,web,${NOW - 60},e1,a1@mail.example`,
    ',,,e2,a2@mail.example',
    `,web,${NOW - 60},e3,no address`,
  ]);
  const malformed = { severity: 'error', code: 'em_malformed', records: 1 };
  const { codes, issues } = await reviewed.view();
  expect(codes).toEqual([required, malformed]);
  expect(issues).toHaveLength(4); // three columns lack values
  expect(await reviewed.list({ code: 'required_missing' })).toEqual([2, 3]);

  const { job } = await reviewed.send();
  const { runtime } = reviewed.product;
  const listed = await perform(viewRecords, { job: job.id, status: 'open', after: 0 }, OPERATOR, runtime);
  expect(listed.codes).toEqual([required, malformed]);
  await perform(startFixing, { job: job.id }, OPERATOR, runtime);
  await reviewed.runReview();
  expect((await reviewed.view(job.id)).codes).toEqual([required, malformed]);
});

test('reviews a file without sending anything', async () => {
  const reviewed = await ReviewedFile.of(FAULTY);
  const { state, records, issues, repairs, forecast, canUndo } = await reviewed.view();
  expect({ state, records, canUndo }).toEqual({
    state: 'ready',
    records: { read: 7, ready: 2, invalid: 5, warned: 0, fixed: 0, leftOut: 0 },
    canUndo: false,
  });
  expect(issues.find(({ code }) => code === 'event_time_not_seconds')).toMatchObject({
    records: 3,
    column: 'event_time',
  });
  expect(repairs.map(({ repair, column, records }) => [repair, column, records])).toEqual([
    ['to_seconds', 'event_time', 3],
    ['country_code', 'country', 2],
    ['left_out', 'em', 1],
    ['phone_country', 'ph', 1],
  ]);
  expect(repairs[0]).toMatchObject({ before: `${NOW - 60}000`, after: `${NOW - 60}` });
  expect(forecast).toMatchObject({ calls: 1, late: 1 });
  expect(forecast.identifiers[0]).toEqual({ fields: ['em'], records: 2 });
  expect(await reviewed.product.sandbox.received()).toEqual([]);
});

test('offers repairs for invalid values, and sends repaired records', async () => {
  const row = (n: number, time: string, ...cells: string[]) =>
    `checkout,web,${time},e${n},a${n}@mail.example,${cells.join()}`;
  const time = String(NOW - 60);
  const serial = String((NOW - 24 * 3600) / 86_400 + 25_569).slice(0, 11);
  const reviewed = await ReviewedFile.of([
    'event_name,action_source,event_time,event_id,em,ph,hashed_maids,value',
    row(1, time, '+1 415 555 0100 ext. 5', '', '$10'),
    row(2, time, '+49 0171 2345678', '', '"$1,299.00"'),
    row(3, time, '1-800-FLOWERS', 'abc', '"10,40 €"'),
    row(4, time, '', 'eb9f4a2c6d1e4f0b9a553c1d2e4f5a6b', '10'),
    row(5, `${time}.5`, '+49 (0)171 2345678', '{EB9F4A2C-6D1E-4F0B-9A55-3C1D2E4F5A6B}', '10'),
    row(6, serial, '', '', '10'),
  ]);
  const { repairs, records } = await reviewed.view();
  expect(records).toMatchObject({ read: 6, ready: 0, invalid: 6 });
  expect(repairs.map(({ repair, column, kind, records: count }) => [repair, column, kind, count]).toSorted()).toEqual([
    ['decimal_separators', 'value', 'safe', 3],
    ['left_out', 'hashed_maids', 'omission', 2],
    ['left_out', 'ph', 'omission', 1],
    ['phone_alone', 'ph', 'safe', 1],
    ['spreadsheet_time', 'event_time', 'choice', 1],
    ['trunk_zero', 'ph', 'safe', 1],
    ['uuid_hyphens', 'hashed_maids', 'choice', 1],
    ['uuid_in_text', 'hashed_maids', 'safe', 1],
    ['whole_seconds', 'event_time', 'safe', 1],
  ]);
  for (const { repair, column, neededAnswer } of repairs)
    await reviewed.edit({ kind: 'repair', column, repair, ...(neededAnswer && { answer: 'Asia/Tokyo' }) });
  expect((await reviewed.view()).records).toMatchObject({ ready: 6, invalid: 0 });
  expect((await reviewed.send()).ids).toEqual(['e1', 'e2', 'e3', 'e4', 'e5', 'e6']);
});

test('starts the review of a file with matching columns early', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const lines = FAULTY.map((line) => line.replace('090-1234-4417', ''));
  const upload = await product.upload(lines);
  await beginEarlyReview({ connector, upload }, runtime);
  await runReviews(runtime);
  const review = await runtime.reviews.find(upload.id);
  expect(review).toMatchObject({ state: 'ready', tally: { ready: 2, invalid: 5 } });
  await beginReview({ connector, upload, matching: review ?? BY_NAME }, runtime);
  expect(await runtime.reviews.find(upload.id)).toEqual(review);
});

test('does not start the review early while the country of phone numbers is not decided', async () => {
  const product = await startProduct();
  const upload = await product.upload(FAULTY);
  await beginEarlyReview({ connector, upload }, product.runtime);
  expect(await product.runtime.reviews.find(upload.id)).toBeUndefined();
});

test('does not start the review early until a missing column has a constant', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const upload = await product.upload(['event_name,event_time,event_id,em', `checkout,${NOW},e1,a@mail.example`]);
  await beginEarlyReview({ connector, upload }, runtime);
  expect(await runtime.reviews.find(upload.id)).toBeUndefined();
  const choices = { mapping: { em: 'em' }, constants: { action_source: 'web' } };
  await beginEarlyReview({ connector, upload, choices }, runtime);
  expect(await runtime.reviews.find(upload.id)).toMatchObject({ state: 'queued', constants: choices.constants });
});

test('re-reading a file without fixes removes its review', async () => {
  const reviewed = await ReviewedFile.of(FAULTY);
  const { product, upload } = reviewed;
  const overrides = { encoding: 'utf-8', format: 'csv', delimiter: ',', headerRow: 0 } as const;
  await rereadUpload(upload.id, overrides, { ...product.runtime, connector });
  expect(await product.runtime.reviews.find(upload.id)).toBeUndefined();
});

test('refuses to re-read a file with fixes', async () => {
  const reviewed = await ReviewedFile.of(FAULTY);
  await reviewed.edit({ kind: 'cell', record: 5, column: 'em', value: 'a5@mail.example' });
  const overrides = { encoding: 'utf-8', format: 'csv', delimiter: ',', headerRow: 0 } as const;
  await expect(
    rereadUpload(reviewed.upload.id, overrides, { ...reviewed.product.runtime, connector }),
  ).rejects.toMatchObject({ code: 'upload_in_use' });
});

test.each<[Partial<ReviewFilter>, number[]]>([
  [{}, [2, 3, 4, 5, 7]],
  [{ show: 'all' }, [1, 2, 3, 4, 5, 6, 7]],
  [{ show: 'ready' }, [1, 6]],
  [{ show: 'fixed' }, []],
  [{ code: 'country_not_two_letters' }, [3, 4]],
  [{ column: 'event_time' }, [2, 4, 7]],
  [{ show: 'all', code: 'em_malformed' }, [5]],
])('the filter %j finds %j', async (filter, expected) => {
  expect(await (await ReviewedFile.of(FAULTY)).list(filter)).toEqual(expected);
});

test('fixes a cell, and undoes and redoes the fix', async () => {
  const reviewed = await ReviewedFile.of(FAULTY);
  expect(await reviewed.edit({ kind: 'cell', record: 5, column: 'em', value: 'a5@mail.example' })).toEqual([5]);
  expect((await reviewed.view()).records).toMatchObject({ ready: 3, invalid: 4, fixed: 1 });
  expect(await reviewed.rows(5)).toMatchObject([{ status: 'ready', fixed: ['em'], issues: [] }]);
  expect(await reviewed.list({ show: 'fixed' })).toEqual([5]);
  await reviewed.edit({ kind: 'undo' });
  expect(await reviewed.view()).toMatchObject({ records: { ready: 2, fixed: 0 }, canUndo: false, canRedo: true });
  expect(await reviewed.value(5, 'em')).toBe('no address');
  await reviewed.edit({ kind: 'redo' });
  expect(await reviewed.value(5, 'em')).toBe('a5@mail.example');
  expect(await reviewed.view()).toMatchObject({ canUndo: true, canRedo: false });
});

test('sets several cells at once, as one edit; the job sends their values', async () => {
  const reviewed = await ReviewedFile.of(FAULTY);
  const cells = [
    { record: 4, column: 'event_time', value: `${NOW - 50}` },
    { record: 4, column: 'country', value: 'NO' },
    { record: 5, column: 'em', value: 'a5@mail.example' },
    { record: 6, column: 'em', value: 'a6@mail.example' }, // its value already
  ];
  expect(await reviewed.edit({ kind: 'cells', cells })).toEqual([4, 5]);
  expect((await reviewed.view()).records).toMatchObject({ ready: 4, invalid: 3, fixed: 2 });
  expect(await reviewed.list({ show: 'fixed' })).toEqual([4, 5]);
  expect(await reviewed.edit({ kind: 'undo' })).toEqual([4, 5]);
  expect((await reviewed.view()).records).toMatchObject({ ready: 2, invalid: 5, fixed: 0 });
  expect(await reviewed.edit({ kind: 'redo' })).toEqual([4, 5]);
  const { ids } = await reviewed.send();
  expect(ids).toEqual(['e1', 'e4', 'e5', 'e6']);
});

test('setting cells to the values that they have is no edit', async () => {
  const reviewed = await ReviewedFile.of(FAULTY);
  const own = { record: 1, column: 'em', value: 'a1@mail.example' };
  expect(await reviewed.edit({ kind: 'cell', ...own })).toEqual([]);
  expect(await reviewed.edit({ kind: 'cells', cells: [own, { record: 5, column: 'ph', value: '' }] })).toEqual([]);
  expect(await reviewed.view()).toMatchObject({ fixesBytes: 0, canUndo: false });
});

test('counts the cells of malformed rows, which cannot be set', async () => {
  const reviewed = await ReviewedFile.of([HEADER, `${FAULTY[1]},more,cells`, ...FAULTY.slice(2)]);
  const cells = [1, 5].map((record) => ({ record, column: 'em', value: 'b@mail.example' }));
  const { fixesBytes } = await reviewed.view();
  const options = reviewOptions(reviewed.product.runtime, connector);
  const edit = { kind: 'cells', cells } as const;
  expect(await editReview(reviewed.upload.id, { edit, fixesBytes }, options)).toMatchObject({
    changed: [5],
    cells: { changed: 1, malformed: 1 },
  });
});

test('an edit of cells that is sent again, because its response was lost, is not refused and not made twice', async () => {
  const reviewed = await ReviewedFile.of(FAULTY);
  const options = reviewOptions(reviewed.product.runtime, connector);
  const { fixesBytes, version } = await reviewed.view();
  const edit = { kind: 'cell', record: 5, column: 'em', value: 'a5@mail.example' } as const;
  await editReview(reviewed.upload.id, { edit, fixesBytes, version }, options);
  const after = await reviewed.view();
  const again = await editReview(reviewed.upload.id, { edit, fixesBytes, version }, options);
  expect(again).toMatchObject({ changed: [], cells: { changed: 0, malformed: 0 } });
  expect(await reviewed.view()).toEqual(after);
  await reviewed.edit({ kind: 'undo' });
  expect((await reviewed.view()).canUndo).toBe(false);
});

test('an edit of cells that is sent again while the file is being checked with it is not refused', async () => {
  const numbers = Array.from({ length: MAX_RECHECKED + 1 }, (_, index) => index + 1);
  const reviewed = await ReviewedFile.of([HEADER, ...numbers.map((n) => `checkout,web,${NOW - 60},e${n},x,,`)]);
  const options = reviewOptions(reviewed.product.runtime, connector);
  const { fixesBytes, version } = await reviewed.view();
  const cells = numbers.map((record) => ({ record, column: 'em', value: `a${record}@mail.example` }));
  const send = (edit: ReviewEdit) => editReview(reviewed.upload.id, { edit, fixesBytes, version }, options);
  expect(await send({ kind: 'cells', cells })).toMatchObject({ isInBackground: true });
  expect(await send({ kind: 'cells', cells })).toMatchObject({ isInBackground: true });
  const other = { record: 1, column: 'em', value: 'b@mail.example' };
  await expect(send({ kind: 'cell', ...other })).rejects.toMatchObject({ code: 'review_busy' });
  await reviewed.runReview();
  expect((await reviewed.view()).records).toMatchObject({ ready: numbers.length, fixed: numbers.length });
  expect(await send({ kind: 'cells', cells })).toMatchObject({ changed: [], cells: { changed: 0 } });
  await reviewed.edit({ kind: 'undo' });
  await reviewed.runReview();
  expect(await reviewed.view()).toMatchObject({ records: { fixed: 0 }, canUndo: false });
});

test('repairs all similar cells, and the job sends the repaired values', async () => {
  const reviewed = await ReviewedFile.of(FAULTY);
  expect(await reviewed.edit({ kind: 'repair', column: 'event_time', repair: 'to_seconds' })).toEqual([2, 4, 7]);
  await reviewed.edit({ kind: 'repair', column: 'country', repair: 'country_code' });
  await reviewed.edit({ kind: 'find', column: 'em', how: 'whole', find: 'no address', to: 'a5@mail.example' });
  const { records, repairs } = await reviewed.view();
  expect(records).toEqual({ read: 7, ready: 7, invalid: 0, warned: 1, fixed: 5, leftOut: 0 });
  expect(repairs).toMatchObject([{ repair: 'phone_country', before: expect.any(String), records: 1 }]);
  const { job, ids } = await reviewed.send();
  expect(job.records).toMatchObject({ read: 7, accepted: 7 });
  expect(ids).toEqual(['e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'e7']);
});

test('reads times without zone in the chosen time zone', async () => {
  const local = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
  const tokyoTime = local(NOW - 3600 + 9 * 3600);
  const line = (time: string, id: string) => `checkout,web,${time},${id},${id}@mail.example,JP,`;
  const withSlashes = tokyoTime.replaceAll('-', '/');
  const reviewed = await ReviewedFile.of([
    HEADER,
    line(local(NOW - 7200), 'e1'),
    line(withSlashes, 'e2'),
    line(`${local(NOW - 60)} UTC`, 'e3'),
  ]);
  expect((await reviewed.view()).repairs).toMatchObject([
    { repair: 'time_zone', kind: 'choice', neededAnswer: 'time_zone' },
  ]);
  await reviewed.edit({ kind: 'repair', column: 'event_time', repair: 'time_zone', answer: 'Asia/Tokyo' });
  await reviewed.runReview();
  expect(await reviewed.value(1, 'event_time')).toBe(`${local(NOW - 7200)} Asia/Tokyo`);
  expect(await reviewed.value(2, 'event_time')).toBe(`${tokyoTime} Asia/Tokyo`);
  expect(await reviewed.value(3, 'event_time')).toBe(`${local(NOW - 60)} UTC`);
  expect((await reviewed.view()).records).toMatchObject({ ready: 3, invalid: 0, warned: 0 });
});

/** The local time in Tokyo so many hours ago. If read as UTC, it is in the future if fewer than nine hours ago. */
function inTokyo(hoursAgo: number): string {
  const seconds = NOW - hoursAgo * 3600 + 9 * 3600;
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

const line = (time: string, id: string, em = `${id}@mail.example`) => `checkout,web,${time},${id},${em},JP,`;

const WITH_JAPANESE_TIMES = [
  HEADER,
  line(inTokyo(1).replaceAll('-', '/'), 'e1'),
  line(inTokyo(30).replace(/(\d+)-(\d+)-(\d+) (\d+):(\d+):.*/, '$1年$2月$3日 $4時$5分'), 'e2'),
  line(inTokyo(31), 'e3'),
  line(`${inTokyo(32)}.125`, 'e4'),
  line(`${NOW - 60}000`, 'e5'),
];

test('safe repairs do not replace the choice of a time zone', async () => {
  const reviewed = await ReviewedFile.of(WITH_JAPANESE_TIMES);
  const repairsWithAnswer = async () => (await reviewed.view()).repairs.filter(({ neededAnswer }) => neededAnswer);
  const timeZoneOfAll = [{ repair: 'time_zone', kind: 'choice', column: 'event_time', records: 4 }];
  expect(await repairsWithAnswer()).toMatchObject(timeZoneOfAll);
  for (const { kind, column, repair } of (await reviewed.view()).repairs)
    if (kind === 'safe') await reviewed.edit({ kind: 'repair', column, repair });
  expect(await repairsWithAnswer()).toMatchObject(timeZoneOfAll);
  expect((await reviewed.view()).records).toMatchObject({ ready: 3, invalid: 2, warned: 1 });

  await reviewed.edit({ kind: 'repair', column: 'event_time', repair: 'time_zone', answer: 'Asia/Tokyo' });
  await reviewed.runReview();
  expect(await repairsWithAnswer()).toEqual([]);
  expect((await reviewed.view()).records).toMatchObject({ ready: 5, invalid: 0, warned: 0 });
  const { job } = await reviewed.send();
  expect(job.records).toMatchObject({ accepted: 5 });
  const events = (await reviewed.product.sandbox.events()).map(({ event }) => event);
  const sent = Object.fromEntries(events.map((event) => [event['event_id'], event['event_time']]));
  const minute = Math.floor((NOW - 30 * 3600) / 60) * 60;
  expect(sent).toEqual({ e1: NOW - 3600, e2: minute, e3: NOW - 31 * 3600, e4: NOW - 32 * 3600, e5: NOW - 60 });
});

test('the order of day and month, and the start of day, are chosen together with the time zone', async () => {
  const reviewed = await ReviewedFile.of([HEADER, line('03/11/2026 10:00', 'e1'), line('24.11.2026', 'e2')]);
  expect((await reviewed.view()).repairs).toMatchObject([
    { repair: 'start_of_day', neededAnswer: 'time_zone', records: 1 },
    { repair: 'time_day_first', neededAnswer: 'time_zone', records: 1 },
    { repair: 'time_month_first', neededAnswer: 'time_zone', records: 1 },
  ]);
  for (const answer of [undefined, '', 'Mars/Base'])
    await expect(
      reviewed.edit({ kind: 'repair', column: 'event_time', repair: 'start_of_day', answer }),
    ).rejects.toMatchObject({ code: 'repair_needs_time_zone' });
  await reviewed.edit({ kind: 'repair', column: 'event_time', repair: 'time_day_first', answer: 'Europe/Berlin' });
  expect(await reviewed.value(1, 'event_time')).toBe('2026-11-03 10:00:00 Europe/Berlin');
});

test('the warning about times without zone moves on once the time of its record is fixed, or the record left out', async () => {
  const reviewed = await ReviewedFile.of([HEADER, ...[1, 2, 3, 4].map((each) => line(inTokyo(30 + each), `e${each}`))]);
  const warnedRecords = () => reviewed.list({ show: 'warned', code: 'event_time_without_zone' });
  const repairableCount = async () =>
    (await reviewed.view()).repairs.find(({ repair }) => repair === 'time_zone')?.records;
  expect([await warnedRecords(), await repairableCount()]).toEqual([[1], 4]);
  await reviewed.edit({ kind: 'cell', record: 1, column: 'em', value: 'b@mail.example' });
  expect([await warnedRecords(), await repairableCount()]).toEqual([[1], 4]);
  await reviewed.edit({ kind: 'cell', record: 1, column: 'event_time', value: `${inTokyo(31)} Asia/Tokyo` });
  expect([await warnedRecords(), await repairableCount()]).toEqual([[2], 3]);
  await reviewed.edit({ kind: 'leave_out', records: [2, 3] });
  expect([await warnedRecords(), await repairableCount()]).toEqual([[4], 1]);
  expect(await reviewed.rows(3, 4)).toMatchObject([
    { status: 'left_out', issues: [] },
    { status: 'warned', issues: [{ code: 'event_time_without_zone' }] },
  ]);
  await reviewed.edit({ kind: 'undo' });
  await reviewed.edit({ kind: 'undo' });
  expect([await warnedRecords(), await repairableCount()]).toEqual([[1], 4]);
  await reviewed.edit({ kind: 'leave_out_found', filter: { show: 'all' } });
  expect([await warnedRecords(), await repairableCount()]).toEqual([[], undefined]);
});

test('a record that was left out before the export does not count as accepted', async () => {
  const line = (n: number) => `checkout,web,${NOW - 60},e${n},a${n}@mail.example,JP,`;
  const reviewed = await ReviewedFile.of([HEADER, ...[1, 2, 3].map(line)]);
  await reviewed.edit({ kind: 'leave_out', records: [2] });
  const { job, ids } = await reviewed.send();
  expect(ids).toEqual(['e1', 'e3']);
  const view = (record: number) => perform(viewRecord, { job: job.id, record }, OPERATOR, reviewed.product.runtime);
  expect(await view(1)).toMatchObject({ noDetails: 'accepted', history: [{ outcome: 'accepted' }] });
  expect(await view(2)).toMatchObject({ noDetails: 'left_out', history: [{ outcome: 'left_out' }] });
});

test('offers to omit an optional value only if it cannot be repaired', async () => {
  const reviewed = await ReviewedFile.of([...FAULTY, `checkout,web,${NOW - 60},e8,a8@mail.example,Atlantis,`]);
  const omissions = (await reviewed.view()).repairs.filter(({ kind }) => kind === 'omission');
  expect(omissions).toMatchObject([
    { column: 'country', records: 1 },
    { column: 'em', records: 1 },
  ]);
  await reviewed.edit({ kind: 'repair', column: 'country', repair: 'left_out' });
  expect(await reviewed.value(8, 'country')).toBe('');
  expect(await reviewed.value(3, 'country')).toBe('日本');
});

test('later fixes do not affect an existing job', async () => {
  const reviewed = await ReviewedFile.of(FAULTY);
  await reviewed.edit({ kind: 'repair', column: 'event_time', repair: 'to_seconds' });
  const { job, ids } = await reviewed.send();
  expect(ids).toEqual(['e1', 'e2', 'e6', 'e7']);
  await reviewed.edit({ kind: 'undo' });
  const { runtime } = reviewed.product;
  const blocks = await Array.fromAsync((await runtime.rowsOfJob(job, reviewed.upload)).rows(reviewed.upload.start));
  expect(blocks.flatMap(({ rows }) => rows)[1]?.cells[2]).toBe(`${NOW - 60}`);
});

test('records that were left out are neither sent nor counted by the job', async () => {
  const reviewed = await ReviewedFile.of(FAULTY);
  await reviewed.edit({ kind: 'leave_out_found', filter: { show: 'invalid' } });
  expect((await reviewed.view()).records).toMatchObject({ ready: 2, invalid: 0, leftOut: 5 });
  expect(await reviewed.list({ show: 'left_out' })).toEqual([2, 3, 4, 5, 7]);
  const { job } = await reviewed.send();
  expect(job.records).toMatchObject({ read: 2, accepted: 2, invalid: 0 });
  await reviewed.edit({ kind: 'undo' });
  expect((await reviewed.view()).records).toMatchObject({ invalid: 5, leftOut: 0 });
});

test('leaves out only those listed records that the filter still finds', async () => {
  const reviewed = await ReviewedFile.of(FAULTY);
  const records = await reviewed.list({ show: 'invalid' });
  await reviewed.edit({ kind: 'repair', column: 'event_time', repair: 'to_seconds' });
  const filter = { show: 'invalid', code: 'country_not_two_letters' } as const;
  expect(await reviewed.edit({ kind: 'leave_out', records, filter })).toEqual([3, 4]);
  expect((await reviewed.view()).records).toMatchObject({ ready: 4, invalid: 1, leftOut: 2 });
  expect(await reviewed.edit({ kind: 'leave_out', records, filter })).toEqual([]);
  await reviewed.edit({ kind: 'leave_out', records, filter: { show: 'invalid' } });
  expect((await reviewed.view()).records).toMatchObject({ ready: 4, invalid: 0, leftOut: 3 });
  const { job, ids } = await reviewed.send();
  expect([job.records.read, ids]).toEqual([4, ['e1', 'e2', 'e6', 'e7']]);
});

test('replaces a value in all records, even in valid ones', async () => {
  const reviewed = await ReviewedFile.of(FAULTY);
  await reviewed.edit({ kind: 'find', column: 'country', how: 'whole', find: 'NO', to: 'SE' });
  expect(await reviewed.list({ show: 'fixed' })).toEqual([5, 6, 7]);
});

test('another mapping restarts the review and keeps the fixes', async () => {
  const reviewed = await ReviewedFile.of(FAULTY);
  await reviewed.edit({ kind: 'cell', record: 5, column: 'em', value: 'a5@mail.example' });
  await reviewed.begin({ mapping: { ph: null }, constants: {} });
  expect(await reviewed.view()).toMatchObject({ state: 'ready', records: { ready: 3, invalid: 4, fixed: 1 } });
  expect((await reviewed.view()).repairs.map(({ repair }) => repair)).not.toContain('phone_country');
});

test('makes all safe repairs as one edit, with the numbers shown before', async () => {
  const reviewed = await ReviewedFile.of(FAULTY);
  const { columns, totals, open } = await reviewed.safeRepairs();
  expect(columns).toMatchObject([
    {
      column: 'event_time',
      fields: ['event_time'],
      cells: 3,
      errors: 3,
      repairs: [{ repair: 'to_seconds', cells: 3 }],
      samples: [{ before: `${NOW - 60}000`, after: `${NOW - 60}` }],
    },
    {
      column: 'country',
      cells: 2,
      errors: 2,
      samples: [
        { before: '日本', after: 'JP' },
        { before: 'Norge', after: 'NO' },
      ],
    },
    { column: 'ph', cells: 1, errors: 0, samples: [{ before: '090-1234-4417', after: '+819012344417' }] },
  ]);
  expect(totals).toEqual({ records: 4, leftOut: 0, cells: 6, becomeReady: 4, becomeLeftOut: 0 });
  expect(open).toEqual([]);
  expect((await reviewed.view()).safeRepairs).toEqual({ records: 4, leftOut: 0, becomeReady: 4 });
  expect(await reviewed.edit({ kind: 'safe_repairs', count: 4 })).toEqual([2, 3, 4, 7]);
  expect((await reviewed.view()).records).toMatchObject({ ready: 6, invalid: 1, fixed: 4 });
  await expect(reviewed.edit({ kind: 'safe_repairs' })).rejects.toMatchObject({ code: 'nothing_to_repair' });
  expect(await reviewed.edit({ kind: 'undo' })).toEqual([2, 3, 4, 7]);
  expect(await reviewed.view()).toMatchObject({ records: { ready: 2, invalid: 5, fixed: 0 }, canUndo: false });
});

test('does not repair columns that a person excludes', async () => {
  const reviewed = await ReviewedFile.of(FAULTY);
  const { totals } = await reviewed.safeRepairs('country');
  expect(totals).toEqual({ records: 4, leftOut: 0, cells: 4, becomeReady: 2, becomeLeftOut: 0 });
  await reviewed.edit({ kind: 'safe_repairs', columns: ['event_time', 'ph'], count: 4 });
  expect((await reviewed.view()).records).toMatchObject({ ready: 4, invalid: 3 });
  expect(await reviewed.value(4, 'country')).toBe('Norge');
});

/** So many records that an edit of all of them is made in the background. */
const LARGE = [
  HEADER,
  ...Array.from({ length: 6000 }, (_, i) => `checkout,web,${NOW - 60}000,e${i},a${i}@mail.example,JP,`),
  `checkout,web,${NOW - 60},e6000,no address,JP,`,
];

test('an edit of many records is made in the background; the review stays unchanged until the edit completes', async () => {
  const reviewed = await ReviewedFile.of(LARGE);
  const before = await reviewed.view();
  await reviewed.edit({ kind: 'safe_repairs', count: 6000 });
  expect(await reviewed.view()).toMatchObject({ ...before, next: { state: 'queued' } });
  expect(await reviewed.list({ show: 'invalid' })).toHaveLength(6001);
  const edit = { kind: 'cell', record: 6001, column: 'em', value: 'a@mail.example' } as const;
  await expect(reviewed.edit(edit)).rejects.toMatchObject({ code: 'review_busy' });
  await reviewed.runReview();
  const after = await reviewed.view();
  expect(after).toMatchObject({ next: null, changed: 6000, records: { ready: 6000, invalid: 1, fixed: 6000 } });
  expect(after.version).not.toBe(before.version);
  await reviewed.edit({ kind: 'undo' });
  await reviewed.runReview();
  expect(await reviewed.view()).toMatchObject({
    changed: 6000,
    records: before.records,
    canUndo: false,
    canRedo: true,
  });
  await reviewed.edit({ kind: 'redo' });
  await reviewed.runReview();
  expect(await reviewed.view()).toMatchObject({ changed: 6000, records: after.records });
  expect(await reviewed.list({ show: 'fixed' })).toHaveLength(6000);
});

test('a large edit can follow as soon as the one before it is complete', async () => {
  const reviewed = await ReviewedFile.of(LARGE);
  const before = await reviewed.view();
  for (const kind of ['safe_repairs', 'undo', 'redo', 'undo'] as const) {
    await reviewed.edit({ kind });
    expect(await runNextReview(reviewed.product.runtime, neverAborted)).toBe(true);
    expect(await reviewed.view()).toMatchObject({ next: null, changed: 6000 });
  }
  expect((await reviewed.view()).records).toEqual(before.records);
});

test('a background edit that is canceled changes nothing, and can be redone', async () => {
  const reviewed = await ReviewedFile.of(LARGE);
  const before = await reviewed.view();
  await expect(reviewed.edit({ kind: 'cancel' })).rejects.toMatchObject({ code: 'nothing_to_cancel' });
  await reviewed.edit({ kind: 'safe_repairs' });
  await reviewed.edit({ kind: 'cancel' });
  await reviewed.runReview();
  expect(await reviewed.view()).toMatchObject({ records: before.records, next: null, canUndo: false, canRedo: true });
  await reviewed.restart();
  expect((await reviewed.view()).records).toEqual(before.records);
  await reviewed.edit({ kind: 'redo' });
  await reviewed.runReview();
  expect((await reviewed.view()).records).toMatchObject({ ready: 6000, invalid: 1 });
});

test('a file sent during an edit in the background is sent with the edit, even if the edit is canceled later', async () => {
  const reviewed = await ReviewedFile.of(LARGE);
  await reviewed.edit({ kind: 'safe_repairs' });
  const { runtime } = reviewed.product;
  const seenFixesBytes = (await reviewed.view()).fixesBytes;
  const options = { matching: BY_NAME };
  await expect(() => fixesBytesToSend(runtime, reviewed.upload, { ...options, seenFixesBytes })).rejects.toThrow(
    'send_changed',
  );
  const fixesBytes = await fixesBytesToSend(runtime, reviewed.upload, options);
  await reviewed.edit({ kind: 'cancel' });
  await reviewed.edit({ kind: 'cell', record: 6001, column: 'em', value: 'a@mail.example' });
  expect(await runtime.files.fixes(reviewed.upload.folder, fixesBytes)).toMatchObject([{ kind: 'repairs' }]);
});

test.each<[string, ReviewEdit]>([
  ['all safe repairs', { kind: 'safe_repairs', count: 5 }],
  ['a selection', { kind: 'leave_out', records: [1, 2], filter: { show: 'invalid' }, count: 2 }],
  ['what a filter finds', { kind: 'leave_out_found', filter: { show: 'invalid' }, count: 4 }],
])('refuses %s if the number of records differs from the confirmed number', async (_, edit) => {
  const reviewed = await ReviewedFile.of(FAULTY);
  const before = await reviewed.view();
  await expect(reviewed.edit(edit)).rejects.toMatchObject({ code: 'review_count_differs' });
  expect(await reviewed.view()).toEqual(before);
});

test('refuses an edit of a list that was shown before the review was restarted', async () => {
  const reviewed = await ReviewedFile.of(FAULTY);
  const { version, fixesBytes } = await reviewed.view();
  await reviewed.restart();
  const options = reviewOptions(reviewed.product.runtime, connector);
  const edit = { kind: 'leave_out_found', filter: { show: 'invalid' } } as const;
  await expect(editReview(reviewed.upload.id, { edit, fixesBytes, version }, options)).rejects.toMatchObject({
    code: 'review_changed',
  });
});

test('refuses an edit if the review is restarted while records are rechecked', async () => {
  const reviewed = await ReviewedFile.of(FAULTY);
  const before = await reviewed.view();
  let checks = 0;
  const assertHeld = async () => {
    checks += 1;
    if (checks === 2) await reviewed.restart(); // The fix is appended, and its result is not stored yet.
  };
  const options = { ...reviewOptions(reviewed.product.runtime, connector), assertHeld };
  const edit = { kind: 'cell', record: 5, column: 'em', value: 'a5@mail.example' } as const;
  const { fixesBytes } = before;
  await expect(editReview(reviewed.upload.id, { edit, fixesBytes }, options)).rejects.toMatchObject({
    code: 'review_changed',
  });
  expect((await reviewed.view()).records).toEqual(before.records);
});

test('refuses an edit of an outdated review', async () => {
  const reviewed = await ReviewedFile.of(FAULTY);
  const options = reviewOptions(reviewed.product.runtime, connector);
  const stale = (await reviewed.view()).fixesBytes;
  await reviewed.edit({ kind: 'cell', record: 5, column: 'em', value: 'a5@mail.example' });
  const edit = { kind: 'cell', record: 5, column: 'em', value: 'b5@mail.example' } as const;
  await expect(editReview(reviewed.upload.id, { edit, fixesBytes: stale }, options)).rejects.toMatchObject({
    code: 'review_changed',
  });
  expect(await reviewed.value(5, 'em')).toBe('a5@mail.example');
});

test.each<[string, ReviewEdit]>([
  ['mapping_column_unknown', { kind: 'cell', record: 1, column: 'mail', value: '' }],
  ['review_record_unknown', { kind: 'cell', record: 8, column: 'em', value: '' }],
  ['mapping_column_unknown', { kind: 'cells', cells: [{ record: 1, column: 'mail', value: '' }] }],
  ['review_record_unknown', { kind: 'cells', cells: [1, 8].map((record) => ({ record, column: 'em', value: '' })) }],
  ['repair_unknown', { kind: 'repair', column: 'em', repair: 'magic' }],
  ['nothing_to_undo', { kind: 'undo' }],
  ['nothing_to_redo', { kind: 'redo' }],
])('an edit is refused with %s', async (code, edit) => {
  const reviewed = await ReviewedFile.of(FAULTY);
  await expect(reviewed.edit(edit)).rejects.toMatchObject({ code });
  await expect(reviewed.edit(edit)).rejects.toBeInstanceOf(UserError);
});

test('counts after any edits are the same as after a restarted review', async () => {
  const edit: fc.Arbitrary<ReviewEdit> = fc.oneof(
    fc.record({
      kind: fc.constant('cell' as const),
      record: fc.integer({ min: 1, max: 7 }),
      column: fc.constantFrom('em', 'country', 'event_time', 'ph'),
      value: fc.constantFrom('', 'x', 'JP', 'a@mail.example', `${NOW - 60}`, `${NOW - 60}000`, '090-1234-4417'),
    }),
    fc.record({
      kind: fc.constant('cell' as const),
      record: fc.integer({ min: 1, max: 7 }),
      column: fc.constant('event_time'),
      value: fc.constantFrom(inTokyo(30), inTokyo(30).replaceAll('-', '/'), `${inTokyo(30)} Asia/Tokyo`, inTokyo(-30)),
    }),
    fc.constantFrom<ReviewEdit>(
      {
        kind: 'cells',
        cells: [
          { record: 2, column: 'event_time', value: inTokyo(20) },
          { record: 5, column: 'em', value: 'a@mail.example' },
          { record: 5, column: 'country', value: 'Norge' },
        ],
      },
      { kind: 'repair', column: 'event_time', repair: 'to_seconds' },
      { kind: 'repair', column: 'country', repair: 'country_code' },
      { kind: 'repair', column: 'ph', repair: 'phone_country' },
      { kind: 'safe_repairs' },
      { kind: 'safe_repairs', columns: ['country', 'ph'] },
      { kind: 'find', column: 'em', how: 'whole', find: 'no address', to: 'b@mail.example' },
      { kind: 'repair', column: 'event_time', repair: 'time_zone', answer: 'Asia/Tokyo' },
      { kind: 'leave_out', records: [3, 5] },
      { kind: 'leave_out', records: [1, 2] },
      { kind: 'undo' },
      { kind: 'redo' },
    ),
  );
  const product = await startProduct();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(FAULTY, WITH_JAPANESE_TIMES),
      fc.array(edit, { maxLength: 12 }),
      async (lines, edits) => {
        const reviewed = await ReviewedFile.of(lines, BY_NAME, product);
        for (const each of edits) {
          await reviewed.edit(each).catch((error: unknown) => {
            if (!(error instanceof UserError)) throw error;
          });
          await reviewed.runReview();
        }
        const warned = await reviewed.list({ show: 'all', code: 'event_time_without_zone' });
        const before = await reviewed.view();
        await expectListsToBeAsCounted(reviewed);
        const repairs = await reviewed.safeRepairs();
        await reviewed.restart();
        expect(withoutVersion(await reviewed.view())).toEqual(withoutVersion(before));
        expect(withoutVersion(await reviewed.safeRepairs())).toEqual(withoutVersion(repairs));
        expect(await reviewed.list({ show: 'all', code: 'event_time_without_zone' })).toEqual(warned);
      },
    ),
    { numRuns: 25 },
  );
});

async function expectListsToBeAsCounted(reviewed: ReviewedFile): Promise<void> {
  const { records, issues } = await reviewed.view();
  const { read, leftOut, ...counts } = records;
  for (const [show, count] of Object.entries({ ...counts, all: read, left_out: leftOut }))
    expect([show, (await reviewed.list({ show: show as ReviewFilter['show'] })).length]).toEqual([show, count]);
  for (const { severity, code, column, records: count } of issues) {
    const show = severity === 'error' ? 'invalid' : 'warned';
    expect([code, column, (await reviewed.list({ show, code, column })).length]).toEqual([code, column, count]);
  }
}

/**
 * By column: valid values, and invalid ones that can be repaired, that cannot, or whose repair needs another column.
 */
const VALUES = {
  event_name: ['checkout', 'Purchase', 'buy', 'x'],
  event_time: [`${NOW - 60}`, `${NOW - 60}000`, `${NOW - 60}.5`, '2026-11-03'],
  em: ['a@mail.example', 'mailto:a@mail.example', 'no-address', ''],
  country: ['JP', '日本', 'Norge', 'Atlantis', ''],
  ph: ['+819012344417', '090-1234-4417', '+47 (0)22222222', '+49 0171 2345678 ext. 5', '+４７２２２２２２２２', ''],
  st: ['CA', 'California', '東京都', ''],
  value: ['10', '$10', '1.299,00', '1,234', ''],
  currency: ['USD', '円', 'euro', ''],
};

test('safe repairs of any columns do what was shown before', async () => {
  const names = Object.keys(VALUES) as (keyof typeof VALUES)[];
  const row = fc.record(
    Object.fromEntries(names.map((name) => [name, fc.constantFrom(...VALUES[name])])) as Record<
      keyof typeof VALUES,
      fc.Arbitrary<string>
    >,
  );
  const quoted = (cells: readonly string[]) => cells.map((cell) => `"${cell}"`).join();
  const product = await startProduct();
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 12 }),
      fc.subarray(names),
      fc.boolean(),
      async (rows, excluded, leavesOutAtlantis) => {
        const lines = rows.map((each, i) => quoted([`e${i}`, 'web', ...names.map((name) => each[name])]));
        const matching: Matching = leavesOutAtlantis
          ? { mapping: { country: { field: 'country', values: { atlantis: null } } }, constants: {} }
          : BY_NAME;
        const file = [['event_id', 'action_source', ...names].join(), ...lines];
        const reviewed = await ReviewedFile.of(file, matching, product);
        const { totals, columns } = await reviewed.safeRepairs(...excluded);
        const toRepair = columns.map(({ column }) => column).filter((column) => !excluded.includes(column as never));
        const before = await reviewed.view();
        expect(totals.records > 0).toBe(toRepair.length > 0);
        fc.pre(toRepair.length > 0);
        const changed = await reviewed.edit({ kind: 'safe_repairs', columns: toRepair, count: totals.records });
        expect(changed).toHaveLength(totals.records);
        const { records } = await reviewed.view();
        expect(records).toMatchObject({
          ready: before.records.ready + totals.becomeReady,
          invalid: before.records.invalid - totals.becomeReady - totals.becomeLeftOut,
          leftOut: before.records.leftOut + totals.becomeLeftOut,
        });
        const shown = await reviewed.rows(...changed);
        const cells = shown.reduce((sum, { fixed }) => sum + fixed.length, 0);
        expect(cells).toBe(totals.cells);
        await expectListsToBeAsCounted(reviewed);
        const repairs = await reviewed.safeRepairs();
        await reviewed.restart();
        expect(withoutVersion(await reviewed.safeRepairs())).toEqual(withoutVersion(repairs));
      },
    ),
    { numRuns: 30 },
  );
});

test('of simultaneous edits, one is made and the others are refused', async () => {
  const reviewed = await ReviewedFile.of(FAULTY);
  const { runtime } = reviewed.product;
  const { version, fixesBytes } = await reviewed.view();
  const edits: ReviewEdit[] = [
    { kind: 'safe_repairs' },
    { kind: 'leave_out_found', filter: { show: 'invalid' } },
    { kind: 'cell', record: 5, column: 'em', value: 'a5@mail.example' },
  ];
  const results = await Promise.allSettled(
    edits.map((edit) => editInTurn(runtime, connector, reviewed.upload.id, { edit, fixesBytes, version })),
  );
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect(results.slice(1)).toMatchObject([
    { reason: { code: 'review_changed' } },
    { reason: { code: 'review_changed' } },
  ]);
  expect((await reviewed.view()).records).toMatchObject({ ready: 6, invalid: 1, leftOut: 0 });
});

/** The view without the members that differ after a restart. */
function withoutVersion<T extends object>(view: T) {
  return { ...view, version: undefined, changed: undefined };
}
