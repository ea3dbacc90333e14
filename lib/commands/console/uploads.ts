import { z } from 'zod';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { rereadInput } from '../../core/export/export-input.ts';
import { stepToConfirm } from '../../core/saved-mapping/open-step.ts';
import { declaredProperties, uploadName } from '../../core/upload/upload-input.ts';
import { recognizeSavedMapping } from '../../operations/exports/remember-mapping.ts';
import { proposalsOf } from '../../operations/mappings/known-headers.ts';
import { checkUpload as check } from '../../operations/uploads/check-upload.ts';
import { completeUpload as complete } from '../../operations/uploads/complete-upload.ts';
import { discardUpload as discard } from '../../operations/uploads/discard-upload.ts';
import { listDrafts } from '../../operations/uploads/list-drafts.ts';
import { listUnfinished } from '../../operations/uploads/list-unfinished.ts';
import { beginUpload as begin } from '../../operations/uploads/receive-upload.ts';
import { rereadUpload } from '../../operations/uploads/reread-upload.ts';
import { isEncodingUnknown } from '../../operations/uploads/unknown-encoding.ts';
import { importUpload } from '../../operations/workbench/import-upload.ts';
import { importUploadOptions } from '../../runtime/queries/workbench.ts';
import { beginEarlyReviewInTurn } from '../../runtime/reading/serialized-fixes.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { defineInternalCommand, noInput } from '../command.ts';
import { omitUndefined } from '../omit-undefined.ts';

/** Until an upload is complete, the name of its folder is its id. */
const folder = z.string();
const receivedFile = declaredProperties.extend({ folder });

/**
 * Runs the requests that complete or import one upload one after another: a client that lost the response may repeat
 * its request while the first one still runs, even in another process.
 */
function inTurn<T>(
  { mutex }: Runtime,
  uploadFolder: string,
  work: (assertHeld: () => Promise<void>) => Promise<T>,
): Promise<T> {
  return mutex.run(`completion of ${uploadFolder}`, work);
}

/** Uploads that can be resumed. */
export const viewUnfinishedUploads = defineInternalCommand({
  id: 'viewUnfinishedUploads',
  permission: 'uploads.read',
  effect: 'reads',
  input: noInput,
  run: (_, runtime) => listUnfinished(runtime),
});

/** Begins an upload whose bytes follow. */
export const beginUpload = defineInternalCommand({
  id: 'beginUpload',
  permission: 'uploads.write',
  effect: 'changesInSteps',
  input: z.object({ folder, name: uploadName, bytes: z.int().nonnegative().optional() }),
  run: ({ folder, name, bytes }, runtime) => begin({ folder, name, bytes }, runtime),
});

/** Deletes an upload that is not complete. Throws UserError `unfinished_upload_gone`. */
export const discardUpload = defineInternalCommand({
  id: 'discardUpload',
  permission: 'uploads.write',
  effect: 'changesInSteps',
  input: z.object({ folder }),
  async run({ folder }, runtime) {
    await runtime.unfinished.get(folder);
    await discard(folder, runtime);
  },
});

/** Checks a file that is still being received, and refuses it if it cannot be exported as declared. */
export const checkUpload = defineInternalCommand({
  id: 'checkUpload',
  permission: 'uploads.write',
  effect: 'reads',
  input: receivedFile,
  async run({ folder, ...declared }, runtime) {
    const connector = getFileConnector();
    return check(folder, declared, { ...runtime, connector, proposals: await proposalsOf(connector, runtime) });
  },
});

/** Completes a received file, so that it can be exported, and begins its review if nothing has to be decided first. */
export const completeUpload = defineInternalCommand({
  id: 'completeUpload',
  permission: 'uploads.write',
  effect: 'changesInSteps',
  object: 'upload',
  input: receivedFile,
  async run({ folder, ...declared }, runtime) {
    const connector = getFileConnector();
    const proposals = await proposalsOf(connector, runtime);
    const upload = await inTurn(runtime, folder, (assertHeld) =>
      complete(folder, declared, { ...runtime, connector, proposals, assertHeld }),
    );
    const uploadAsRead = { ...upload, isEncodingUnknown: await isEncodingUnknown(upload, runtime.files) };
    if (!stepToConfirm(uploadAsRead, await recognizeSavedMapping(connector, upload, runtime)))
      await beginEarlyReviewInTurn(runtime, { connector, upload });
    return upload;
  },
});

/** Imports a received file as a table, and discards the upload. */
export const importReceivedFile = defineInternalCommand({
  id: 'importReceivedFile',
  permission: 'databases.write',
  effect: 'changesInSteps',
  input: receivedFile.extend({
    database: z.string('database_required'),
    table: z.string('table_required'),
    create_database: z.boolean().default(false),
  }),
  run: ({ folder, create_database: createsDatabase, ...table }, runtime) =>
    inTurn(runtime, folder, () => importUpload(folder, { ...table, createsDatabase }, importUploadOptions(runtime))),
});

/** Rereads a file with another encoding, format, delimiter, sheet or header row. */
export const rereadFile = defineInternalCommand({
  id: 'rereadFile',
  permission: 'uploads.write',
  effect: 'changesInSteps',
  input: rereadInput,
  async run({ upload: id, ...format }, runtime) {
    const connector = getFileConnector();
    const proposals = await proposalsOf(connector, runtime);
    const upload = await rereadUpload(id, omitUndefined(format), { ...runtime, connector, proposals });
    await beginEarlyReviewInTurn(runtime, { connector, upload });
  },
});

/** The files that were uploaded and not sent yet, and the number of jobs. */
export const viewDrafts = defineInternalCommand({
  id: 'viewDrafts',
  permission: 'uploads.read',
  effect: 'reads',
  input: noInput,
  run: async (_, runtime) => ({
    drafts: await listDrafts(runtime),
    jobs: [...(await runtime.jobs.countByState()).values()].reduce((sum, count) => sum + count, 0),
  }),
});
