import { z } from 'zod';
import { getFileConnector } from '../../../connectors/file-connector.ts';
import { UserError } from '../../../core/errors.ts';
import { exportDraft } from '../../../core/export/export-draft.ts';
import { recognizeSavedMapping } from '../../../operations/exports/remember-mapping.ts';
import { readableUpload } from '../../../operations/uploads/readable-upload.ts';
import { beginEarlyReviewInTurn } from '../../../runtime/reading/serialized-fixes.ts';
import { defineInternalCommand } from '../../command.ts';
import { uploadInput } from '../../inputs/upload-input.ts';

/** A file with its draft and the saved mapping for its header, without its location on disk. */
export const viewExportFile = defineInternalCommand({
  id: 'viewExportFile',
  permission: 'uploads.read',
  effect: 'reads',
  input: uploadInput,
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
  input: uploadInput,
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
  input: exportDraft.extend({ ...uploadInput.shape, if_updated_at: z.int().nullable().optional() }),
  async run({ upload: id, if_updated_at: ifUpdatedAt, ...draft }, runtime) {
    const upload = await readableUpload(runtime, id);
    const updatedAt = await runtime.drafts.keep(id, draft, (storedUpdatedAt) => {
      if (ifUpdatedAt !== undefined && storedUpdatedAt !== ifUpdatedAt) throw new UserError('draft_changed_meanwhile');
    });
    await beginEarlyReviewInTurn(runtime, { connector: getFileConnector(), upload, choices: draft });
    return { updated_at: updatedAt };
  },
});
