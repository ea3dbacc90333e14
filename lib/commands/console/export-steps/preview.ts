import { z } from 'zod';
import { getFileConnector } from '../../../connectors/file-connector.ts';
import { matchingInput } from '../../../core/export/export-input.ts';
import { REPEATS } from '../../../core/job/job.ts';
import { fullyMaskedEvent } from '../../../core/record/masked-event.ts';
import { rowsToSend } from '../../../operations/exports/export-fixes.ts';
import { previewExport } from '../../../operations/exports/preview-export.ts';
import { findLeftOut } from '../../../operations/review/repeats/find-left-out.ts';
import { readableUpload } from '../../../operations/uploads/readable-upload.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import { defineInternalCommand } from '../../command.ts';
import { uploadInput } from '../../inputs/upload-input.ts';

const MAX_PREVIEW_RECORDS = 20;

const previewInput = matchingInput.extend({ ...uploadInput.shape, repeats: z.enum(REPEATS).default('keep') });

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
  run: (request, runtime) => previewOf(request, runtime, { showPersonal: false }),
});

export const showPreview = defineInternalCommand({
  id: 'showPreview',
  permission: 'values.show',
  effect: 'shows',
  input: previewInput,
  run: (request, runtime) => previewOf(request, runtime, { showPersonal: true }),
});

async function previewOf(
  { upload: id, repeats: choice, ...matching }: z.output<typeof previewInput>,
  runtime: Runtime,
  { showPersonal }: { readonly showPersonal: boolean },
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
