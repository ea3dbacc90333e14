import { z } from 'zod';
import { connectorOf } from '#lib/connectors/registry.ts';
import { UserError } from '#lib/core/errors.ts';
import { exportInput } from '#lib/core/export/export-input.ts';
import type { Upload } from '#lib/core/upload/upload.ts';
import { createExport } from '#lib/operations/exports/create-export.ts';
import { rememberMapping } from '#lib/operations/exports/remember-mapping.ts';
import { fixesToSend } from '#lib/operations/exports/rows-to-send.ts';
import { readableUpload } from '#lib/operations/uploads/readable-upload.ts';
import { createExportOptions, presetOptions } from '#lib/runtime/operation-options.ts';
import type { Runtime } from '#lib/runtime/runtime.ts';
import { exportConnector } from '../../../export-connector.ts';

export const newExport = exportInput(exportConnector().parameters).extend({
  /** Length of the fixes file that the page showed; missing if the file was not reviewed. */
  seen: z.int().nonnegative().optional(),
});

/** Creates the job and returns its ID. The worker executes it, not the web process. */
export async function startExport(input: z.output<typeof newExport>, runtime: Runtime): Promise<number> {
  const upload = await readableUpload(runtime, input.upload);
  const authentication = runtime.authentications.get(input.authentication);
  const connector = connectorOf(authentication.connector);
  const { parameters, mapping, constants, alreadyAccepted, delivery } = input;
  const matching = { mapping, constants };
  const fixesBytes = fixesToSend(runtime, upload, { matching, seen: input.seen });
  const job = { connector, upload, authentication, parameters, matching, alreadyAccepted, delivery, fixesBytes };
  assertNotReread(upload, runtime.uploads.get(upload.id));
  const { id } = createExport(job, createExportOptions(runtime));
  rememberMapping(connector, upload, matching, presetOptions(runtime));
  return id;
}

/** The file may have been re-read with another format meanwhile. */
function assertNotReread(before: Upload, now: Upload): void {
  if (before.folder !== now.folder) throw new UserError('upload_changed');
}
