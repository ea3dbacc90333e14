import type { z } from 'zod';
import { connectorOf } from '#lib/connectors/registry.ts';
import { exportInput } from '#lib/core/export-input.ts';
import { createExport } from '#lib/operations/create-export.ts';
import { readableUpload } from '#lib/operations/readable-upload.ts';
import { isSameMatching } from '#lib/operations/review/begin-review.ts';
import { createExportOptions } from '#lib/runtime/operation-options.ts';
import type { Runtime } from '#lib/runtime.ts';
import { exportConnector } from '../../../export-connector.ts';

export const newExport = exportInput(exportConnector().parameters);

/** Makes the job, which waits for the worker, and answers its id: nothing is executed in the web process. */
export async function startExport(input: z.output<typeof newExport>, runtime: Runtime): Promise<number> {
  const upload = await readableUpload(runtime, input.upload);
  const authentication = runtime.authentications.get(input.authentication);
  const connector = connectorOf(authentication.connector);
  const { parameters, mapping, constants, alreadyAccepted, delivery } = input;
  const matching = { mapping, constants };
  const review = runtime.reviews.find(upload.id);
  // What was repaired for other columns would not be what the person saw.
  const fixesBytes = review && isSameMatching(review, matching) ? review.fixesBytes : 0;
  const job = { connector, upload, authentication, parameters, matching, alreadyAccepted, delivery, fixesBytes };
  return createExport(job, createExportOptions(runtime)).id;
}
