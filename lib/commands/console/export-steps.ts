import { z } from 'zod';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { UserError } from '../../core/errors.ts';
import { exportDraft } from '../../core/export/export-draft.ts';
import { matchingInput } from '../../core/export/export-input.ts';
import { REPEATS } from '../../core/job/job.ts';
import { repairableColumns } from '../../core/matching/column-problems.ts';
import { fieldOfName } from '../../core/matching/mapping.ts';
import { columnNeedsMeaning, matchableColumns, unconfirmedColumns } from '../../core/matching/matchable-columns.ts';
import { MAX_HINT_RECORDS } from '../../core/matching/profile-column.ts';
import { isNameOfField } from '../../core/matching/suggest-mapping.ts';
import { isBlocking, unitQuestions } from '../../core/matching/unit-questions.ts';
import { fullyMaskedEvent } from '../../core/record/masked-event.ts';
import { compilePlan } from '../../core/record/plan.ts';
import type { RowSource } from '../../core/record/row-block.ts';
import { areActive } from '../../core/review/fix.ts';
import { isTotalRowFix } from '../../core/review/fixer.ts';
import { latestFixesBytes } from '../../core/review/review.ts';
import { MAX_COLUMN_NAME, MAX_COLUMNS } from '../../core/upload/file-format.ts';
import type { Upload } from '../../core/upload/upload.ts';
import type { FirstRow } from '../../core/view/upload/first-row.ts';
import type { ReadProgress } from '../../core/view/upload/read-progress.ts';
import { rowsToSend } from '../../operations/exports/export-fixes.ts';
import { previewExport } from '../../operations/exports/preview-export.ts';
import { profileColumns } from '../../operations/exports/profile-columns.ts';
import { recognizeSavedMapping } from '../../operations/exports/remember-mapping.ts';
import { rowsWithMapping } from '../../operations/mappings/saved-fixes.ts';
import { findLeftOut } from '../../operations/review/repeats/find-left-out.ts';
import { countShapes } from '../../operations/uploads/count-row-shapes.ts';
import { describeHeader } from '../../operations/uploads/describe-header.ts';
import { firstCells, headerCells } from '../../operations/uploads/first-cells.ts';
import { readableUpload } from '../../operations/uploads/readable-upload.ts';
import { sampleColumns } from '../../operations/uploads/sample-columns.ts';
import { customBaseUrl } from '../../runtime/addresses.ts';
import { beginEarlyReviewInTurn } from '../../runtime/reading/serialized-fixes.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { authenticationChoices } from '../authentication-choices.ts';
import { abortSignal, defineInternalCommand, idNumber, noInput } from '../command.ts';
import { concealText, forActor } from '../concealed/concealed.ts';

const MAX_PREVIEW_RECORDS = 20;
const MAX_FIELD_LENGTH = 100;
const MAX_VALUE_LENGTH = 1000;
const MAX_VALUES = 500;

const input = z.object({ upload: idNumber });

/** A file with its draft and the saved mapping for its header, without its location on disk. */
export const viewExportFile = defineInternalCommand({
  id: 'viewExportFile',
  permission: 'uploads.read',
  effect: 'reads',
  input,
  async run({ upload: id }, runtime) {
    const upload = await readableUpload(runtime, id);
    const { name, bytes, encoding, format, delimiter, headerRow, header, workbook } = upload;
    const savedMapping = (await recognizeSavedMapping(getFileConnector(), upload, runtime)) ?? null;
    const reading = { encoding, format, delimiter, headerRow, header, workbook };
    // The time is read before the draft, so that if a draft is saved in between, the next save of the page is refused
    // as outdated.
    const draftAt = await runtime.drafts.updatedAt(id);
    const draft = await runtime.drafts.get(id);
    return {
      id,
      name,
      bytes,
      ...reading,
      draft,
      draftAt,
      isEdited: await runtime.reviews.isEdited(id),
      savedMapping: draft.withoutSaved ? null : savedMapping,
    };
  },
});

