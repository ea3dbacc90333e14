import { z } from 'zod';
import { getFileConnector } from '../../connectors/file-connector.ts';
import {
  type EditedReview,
  MAX_CHANGED_LISTED,
  numbersQuery,
  previewRequest,
  recordRequest,
  reviewEdit,
  reviewQuery,
  rowsRequest,
  safeRepairsRequest,
  stateQuery,
} from '../../core/review/review-view.ts';
import { LOCALES } from '../../messages/locale.ts';
import { listReview } from '../../operations/review/list-review.ts';
import { previewReplacing as preview } from '../../operations/review/preview-replacing.ts';
import { showSafeRepairs as showRepairs } from '../../operations/review/repairing/show-safe-repairs.ts';
import { showReviewRecord as showRecord } from '../../operations/review/show-review-record.ts';
import { showRows } from '../../operations/review/show-rows.ts';
import {
  pollReview as poll,
  showRepairExamples as showExamples,
  viewReview as view,
} from '../../operations/review/view-review.ts';
import { reviewOptions } from '../../runtime/operation-options.ts';
import { invalidCsv } from '../../runtime/reading/files.ts';
import { editInTurn } from '../../runtime/reading/serialized-fixes.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { defineInternalCommand, idNumber } from '../command.ts';
import { forActor } from '../concealed/concealed.ts';
import { concealDetail, concealRepairs, concealReview, concealRows } from '../concealed/concealed-review.ts';

const ofUpload = { upload: idNumber };

function optionsOf(runtime: Runtime) {
  return reviewOptions(runtime, getFileConnector());
}

/** The state of a review, of a file or of a job's records. */
export const viewReview = defineInternalCommand({
  id: 'viewReview',
  permission: 'reviews.read',
  effect: 'reads',
  input: reviewQuery.extend(ofUpload),
  run: async ({ upload, job }, runtime, actor) =>
    forActor(actor, await view(upload, optionsOf(runtime), job), concealReview),
});

/** The state of a review for a page that polls: `isSame` if the page already has this version. */
export const pollReview = defineInternalCommand({
  id: 'pollReview',
  permission: 'reviews.read',
  effect: 'reads',
  input: stateQuery.extend(ofUpload),
  async run({ upload, job, known }, runtime, actor) {
    const state = await poll(upload, { job, knownVersion: known }, optionsOf(runtime));
    return 'isSame' in state ? state : forActor(actor, state, concealReview);
  },
});

/** The repairs that a review offers, with unmasked examples. */
export const showRepairExamples = defineInternalCommand({
  id: 'showRepairExamples',
  permission: 'values.show',
  effect: 'shows',
  input: reviewQuery.extend(ofUpload),
  run: ({ upload, job }, runtime) => showExamples(upload, job, optionsOf(runtime)),
});

/** A review with the mapping it was made with, and whether its file has jobs; null if there is none. */
export const viewReviewStep = defineInternalCommand({
  id: 'viewReviewStep',
  permission: 'reviews.read',
  effect: 'reads',
  input: z.object(ofUpload),
  async run({ upload }, runtime, actor) {
    const review = await runtime.reviews.find(upload);
    if (!review) return null;
    const { mapping, constants, connector: connectorType } = review;
    const keptUntil = await runtime.retention.dueAt(upload, (await runtime.settings.current()).retention_days);
    const hasJobs = (await runtime.retention.jobsOf(upload)).length > 0;
    const shown = forActor(actor, await view(upload, optionsOf(runtime)), concealReview);
    return { connectorType, matching: { mapping, constants }, keptUntil, hasJobs, view: shown };
  },
});

/** The finished review of a file, with the mapping it was made with; null if there is none. */
export const viewFinishedReview = defineInternalCommand({
  id: 'viewFinishedReview',
  permission: 'reviews.read',
  effect: 'reads',
  input: z.object(ofUpload),
  async run({ upload }, runtime, actor) {
    const review = await runtime.reviews.find(upload);
    if (review?.state !== 'ready' || review.next) return null;
    const { mapping, constants } = review;
    const shown = forActor(actor, await view(upload, optionsOf(runtime)), concealReview);
    return { matching: { mapping, constants }, view: shown };
  },
});

/** The numbers of the records that match a filter. */
export const viewReviewNumbers = defineInternalCommand({
  id: 'viewReviewNumbers',
  permission: 'reviews.read',
  effect: 'reads',
  input: numbersQuery.extend(ofUpload),
  run: ({ upload, included, ...filter }, runtime) =>
    listReview(upload, filter, optionsOf(runtime), { onlyIncluded: included !== undefined }),
});

const rowsInput = rowsRequest.extend(ofUpload);

/** Records in their current state; personal values are masked. */
export const viewReviewRows = defineInternalCommand({
  id: 'viewReviewRows',
  permission: 'reviews.read',
  effect: 'reads',
  input: rowsInput,
  async run(request, runtime, actor) {
    const { rows } = await rowsOf(request, runtime, { showPersonal: false });
    return { rows: forActor(actor, rows, concealRows) };
  },
});

