import { expect, test } from 'vitest';
import { pinterest } from '../lib/connectors/pinterest/index.ts';
import { beginReview } from '../lib/operations/review/begin-review.ts';
import { editReview } from '../lib/operations/review/edit-review.ts';
import { listReview } from '../lib/operations/review/list-review.ts';
import { viewReview } from '../lib/operations/review/view-review.ts';
import { reviewOptions } from '../lib/runtime/operation-options.ts';
import { startProduct } from './kit/product.ts';
import { runReviews } from './kit/run-reviews.ts';

/** Blank rows and repeated headers, as in spreadsheets and in several exports in one file, are no invalid records. */

const TIME = Math.floor(Date.now() / 1000) - 3600;
const HEADER = 'event_name,action_source,event_time,event_id,em';
const rowOf = (id: number) => `checkout,web,${TIME},e${id},a${id}@mail.example`;
const LINES = [HEADER, rowOf(1), HEADER.toUpperCase(), rowOf(2), ',,,,', ' , ,,"",', ','];
const MATCHING = { mapping: {}, constants: {} };

test('a job leaves out rows without a record, and does not stop at them', async () => {
  const product = await startProduct();
  const job = await product.export(LINES, { skip_invalid_record: false });
  expect(await product.run(job)).toMatchObject({
    state: 'success',
    records: { read: 6, accepted: 2, rejected: 0, invalid: 0, not_sent: 4, uncertain: 0 },
  });
  const noted = await product.runtime.records.page(job.id, { status: 'not_sent' }, 0, 10);
  expect(noted.map(({ record, issues }) => [record, issues.map(({ code }) => code)])).toEqual([
    [2, ['header_repeated']],
    [4, ['row_blank']],
    [5, ['row_blank']],
    [6, ['row_blank']],
  ]);
});

test('the review counts and lists them as left out', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const upload = await product.upload(LINES);
  await beginReview({ connector: pinterest, upload, matching: MATCHING }, runtime);
  await runReviews(runtime);
  const options = reviewOptions(runtime, pinterest);
  const { records, issues } = await viewReview(upload.id, options);
  expect(records).toMatchObject({ read: 6, ready: 2, invalid: 0, leftOut: 4, warned: 0 });
  expect(issues).toEqual([]);
  const ranges = async (show: 'left_out' | 'ready') => (await listReview(upload.id, { show }, options)).ranges;
  expect(await ranges('left_out')).toEqual([
    [2, 2],
    [4, 6],
  ]);
  expect(await ranges('ready')).toEqual([
    [1, 1],
    [3, 3],
  ]);
});

test('a repeated header that a repair changes counts as invalid, as the job does', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const header = `${HEADER},"City, ST"`;
  const upload = await product.upload([header, `${rowOf(1)},"Austin, TX"`, header]);
  const matching = { mapping: { 'City, ST': 'ct' }, constants: {} };
  await beginReview({ connector: pinterest, upload, matching }, runtime);
  await runReviews(runtime);
  const options = reviewOptions(runtime, pinterest);
  const { records, fixesBytes } = await viewReview(upload.id, options);
  expect(records).toMatchObject({ ready: 1, invalid: 0, leftOut: 1 });
  const edit = { kind: 'repair', column: 'City, ST', repair: 'city_alone' } as const;
  await editReview(upload.id, { edit, fixesBytes }, options);
  expect((await viewReview(upload.id, options)).records).toMatchObject({ ready: 1, invalid: 1, leftOut: 0 });
});
