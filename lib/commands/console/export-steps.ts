import { z } from 'zod';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { exportDraft } from '../../core/export/export-draft.ts';
import { matchingInput } from '../../core/export/export-input.ts';
import { maskedEvent } from '../../core/record/masked-event.ts';
import { personalPaths } from '../../core/record/personal.ts';
import { rowsToSend } from '../../operations/exports/export-fixes.ts';
import { previewExport } from '../../operations/exports/preview-export.ts';
import { findPreset } from '../../operations/exports/remember-mapping.ts';
import { beginEarlyReview } from '../../operations/review/begin-early-review.ts';
import { countShapes } from '../../operations/uploads/count-row-shapes.ts';
import { firstCells } from '../../operations/uploads/first-cells.ts';
import { readableUpload } from '../../operations/uploads/readable-upload.ts';
import { sampleColumns } from '../../operations/uploads/sample-columns.ts';
import { customAddress } from '../../runtime/addresses.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { authenticationChoices } from '../authentication-choices.ts';
import { abortSignal, defineView, idNumber, noInput } from '../command.ts';

const MAX_PREVIEW_RECORDS = 20;

const input = z.object({ upload: idNumber });

/** A file with its draft and the saved mapping for its header, without its location on disk. */
export const viewExportFile = defineView({
  id: 'viewExportFile',
  permission: 'uploads.read',
  input,
  async run({ upload: id }, runtime) {
    const upload = await readableUpload(runtime, id);
    const { name, bytes, encoding, format, delimiter, headerRow, header } = upload;
    const preset = findPreset(getFileConnector(), upload, runtime) ?? null;
    return { id, name, bytes, encoding, format, delimiter, headerRow, header, draft: runtime.drafts.get(id), preset };
  },
});

/** Stores the draft of an export, and begins the review of its file as soon as the mapping is complete. */
export const saveExportDraft = defineView({
  id: 'saveExportDraft',
  permission: 'uploads.write',
  input: exportDraft.extend(input.shape),
  async run({ upload: id, ...draft }, runtime) {
    const upload = await readableUpload(runtime, id);
    runtime.drafts.keep(id, draft);
    beginEarlyReview({ connector: getFileConnector(), upload, decided: draft }, runtime);
  },
});

/** The first rows of a file, masked below its header, and whether it can still be reread. */
export const viewHeaderStep = defineView({
  id: 'viewHeaderStep',
  permission: 'uploads.read',
  input,
  async run({ upload }, runtime) {
    return { rows: await firstRowsOf(upload, runtime, false), isInUse: runtime.uploads.isInUse(upload) };
  },
});

export const showFirstRows = defineView({
  id: 'showFirstRows',
  permission: 'values.show',
  input,
  run: ({ upload }, runtime) => firstRowsOf(upload, runtime, true),
});

async function firstRowsOf(id: number, runtime: Runtime, showPersonal: boolean) {
  return firstCells(await readableUpload(runtime, id), { ...runtime, showPersonal });
}

/** The number of rows, and of those that are too short or too long. It reads the whole file. */
export const countRowShapes = defineView({
  id: 'countRowShapes',
  permission: 'uploads.read',
  input: input.extend({ signal: abortSignal }),
  async run({ upload: id, signal }, runtime) {
    const upload = await readableUpload(runtime, id);
    return countShapes(runtime.rowsOf(upload), upload.start, signal);
  },
});

/** The first values of each column; personal ones are masked. */
export const viewSamples = defineView({
  id: 'viewSamples',
  permission: 'uploads.read',
  input,
  run: ({ upload }, runtime) => samplesOf(upload, runtime, false),
});

export const showSamples = defineView({
  id: 'showSamples',
  permission: 'values.show',
  input,
  run: ({ upload }, runtime) => samplesOf(upload, runtime, true),
});

async function samplesOf(id: number, runtime: Runtime, showPersonal: boolean) {
  const upload = await readableUpload(runtime, id);
  return sampleColumns(upload, runtime.rowsOf(upload), { fields: getFileConnector().fields, showPersonal });
}

const previewInput = matchingInput.extend(input.shape);

/** The first records as they would be sent with this mapping; personal values are masked. */
export const viewPreview = defineView({
  id: 'viewPreview',
  permission: 'uploads.read',
  input: previewInput,
  run: (request, runtime) => previewOf(request, runtime, personalPaths(getFileConnector().fields)),
});

export const showPreview = defineView({
  id: 'showPreview',
  permission: 'values.show',
  input: previewInput,
  run: (request, runtime) => previewOf(request, runtime, []),
});

async function previewOf(
  { upload: id, ...matching }: z.output<typeof previewInput>,
  runtime: Runtime,
  masked: ReturnType<typeof personalPaths>,
) {
  const upload = await readableUpload(runtime, id);
  const { clock, effects } = runtime;
  const { records } = await previewExport({
    ...{ connector: getFileConnector(), upload, matching, clock, effects },
    source: rowsToSend(runtime, upload, matching),
    limit: MAX_PREVIEW_RECORDS,
  });
  // The page does not show the cells of the file.
  const shown = records.map(({ cells: _, event, ...record }) => {
    return { ...record, event: event && maskedEvent(event, masked) };
  });
  return { records: shown, whole: records.length < MAX_PREVIEW_RECORDS };
}

/** What the last step offers: where to send events, and the limits of calls. */
export const viewSendStep = defineView({
  id: 'viewSendStep',
  permission: 'authentications.read',
  input: noInput,
  run(_, runtime) {
    const { type, maxEventsPerCall } = getFileConnector();
    const { env } = runtime;
    return {
      authentications: authenticationChoices(runtime),
      eventsPerCall: Math.min(env.maxEventsPerCall, maxEventsPerCall),
      callsPerMinute: env.callsPerMinute,
      customAddress: customAddress(type, env),
    };
  },
});