/** When the draft of an export was last changed; null if there is none. */
export const viewDraftVersion = defineInternalCommand({
  id: 'viewDraftVersion',
  permission: 'uploads.read',
  effect: 'reads',
  input,
  run: async ({ upload }, { drafts }) => ({ updated_at: await drafts.updatedAt(upload) }),
});

/**
 * Stores the draft of an export, and begins the review of its file as soon as the mapping is complete. Refused with
 * `draft_changed_meanwhile` if the stored draft has changed since it was loaded, unless it equals the new one.
 */
export const saveExportDraft = defineInternalCommand({
  id: 'saveExportDraft',
  permission: 'uploads.write',
  effect: 'drafts',
  input: exportDraft.extend({ ...input.shape, if_updated_at: z.int().nullable().optional() }),
  async run({ upload: id, if_updated_at: ifUpdatedAt, ...draft }, runtime) {
    const upload = await readableUpload(runtime, id);
    const updatedAt = await runtime.drafts.keep(id, draft, (storedUpdatedAt) => {
      if (ifUpdatedAt !== undefined && storedUpdatedAt !== ifUpdatedAt) throw new UserError('draft_changed_meanwhile');
    });
    await beginEarlyReviewInTurn(runtime, { connector: getFileConnector(), upload, choices: draft });
    return { updated_at: updatedAt };
  },
});

/**
 * The first rows of a file, masked below its header, the evidence for its encoding, and whether the file is in use,
 * because a file in use cannot be re-read.
 */
export const viewHeaderStep = defineInternalCommand({
  id: 'viewHeaderStep',
  permission: 'uploads.read',
  effect: 'reads',
  input,
  async run({ upload: id }, runtime, actor) {
    const upload = await readableUpload(runtime, id);
    const encoding = upload.workbook ? null : await runtime.files.surveyEncoding(upload.folder);
    const rows = await firstRowsOf(id, runtime, false);
    const cells = await headerCells(upload, runtime);
    const header = describeHeader(upload, cells, isNameOfField(getFileConnector().fields));
    const shown = forActor(actor, rows, (all) => all.map((row) => concealRow(row, upload)));
    return { rows: shown, encoding, ...header, isInUse: await runtime.uploads.hasJobsOrFixes(id) };
  },
});

/** The row of column names is not concealed, because column names are shown everywhere. */
function concealRow(row: FirstRow, { headerRow, format }: Pick<Upload, 'headerRow' | 'format'>): FirstRow {
  if (row.row === headerRow && format !== 'jsonl') return row;
  return { ...row, isMasked: true, cells: row.cells.map(concealText) };
}

export const showFirstRows = defineInternalCommand({
  id: 'showFirstRows',
  permission: 'values.show',
  effect: 'shows',
  input,
  run: ({ upload }, runtime) => firstRowsOf(upload, runtime, true),
});

async function firstRowsOf(id: number, runtime: Runtime, showPersonal: boolean) {
  return firstCells(await readableUpload(runtime, id), { ...runtime, showPersonal });
}

/** The number of rows, and of those that are too short or too long. Reads the whole file. */
export const countRowShapes = defineInternalCommand({
  id: 'countRowShapes',
  permission: 'uploads.read',
  effect: 'reads',
  input: input.extend({ signal: abortSignal }),
  async run({ upload: id, signal }, runtime) {
    const upload = await readableUpload(runtime, id);
    return countShapes(runtime.rowsOf(upload), upload.start, signal);
  },
});

/** The first values of each column; personal ones are masked. */
export const viewSamples = defineInternalCommand({
  id: 'viewSamples',
  permission: 'uploads.read',
  effect: 'reads',
  input,
  run: async ({ upload }, runtime, actor) =>
    forActor(actor, await samplesOf(upload, runtime, false), (samples) =>
      samples.map((sample) => ({ ...sample, values: sample.values.map(concealText), isMasked: true })),
    ),
});

export const showSamples = defineInternalCommand({
  id: 'showSamples',
  permission: 'values.show',
  effect: 'shows',
  input,
  run: ({ upload }, runtime) => samplesOf(upload, runtime, true),
});

