import { z } from 'zod';
import { defineRoute, noInput } from '../../api/route.ts';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { matchingInput } from '../../core/export/export-input.ts';
import { MAX_CHANGED_LISTED, MAX_ROWS, reviewEdit, reviewFilter } from '../../core/review/review-view.ts';
import { beginReview as begin } from '../../operations/review/begin-review.ts';
import { listReviewBehind } from '../../operations/review/list-review.ts';
import { showRows } from '../../operations/review/show-rows.ts';
import { viewReview } from '../../operations/review/view-review.ts';
import { readableUpload } from '../../operations/uploads/readable-upload.ts';
import { reviewOptions } from '../../runtime/operation-options.ts';
import { invalidCsv } from '../../runtime/reading/files.ts';
import { editInTurn } from '../../runtime/reading/fixes-in-turn.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { booleanInput } from '../inputs/boolean-input.ts';
import { pageInput, pageShape, toPage } from '../inputs/page.ts';
import { reviewObject, reviewRecordObject, reviewRecordShape, reviewShape } from '../shapes/review.ts';
import { registerShape } from '../shapes/shape-registry.ts';

function optionsOf(runtime: Runtime) {
  return reviewOptions(runtime, getFileConnector());
}

/** The worker reviews the file, once per mapping; nothing is sent. */
export const beginReview = defineRoute({
  id: 'beginReview',
  method: 'POST',
  path: '/uploads/{upload}/review',
  tag: 'reviews',
  input: matchingInput.extend({ mapping: matchingInput.shape.mapping.default({}) }),
  answer: reviewShape,
  status: 202,
  async run({ upload: id, ...matching }, runtime) {
    const upload = await readableUpload(runtime, id);
    begin({ connector: getFileConnector(), upload, matching }, runtime);
    return reviewObject(await viewReview(id, optionsOf(runtime)));
  },
});

export const getReview = defineRoute({
  id: 'getReview',
  method: 'GET',
  path: '/uploads/{upload}/review',
  tag: 'reviews',
  input: noInput,
  answer: reviewShape,
  run: async ({ upload }, runtime) => reviewObject(await viewReview(upload, optionsOf(runtime))),
});

/** With all fixes applied, in file order. */
export const listReviewRecords = defineRoute({
  id: 'listReviewRecords',
  method: 'GET',
  path: '/uploads/{upload}/review/records',
  tag: 'reviews',
  input: reviewFilter.extend({
    ...pageInput,
    limit: z.coerce.number<number>().int().min(1).max(MAX_ROWS).default(50),
    personal: booleanInput.default(false),
  }),
  answer: registerShape('ReviewRecordPage', pageShape(reviewRecordShape)),
  async run({ upload, cursor: after = 0, limit, personal, ...filter }, runtime) {
    const options = optionsOf(runtime);
    const records = await listReviewBehind(upload, { filter, after, limit: limit + 1 }, options);
    const rows = await showRows(upload, { records, personal }, options);
    return toPage(rows, limit, ({ record }) => record, reviewRecordObject);
  },
});

/** `version` is the version that the caller saw: if the review has changed since, the edit is refused. */
export const editReview = defineRoute({
  id: 'editReview',
  method: 'POST',
  path: '/uploads/{upload}/review/edits',
  tag: 'reviews',
  input: z.object({ edit: reviewEdit, version: z.int().nonnegative() }),
  answer: registerShape(
    'ReviewEdited',
    z.object({ review: reviewShape, changed: z.array(z.int()), changed_count: z.int() }),
  ),
  async run({ upload, edit, version: fixesBytes }, runtime) {
    const changed = await editInTurn(runtime, getFileConnector(), upload, { edit, fixesBytes });
    const review = reviewObject(await viewReview(upload, optionsOf(runtime)));
    return { review, changed: changed.slice(0, MAX_CHANGED_LISTED), changed_count: changed.length };
  },
});

/** The invalid records with their errors, to fix elsewhere. */
export const getInvalidCsv = defineRoute({
  id: 'getInvalidCsv',
  method: 'GET',
  path: '/uploads/{upload}/review/invalid.csv',
  tag: 'reviews',
  input: noInput,
  answer: 'csv',
  run: async ({ upload }, runtime) => (await invalidCsv(upload, optionsOf(runtime), 'en')).csv,
});
