import { z } from 'zod';
import { getFileConnector } from '../../../connectors/file-connector.ts';
import { matchingInput } from '../../../core/export/export-input.ts';
import { repairableColumns } from '../../../core/matching/column-problems.ts';
import { fieldOfName } from '../../../core/matching/mapping.ts';
import { columnNeedsMeaning, matchableColumns, unconfirmedColumns } from '../../../core/matching/matchable-columns.ts';
import { MAX_HINT_RECORDS } from '../../../core/matching/profile-column.ts';
import { isBlocking, unitQuestions } from '../../../core/matching/unit-questions.ts';
import { compilePlan } from '../../../core/record/plan.ts';
import type { RowSource } from '../../../core/record/row-block.ts';
import { areActive } from '../../../core/review/fix.ts';
import { isTotalRowFix } from '../../../core/review/fixer.ts';
import { latestFixesBytes } from '../../../core/review/review.ts';
import { MAX_COLUMN_NAME, MAX_COLUMNS } from '../../../core/upload/file-format.ts';
import type { Upload } from '../../../core/upload/upload.ts';
import type { ReadProgress } from '../../../core/view/upload/read-progress.ts';
import { profileColumns } from '../../../operations/exports/profile-columns.ts';
import { recognizeSavedMapping } from '../../../operations/exports/remember-mapping.ts';
import { rowsWithMapping } from '../../../operations/mappings/saved-fixes.ts';
import { readableUpload } from '../../../operations/uploads/readable-upload.ts';
import { sampleColumns } from '../../../operations/uploads/sample-columns.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import { abortSignal, defineInternalCommand } from '../../command.ts';
import { concealText, forActor } from '../../concealed/concealed.ts';
import { uploadInput } from '../../inputs/upload-input.ts';

const MAX_FIELD_LENGTH = 100;
const MAX_VALUE_LENGTH = 1000;
const MAX_VALUES = 500;

/** The first values of each column; personal ones are masked. */
export const viewSamples = defineInternalCommand({
  id: 'viewSamples',
  permission: 'uploads.read',
  effect: 'reads',
  input: uploadInput,
  run: async ({ upload }, runtime, actor) =>
    forActor(actor, await samplesOf(upload, runtime, { showPersonal: false }), (samples) =>
      samples.map((sample) => ({ ...sample, values: sample.values.map(concealText), isMasked: true })),
    ),
});

export const showSamples = defineInternalCommand({
  id: 'showSamples',
  permission: 'values.show',
  effect: 'shows',
  input: uploadInput,
  run: ({ upload }, runtime) => samplesOf(upload, runtime, { showPersonal: true }),
});

async function samplesOf(id: number, runtime: Runtime, { showPersonal }: { readonly showPersonal: boolean }) {
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
  input: uploadInput.extend({ signal: abortSignal, onProgress: progressListener }),
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
  input: uploadInput.extend({
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
    ...uploadInput.shape,
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
  input: matchingInput.extend({ ...uploadInput.shape, signal: abortSignal }),
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
