import { getFileConnector } from '../../../connectors/file-connector.ts';
import { hasPermission } from '../../../core/access/permission.ts';
import { matchingInput } from '../../../core/export/export-input.ts';
import { recognizeSavedMapping } from '../../../operations/exports/remember-mapping.ts';
import { describeApplied } from '../../../operations/mappings/describe-applied.ts';
import { findOpenStep } from '../../../operations/mappings/find-open-step.ts';
import { choicesOf } from '../../../operations/mappings/saved-fixes.ts';
import { beginReview } from '../../../operations/review/begin-review.ts';
import { readableUpload } from '../../../operations/uploads/readable-upload.ts';
import { beginEarlyReviewInTurn, savedFixesInTurn } from '../../../runtime/reading/serialized-fixes.ts';
import { abortSignal, defineInternalCommand } from '../../command.ts';
import { uploadInput } from '../../inputs/upload-input.ts';

/**
 * The first open step of a file; null if a person has already decided something about the file. If the saved mapping
 * leaves nothing to decide, the command begins the review; an actor who may only read gets the step Match instead. With
 * a saved mapping, it may have to read the whole file.
 */
export const viewOpenStep = defineInternalCommand({
  id: 'viewOpenStep',
  permission: 'uploads.read',
  effect: 'reads',
  input: uploadInput.extend({ signal: abortSignal }),
  async run({ upload: id, signal }, runtime, actor) {
    const upload = await readableUpload(runtime, id);
    const connector = getFileConnector();
    const step = await findOpenStep({ connector, upload, draft: await runtime.drafts.get(id) }, runtime, signal);
    if (step !== 'review') return step ?? null;
    if (!hasPermission(actor, 'reviews.write')) return 'match';
    await beginEarlyReviewInTurn(runtime, { connector, upload });
    return (await runtime.reviews.find(id)) ? step : 'match';
  },
});

/** What was applied to a file from its saved mapping; null if it has none, or another mapping is used. */
export const viewAppliedMapping = defineInternalCommand({
  id: 'viewAppliedMapping',
  permission: 'reviews.read',
  effect: 'reads',
  input: uploadInput,
  async run({ upload: id }, runtime) {
    const upload = await readableUpload(runtime, id);
    return (await describeApplied(getFileConnector(), upload, runtime)) ?? null;
  },
});

/**
 * Starts the review of a file. The first review begins with the fixes of the file's saved mapping, unless a person has
 * chosen to do without it.
 */
export const startReview = defineInternalCommand({
  id: 'startReview',
  permission: 'reviews.write',
  effect: 'changesInSteps',
  input: matchingInput.extend(uploadInput.shape),
  async run({ upload: id, ...matching }, runtime) {
    const upload = await readableUpload(runtime, id);
    const connector = getFileConnector();
    const usesSavedMapping =
      (await runtime.drafts.get(id)).withoutSaved !== true && (await runtime.reviews.find(id)) === undefined;
    const savedMapping = usesSavedMapping ? await recognizeSavedMapping(connector, upload, runtime) : undefined;
    const content = { ...matching, reading: {}, fixes: savedMapping?.fixes ?? [], choices: choicesOf(savedMapping) };
    await savedFixesInTurn(runtime, upload, { connector: connector.type, content }, (fixesBytes) =>
      beginReview({ connector, upload, matching, fixesBytes }, runtime),
    );
  },
});