async function samplesOf(id: number, runtime: Runtime, showPersonal: boolean) {
  const upload = await readableUpload(runtime, id);
  return sampleColumns(upload, await rowsForMatch(upload, runtime), {
    fields: getFileConnector().fields,
    showPersonal,
  });
}

/**
 * The records of a file with the fixes of its saved mapping, unless a person has undone them, and without a total row
 * that is left out. Other fixes of a review are not included. If a review of the file has fixes, the saved ones are
 * read from the review, and applied with the mapping of the review, which may differ from the saved one.
 */
async function rowsForMatch(upload: Upload, runtime: Runtime): Promise<RowSource> {
  const connector = getFileConnector();
  const savedMapping = (await runtime.drafts.get(upload.id)).withoutSaved
    ? undefined
    : await recognizeSavedMapping(connector, upload, runtime);
  if (!savedMapping) return runtime.rowsOf(upload);
  const review = await runtime.reviews.find(upload.id);
  const fixes = review ? await runtime.files.fixes(upload.folder, latestFixesBytes(review)) : [];
  if (!review || fixes.length === 0)
    return rowsWithMapping(runtime, upload, { connector: connector.type, content: savedMapping });
  const { mapping, constants, referenceTime: now } = review;
  const active = areActive(fixes);
  return runtime.rowsWithSavedFixes(upload, {
    connector: review.connector,
    matching: { mapping, constants },
    now,
    fixes: fixes.filter((fix, index) => active[index] && (fix.kind === 'saved' || isTotalRowFix(fix))),
  });
}

const progressListener = z.custom<(progress: ReadProgress) => void>((value) => typeof value === 'function');

/** What the columns contain; for columns with few values, also the values and their meanings. Reads the whole file. */
export const viewColumnProfile = defineInternalCommand({
  id: 'viewColumnProfile',
  permission: 'values.show',
  effect: 'shows',
  input: input.extend({ signal: abortSignal, onProgress: progressListener }),
  async run({ upload: id, signal, onProgress }, runtime) {
    const upload = await readableUpload(runtime, id);
    return profileColumns(upload, await rowsForMatch(upload, runtime), {
      signal,
      fields: getFileConnector().fields,
      onProgress: (records, bytes) => onProgress({ records, bytes, of: upload.spoolBytes }),
    });
  },
});

/**
 * Proposes what values of a file mean for a field; null means that the records with that value are left out. Values
 * without a proposal are omitted.
 */
export const suggestValues = defineInternalCommand({
  id: 'suggestValues',
  permission: 'uploads.read',
  effect: 'reads',
  input: input.extend({
    field: z.string().max(MAX_FIELD_LENGTH),
    column: z.string().max(MAX_COLUMN_NAME),
    values: z.array(z.string().max(MAX_VALUE_LENGTH)).max(MAX_VALUES),
  }),
  async run({ field: name, column, values }) {
    const { fields, loadSuggestValue } = getFileConnector();
    const field = fieldOfName(fields, name);
    const suggest = await loadSuggestValue();
    const proposals = field ? values.map((value) => [value, suggest(field, value, column)] as const) : [];
    return proposals.flatMap(([value, to]) => (to === undefined ? [] : { value, to }));
  },
});

/** Which of the given columns a safe repair would make readable, judged by some of their values. */
export const findRepairable = defineInternalCommand({
  id: 'findRepairable',
  permission: 'uploads.read',
  effect: 'reads',
  input: matchingInput.extend({
    ...input.shape,
    columns: z
      .array(
        z.object({
          column: z.string().max(MAX_COLUMN_NAME),
          texts: z.array(z.string().max(MAX_VALUE_LENGTH)).max(MAX_VALUES),
        }),
      )
      .max(MAX_COLUMNS),
  }),
  async run({ upload: id, columns, ...matching }, runtime) {
    const { header } = await readableUpload(runtime, id);
    const { fields, loadRepairs } = getFileConnector();
    const plan = compilePlan(fields, header, matching);
    const now = Math.floor(runtime.clock.now() / 1000);
    return repairableColumns(plan, columns, { repairs: await loadRepairs(), now });
  },
});

