import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connectorOf } from '../lib/connectors/registry.ts';
import type { RepeatChoice } from '../lib/core/job/job.ts';
import type { Matching } from '../lib/core/record/plan.ts';
import type { ReviewEdit } from '../lib/core/review/review-view.ts';
import { beginReview } from '../lib/operations/review/begin-review.ts';
import { editReview } from '../lib/operations/review/edit-review.ts';
import { findLeftOut } from '../lib/operations/review/repeats/find-left-out.ts';
import { countRepeats, listRepeats } from '../lib/operations/review/repeats/list-repeats.ts';
import { countNextRepeats } from '../lib/operations/review/repeats/run-repeat-count.ts';
import { showRows } from '../lib/operations/review/show-rows.ts';
import { reviewOptions } from '../lib/runtime/operation-options.ts';
import { startProduct, type TestProduct } from './kit/product.ts';
import { runReviews } from './kit/run-reviews.ts';

/**
 * Repeats of a reviewed file: found across the whole file, counted with the fixes that the page shows, and listed by
 * event.
 */

const TYPE = 'pinterest_conversion';
const HEADER = 'event_name,action_source,event_time,event_id,em,note';
const TIME = Math.floor(Date.now() / 1000) - 60;
const neverAborted = new AbortController().signal;

interface Line {
  readonly eventId: number;
  readonly isValid: boolean;
  readonly person: number;
}

function csvOf(lines: readonly Line[]): string[] {
  const records = lines.map(({ eventId, isValid, person }, index) => {
    return `${isValid ? 'checkout' : 'no event'},web,${TIME},e${eventId},u${person}@mail.example,row ${index}`;
  });
  return [HEADER, ...records];
}

async function uploadAndReview(product: TestProduct, lines: readonly Line[]): Promise<number> {
  const { runtime } = product;
  const upload = await product.upload(csvOf(lines));
  await beginReview({ connector: connectorOf(TYPE), upload }, runtime);
  await runReviews(runtime);
  return upload.id;
}

async function runCounts({ runtime }: TestProduct): Promise<void> {
  while (await countNextRepeats(runtime, neverAborted));
}

function optionsOf({ runtime }: TestProduct) {
  return reviewOptions(runtime, connectorOf(TYPE));
}

/** All rows of a list; `differing` are the mapped columns in which the record differs from the first of its event. */
async function listAll(product: TestProduct, upload: number, kind?: 'identical' | 'differing') {
  const rows: [record: number, first: number, last: number, differing: readonly string[]][] = [];
  let after: { first: number; record: number } | undefined;
  do {
    const page = await listRepeats(upload, { kind, after, showPersonal: true }, optionsOf(product));
    for (const { record, first, last, differing } of page.rows) rows.push([record, first, last, differing]);
    after = page.next ?? undefined;
  } while (after);
  return rows;
}

/** The repeats that a simple model finds: one map of all valid lines. */
function repeatsOfModel(lines: readonly Line[]) {
  const valid = lines.flatMap((line, index) => (line.isValid ? [{ ...line, record: index + 1 }] : []));
  const events = Map.groupBy(valid, ({ eventId }) => eventId);
  const groups = [...events.values()].filter((members) => members.length > 1);
  const rows = groups.flatMap((members) =>
    members.map(({ record, person }) => {
      const differing = person === members[0]?.person ? [] : ['em'];
      return [record, members[0]?.record, members.at(-1)?.record, differing] as const;
    }),
  );
  const repeats = rows.filter(([record, first]) => record !== first);
  const identical = repeats.filter(([, , , differing]) => differing.length === 0).length;
  return { rows, identical, differing: repeats.length - identical };
}

const line = fc.record({
  eventId: fc.integer({ min: 1, max: 12 }),
  isValid: fc.boolean(),
  person: fc.integer({ min: 1, max: 2 }),
});

test('the repeats of a file are those that a simple model finds, even over several pages', async () => {
  const product = await startProduct();
  const property = fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 90 }), async (lines) => {
    const upload = await uploadAndReview(product, lines);
    expect((await countRepeats(upload, product.runtime)).state).toBe('counting');
    await runCounts(product);
    const { rows, identical, differing } = repeatsOfModel(lines);
    expect(await countRepeats(upload, product.runtime)).toMatchObject({ state: 'ready', identical, differing });
    expect(await listAll(product, upload)).toEqual(rows);
  });
  await fc.assert(property, { numRuns: 60 });
});

const FOUR_LINES: readonly Line[] = [
  { eventId: 1, isValid: true, person: 1 },
  { eventId: 2, isValid: true, person: 1 },
  { eventId: 1, isValid: true, person: 1 },
  { eventId: 1, isValid: true, person: 2 },
];

