import { z } from 'zod';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { matchingInput } from '../../core/export/export-input.ts';
import { mappingOrName } from '../../core/export/mapping-input.ts';
import { MAX_CHANGED_LISTED, MAX_ROWS, reviewEdit, reviewFilter } from '../../core/review/review-view.ts';
import { resolveMatching } from '../../operations/exports/named-mapping.ts';
import { beginReview as begin, keepMatching } from '../../operations/review/begin-review.ts';
import { listReviewAfter } from '../../operations/review/list-review.ts';
import { showRows } from '../../operations/review/show-rows.ts';
import { viewReview } from '../../operations/review/view-review.ts';
import { readableUpload } from '../../operations/uploads/readable-upload.ts';
import { reviewOptions } from '../../runtime/operation-options.ts';
import { invalidCsv } from '../../runtime/reading/files.ts';
import { editInTurn, savedFixesInTurn } from '../../runtime/reading/serialized-fixes.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { defineCommand, idNumber } from '../command.ts';
import { concealExample, forActor } from '../concealed/concealed.ts';
import { concealReview } from '../concealed/concealed-review.ts';
import { booleanInput } from '../inputs/boolean-input.ts';
import { pageInput, pageShape, toPage } from '../inputs/page.ts';
import { reviewObject, reviewRecordObject, reviewRecordShape, reviewShape } from '../shapes/review.ts';
import { registerShape } from '../shapes/shape-registry.ts';

function optionsOf(runtime: Runtime) {
  return reviewOptions(runtime, getFileConnector());
}

/** A review as it is stored for an Idempotency-Key: without the values in the examples of its repairs. */
export function withoutValues(review: unknown): z.output<typeof reviewShape> {
  const { repairs, ...otherMembers } = review as z.output<typeof reviewShape>;
  return { ...otherMembers, repairs: repairs.map(concealExample) };
}

/**
 * The worker reviews the file, once per mapping; nothing is sent. The file's draft in the console gets the same
 * mapping.
 */
export const beginReview = defineCommand({
  id: 'beginReview',
  permission: 'reviews.write',
  effect: 'changesInSteps',
  input: matchingInput.extend({ mapping: mappingOrName.default({}), upload: idNumber }),
  answer: reviewShape,
  async run({ upload: id, ...input }, runtime) {
    const matching = await resolveMatching(input, runtime);
    const upload = await readableUpload(runtime, id);
    const connector = getFileConnector();
    await savedFixesInTurn(runtime, upload, { connector: connector.type, content: matching }, async (fixesBytes) => {
      await begin({ connector, upload, matching, fixesBytes }, runtime);
      await runtime.inOneTransaction(() => keepMatching(id, matching, runtime));
    });
    return reviewObject(await viewReview(id, optionsOf(runtime)));
  },
});

export const getReview = defineCommand({
  id: 'getReview',
  permission: 'reviews.read',
  effect: 'reads',
  input: z.object({ upload: idNumber }),
  answer: reviewShape,
  run: async ({ upload }, runtime, actor) =>
    reviewObject(forActor(actor, await viewReview(upload, optionsOf(runtime)), concealReview)),
});

/** Lists records with all fixes applied, in the order of the file. */
export const listReviewRecords = defineCommand({
  id: 'listReviewRecords',
  permission: 'values.show',
  effect: 'shows',
  input: reviewFilter.extend({
    ...pageInput,
    limit: z.coerce.number<number>().int().min(1).max(MAX_ROWS).default(50),
    personal: booleanInput.default(false),
    upload: idNumber,
  }),
  answer: registerShape('ReviewRecordPage', pageShape(reviewRecordShape)),
  async run({ upload, cursor: after = 0, limit, personal, ...filter }, runtime) {
    const options = optionsOf(runtime);
    const records = await listReviewAfter(upload, { filter, after, limit: limit + 1 }, options);
    const rows = await showRows(upload, { records, showPersonal: personal }, options);
    return toPage(rows, limit, ({ record }) => record, reviewRecordObject);
  },
});

const editedReviewShape = registerShape(
  'EditedReview',
  z.object({ review: reviewShape, changed: z.array(z.int()), changed_count: z.int() }),
);

/** The answer of `editReview` as it is stored for an Idempotency-Key, as in `withoutValues`. */
export function editedWithoutValues(edited: unknown): z.output<typeof editedReviewShape> {
  const { review, ...changes } = edited as z.output<typeof editedReviewShape>;
  return { ...changes, review: withoutValues(review) };
}

/**
 * `version` is the length in bytes of the fixes that the caller saw; each edit makes them longer. If it is no longer
 * current, the edit is refused.
 */
export const editReview = defineCommand({
  id: 'editReview',
  permission: 'reviews.write',
  effect: 'changesInSteps',
  input: z.object({ upload: idNumber, edit: reviewEdit, version: z.int().nonnegative() }),
  answer: editedReviewShape,
  async run({ upload, edit, version: fixesBytes }, runtime) {
    const { changed, changedCount } = await editInTurn(runtime, getFileConnector(), upload, { edit, fixesBytes });
    const review = reviewObject(await viewReview(upload, optionsOf(runtime)));
    return { review, changed: changed.slice(0, MAX_CHANGED_LISTED), changed_count: changedCount };
  },
});

/** The invalid records with their errors, to be fixed in another program. */
export const getInvalidCsv = defineCommand({
  id: 'getInvalidCsv',
  permission: 'values.show',
  needsProof: true,
  effect: 'downloads',
  input: z.object({ upload: idNumber }),
  answer: 'csv',
  run: async ({ upload }, runtime) => (await invalidCsv(upload, optionsOf(runtime), 'en')).csv,
});
