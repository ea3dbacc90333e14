import { importReceivedFile } from '#lib/commands/console/uploads.ts';
import { performRequest } from '#lib/web/run-command.ts';
import { respondForUpload, type UploadParams } from '../../upload-response.ts';

/** Imports a received file as a table; returns the numbers of the table's records and of skipped lines. */
export function POST(request: Request, params: UploadParams): Promise<Response> {
  return respondForUpload(request, params, async (input) =>
    Response.json(await performRequest(importReceivedFile, input), { status: 201 }),
  );
}