export const showReviewRows = defineInternalCommand({
  id: 'showReviewRows',
  permission: 'values.show',
  effect: 'shows',
  input: rowsInput,
  run: (request, runtime) => rowsOf(request, runtime, { showPersonal: true }),
});

async function rowsOf(
  { upload, ...request }: z.output<typeof rowsInput>,
  runtime: Runtime,
  { showPersonal }: { readonly showPersonal: boolean },
) {
  return { rows: await showRows(upload, { ...request, showPersonal }, optionsOf(runtime)) };
}

const previewInput = previewRequest.extend(ofUpload);

/** What find and replace would do in a section of a file; personal values are masked. */
export const previewReplacing = defineInternalCommand({
  id: 'previewReplacing',
  permission: 'reviews.write',
  effect: 'reads',
  input: previewInput,
  run: (request, runtime) => replacingOf(request, runtime, { showPersonal: false }),
});

export const showReplacing = defineInternalCommand({
  id: 'showReplacing',
  permission: 'values.show',
  effect: 'shows',
  input: previewInput,
  run: (request, runtime) => replacingOf(request, runtime, { showPersonal: true }),
});

function replacingOf(
  { upload, ...request }: z.output<typeof previewInput>,
  runtime: Runtime,
  { showPersonal }: { readonly showPersonal: boolean },
) {
  return preview(upload, { ...request, showPersonal }, optionsOf(runtime));
}

const safeRepairsInput = safeRepairsRequest.extend(ofUpload);

/** What all safe repairs would do; personal values are masked. */
export const viewSafeRepairs = defineInternalCommand({
  id: 'viewSafeRepairs',
  permission: 'reviews.read',
  effect: 'reads',
  input: safeRepairsInput,
  run: async ({ upload, ...request }, runtime, actor) =>
    forActor(actor, await showRepairs(upload, { ...request, showPersonal: false }, optionsOf(runtime)), concealRepairs),
});

export const showSafeRepairs = defineInternalCommand({
  id: 'showSafeRepairs',
  permission: 'values.show',
  effect: 'shows',
  input: safeRepairsInput,
  run: ({ upload, ...request }, runtime) => showRepairs(upload, { ...request, showPersonal: true }, optionsOf(runtime)),
});

const recordInput = recordRequest.extend(ofUpload);

/** The details of a record; personal values are masked. */
export const viewReviewRecord = defineInternalCommand({
  id: 'viewReviewRecord',
  permission: 'reviews.read',
  effect: 'reads',
  input: recordInput,
  run: async ({ upload, record }, runtime, actor) =>
    forActor(actor, await showRecord(upload, { record, showPersonal: false }, optionsOf(runtime)), concealDetail),
});

export const showReviewRecord = defineInternalCommand({
  id: 'showReviewRecord',
  permission: 'values.show',
  effect: 'shows',
  input: recordInput,
  run: ({ upload, record }, runtime) => showRecord(upload, { record, showPersonal: true }, optionsOf(runtime)),
});

/**
 * Fixes records of a file or of a job. For an edit of one cell, also returns its record, because those who edit values
 * may see them.
 */
export const fixRecords = defineInternalCommand({
  id: 'fixRecords',
  permission: 'reviews.write',
  effect: 'changesInSteps',
  input: reviewQuery.extend({
    ...ofUpload,
    edit: reviewEdit,
    /** Length in bytes of the fixes that the edit is based on. */
    fixesBytes: z.int().nonnegative(),
    /** The `reviewVersion` of the list that the person saw. */
    version: z.string().max(100).optional(),
    /** Whether the response contains personal values of the edited record unmasked. */
    personal: z.boolean().default(false),
  }),
  async run({ upload, job, personal, ...seen }, runtime): Promise<EditedReview> {
    const options = optionsOf(runtime);
    const { edit } = seen;
    const { checked, ...edited } = await editInTurn(runtime, getFileConnector(), upload, seen);
    const [row] =
      edit.kind === 'cell'
        ? await showRows(upload, { records: [edit.record], showPersonal: personal, job }, options)
        : [];
    const after = await view(upload, options, job);
    const shown = { checked: checked.slice(0, MAX_CHANGED_LISTED), checkedCount: checked.length };
    const { changedCount, isInBackground, version, cells } = edited;
    return { view: after, row, version, changedCount, isInBackground, cells, ...shown };
  },
});

/** The invalid records, with all fixes, as a CSV to be fixed in another program. */
export const downloadInvalidCsv = defineInternalCommand({
  id: 'downloadInvalidCsv',
  permission: 'values.show',
  needsProof: true,
  effect: 'downloads',
  input: z.object({ ...ofUpload, locale: z.enum(LOCALES) }),
  async run({ upload: id, locale }, runtime) {
    const { csv, upload } = await invalidCsv(id, optionsOf(runtime), locale);
    return { csv, name: `${upload.name.replace(/\.[^.]*$/, '')}-invalid.csv` };
  },
});
