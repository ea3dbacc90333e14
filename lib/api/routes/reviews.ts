import { z } from 'zod';
import { matchingInput } from '../../core/export/export-input.ts';
import { MOST_CHANGED_TOLD, MOST_ROWS, reviewEdit, reviewFilter } from '../../core/review/review-view.ts';
import { beginReview as begin } from '../../operations/review/begin-review.ts';
import { listReviewBehind } from '../../operations/review/list-review.ts';
import { showRows } from '../../operations/review/show-rows.ts';
import { viewReview } from '../../operations/review/view-review.ts';
import { readableUpload } from '../../operations/uploads/readable-upload.ts';
import { reviewOptions } from '../../runtime/operation-options.ts';
import { invalidCsv } from '../../runtime/reading/files.ts';
import { editInTurn } from '../../runtime/reading/fixes-in-turn.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { connectorOfFiles } from '../connector-of-files.ts';
import { flag } from '../flag.ts';
import { pageAsked, pageOf, turn } from '../page.ts';
import { nothing, route } from '../route.ts';
import { named } from '../shapes/named.ts';
import { reviewObject, reviewRecordObject, reviewRecordShape, reviewShape } from '../shapes/review.ts';

function optionsOf(runtime: Runtime) {
  return reviewOptions(runtime, connectorOfFiles());
}

/** The worker looks through the file, once for each matching; nothing is sent. */
export const beginReview = route({
  id: 'beginReview',
  method: 'POST',
  path: '/uploads/{upload}/review',
  tag: 'reviews',
  input: matchingInput.extend({ mapping: matchingInput.shape.mapping.default({}) }),
  answer: reviewShape,
  status: 202,
  async run({ upload: id, ...matching }, runtime) {
    const upload = await readableUpload(runtime, id);
    begin({ connector: connectorOfFiles(), upload, matching }, runtime);
    return reviewObject(await viewReview(id, optionsOf(runtime)));
  },
});

export const getReview = route({
  id: 'getReview',
  method: 'GET',
  path: '/uploads/{upload}/review',
  tag: 'reviews',
  input: nothing,
  answer: reviewShape,
  run: async ({ upload }, runtime) => reviewObject(await viewReview(upload, optionsOf(runtime))),
});

/** As they stand, with every fix, in the order of the file. */
export const listReviewRecords = route({
  id: 'listReviewRecords',
  method: 'GET',
  path: '/uploads/{upload}/review/records',
  tag: 'reviews',
  input: reviewFilter.extend({
    ...pageAsked,
    limit: z.coerce.number<number>().int().min(1).max(MOST_ROWS).default(50),
    personal: flag.default(false),
  }),
  answer: named('ReviewRecordPage', pageOf(reviewRecordShape)),
  async run({ upload, cursor: after = 0, limit, personal, ...filter }, runtime) {
    const options = optionsOf(runtime);
    const records = await listReviewBehind(upload, { filter, after, limit: limit + 1 }, options);
    const rows = await showRows(upload, { records, personal }, options);
    return turn(rows, limit, ({ record }) => record, reviewRecordObject);
  },
});

/** `version` is that of the review as the caller saw it: where something was repaired meanwhile nothing is changed. */
export const editReview = route({
  id: 'editReview',
  method: 'POST',
  path: '/uploads/{upload}/review/edits',
  tag: 'reviews',
  input: z.object({ edit: reviewEdit, version: z.int().nonnegative() }),
  answer: named('ReviewEdited', z.object({ review: reviewShape, changed: z.array(z.int()), changed_count: z.int() })),
  async run({ upload, edit, version: fixesBytes }, runtime) {
    const changed = await editInTurn(runtime, connectorOfFiles(), upload, { edit, fixesBytes });
    const review = reviewObject(await viewReview(upload, optionsOf(runtime)));
    return { review, changed: changed.slice(0, MOST_CHANGED_TOLD), changed_count: changed.length };
  },
});

/** With their errors, ready to be repaired elsewhere. */
export const getInvalidCsv = route({
  id: 'getInvalidCsv',
  method: 'GET',
  path: '/uploads/{upload}/review/invalid.csv',
  tag: 'reviews',
  input: nothing,
  answer: 'csv',
  run: async ({ upload }, runtime) => (await invalidCsv(upload, optionsOf(runtime), 'en')).csv,
});