/**
 * Whether all questions that block sending the file with this matching are answered. Questions about units depend on
 * the first records; those about words for yes and no depend on all records, because a record with an unconfirmed word
 * is invalid. A mapping that the actor chooses could test for any value, so this needs more than permission to read.
 */
export const viewIsAnswered = defineInternalCommand({
  id: 'viewIsAnswered',
  permission: 'exports.create',
  effect: 'reads',
  input: matchingInput.extend({ ...input.shape, signal: abortSignal }),
  async run({ upload: id, signal, ...matching }, runtime) {
    const upload = await readableUpload(runtime, id);
    const { fields } = getFileConnector();
    const plan = compilePlan(fields, upload.header, matching);
    const source = await rowsForMatch(upload, runtime);
    const limit = plan.columns.some(columnNeedsMeaning) ? undefined : MAX_HINT_RECORDS;
    const profile = await profileColumns(upload, source, { signal, fields, limit });
    const isAnyBlocking = unitQuestions(plan, profile).some(isBlocking);
    const unconfirmed = unconfirmedColumns(matchableColumns(plan, matching.mapping, profile));
    return { isAnswered: !isAnyBlocking && unconfirmed.length === 0 };
  },
});

const previewInput = matchingInput.extend({ ...input.shape, repeats: z.enum(REPEATS).default('keep') });

/**
 * The first records as they would be sent with this mapping, and which of them are left out as repeats; personal values
 * are masked. A mapping that the actor chooses could make any value visible, or test for one, so this needs more than a
 * permission to read.
 */
export const viewPreview = defineInternalCommand({
  id: 'viewPreview',
  permission: 'exports.create',
  effect: 'reads',
  input: previewInput,
  run: (request, runtime) => previewOf(request, runtime, false),
});

export const showPreview = defineInternalCommand({
  id: 'showPreview',
  permission: 'values.show',
  effect: 'shows',
  input: previewInput,
  run: (request, runtime) => previewOf(request, runtime, true),
});

async function previewOf(
  { upload: id, repeats: choice, ...matching }: z.output<typeof previewInput>,
  runtime: Runtime,
  showPersonal: boolean,
) {
  const upload = await readableUpload(runtime, id);
  const { clock, effects } = runtime;
  const { records } = await previewExport({
    connector: getFileConnector(),
    upload,
    matching,
    clock,
    effects,
    source: await rowsToSend(runtime, upload, matching),
    limit: MAX_PREVIEW_RECORDS + 1, // one more, to know whether the file ends here
  });
  const first = records.slice(0, MAX_PREVIEW_RECORDS);
  const sentInstead = await findLeftOut(
    { upload: id, matching, choice, records: first.map(({ record }) => record) },
    runtime,
  );
  // The page does not show the cells of the file, nor the event of a repeat that is left out.
  const shown = first.map(({ cells: _, event, ...record }) => {
    const instead = (event && sentInstead?.get(record.record)) ?? null;
    const sent = instead === null ? event : null;
    const shownEvent = sent && (showPersonal ? sent : fullyMaskedEvent(sent, getFileConnector().fields));
    return { ...record, event: shownEvent, sentInstead: instead };
  });
  return {
    records: shown,
    isWhole: records.length <= MAX_PREVIEW_RECORDS,
    areRepeatsKnown: sentInstead !== undefined,
  };
}

/** What the last step offers: where to send events, and the limits of calls. */
export const viewSendStep = defineInternalCommand({
  id: 'viewSendStep',
  permission: 'authentications.read',
  effect: 'reads',
  input: noInput,
  async run(_, runtime) {
    const { type, maxEventsPerCall } = getFileConnector();
    const { env } = runtime;
    return {
      authentications: await authenticationChoices(runtime),
      eventsPerCall: Math.min(env.maxEventsPerCall, maxEventsPerCall),
      callsPerMinute: env.callsPerMinute,
      customBaseUrl: customBaseUrl(type, env),
    };
  },
});