test('distinguishes identical rows from rows that differ, ignoring columns that are not sent', async () => {
  const product = await startProduct();
  const upload = await uploadAndReview(product, FOUR_LINES);
  await runCounts(product);
  expect(await listAll(product, upload, 'identical')).toEqual([
    [1, 1, 4, []],
    [3, 1, 4, []],
  ]);
  expect(await listAll(product, upload, 'differing')).toEqual([
    [1, 1, 4, []],
    [4, 1, 4, ['em']],
  ]);
  const rows = await showRows(upload, { records: [1, 3], showPersonal: false }, optionsOf(product));
  expect(rows.map(({ issues }) => issues.map(({ code, params }) => [code, params]))).toEqual([
    [],
    [['repeated_event', { record: 1 }]],
  ]);
});

test('tells which records of a preview are left out as repeats, and which are sent instead', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const upload = await uploadAndReview(product, FOUR_LINES);
  const review = await runtime.reviews.find(upload);
  if (!review) throw new Error('no review');
  const leftOut = async (choice: RepeatChoice, records: readonly number[], matching: Matching = review) => {
    const found = await findLeftOut({ upload, matching, choice, records }, runtime);
    return found && [...found];
  };
  expect(await leftOut('first', [1, 2, 3, 4])).toBeUndefined();
  await runCounts(product);
  expect(await leftOut('keep', [1, 2, 3, 4])).toEqual([]);
  expect(await leftOut('first', [1, 2, 3])).toEqual([[3, 1]]);
  expect(await leftOut('last', [1, 2, 3])).toEqual([
    [1, 4],
    [3, 4],
  ]);
  expect(await leftOut('last', [4])).toEqual([]);
  expect(await leftOut('first', [3], { mapping: {}, constants: { language: 'de' } })).toBeUndefined();
});

const edits: readonly (readonly [ReviewEdit, { identical: number; differing: number }])[] = [
  [
    { kind: 'cell', record: 3, column: 'event_id', value: 'e9' },
    { identical: 0, differing: 1 },
  ],
  [
    { kind: 'cell', record: 4, column: 'em', value: 'u1@mail.example' },
    { identical: 2, differing: 0 },
  ],
  [
    { kind: 'leave_out', records: [1] },
    { identical: 0, differing: 1 },
  ],
  [
    { kind: 'cell', record: 2, column: 'event_id', value: 'e1' },
    { identical: 2, differing: 1 },
  ],
];

test.each(edits)(
  'after the edit %j, repeats are counted again; until then no repeats are reported',
  async (edit, expected) => {
    const product = await startProduct();
    const upload = await uploadAndReview(product, FOUR_LINES);
    await runCounts(product);
    expect(await countRepeats(upload, product.runtime)).toMatchObject({ state: 'ready', identical: 1, differing: 1 });
    await editReview(upload, { edit, fixesBytes: 0 }, { ...optionsOf(product), files: product.runtime.files });
    expect(await countRepeats(upload, product.runtime)).toMatchObject({
      state: 'counting',
      identical: 0,
      differing: 0,
    });
    expect(await listAll(product, upload)).toEqual([]);
    await runCounts(product);
    expect(await countRepeats(upload, product.runtime)).toMatchObject({ state: 'ready', ...expected });
  },
);

test('a count that a fix overtakes stores nothing, and a failed count is reported until it is retried', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const upload = await uploadAndReview(product, FOUR_LINES);
  const options = { ...optionsOf(product), files: runtime.files };
  const overtaken = {
    ...runtime,
    surveyRepeats: async function* (...args: Parameters<typeof runtime.surveyRepeats>) {
      const edit = { kind: 'cell', record: 4, column: 'event_id', value: 'e4' } as const;
      await editReview(upload, { edit, fixesBytes: 0 }, options);
      yield* runtime.surveyRepeats(...args);
    },
  };
  expect(await countNextRepeats(overtaken, neverAborted)).toBe(true);
  expect((await countRepeats(upload, runtime)).state).toBe('counting');
  const folder = join(runtime.files.root, (await runtime.uploads.get(upload)).folder);
  await rename(folder, `${folder}-away`);
  await expect(countNextRepeats(runtime, neverAborted)).rejects.toThrow();
  await rename(`${folder}-away`, folder);
  expect((await countRepeats(upload, runtime)).state).toBe('failed');
  await runtime.reviewRepeats.retryFailed();
  await runCounts(product);
  expect(await countRepeats(upload, runtime)).toMatchObject({ state: 'ready', identical: 1, differing: 0 });
});
