import { viewAlreadyAccepted } from '#lib/commands/console/exports.ts';
import { performRequest, readJson, respond, uncachedJson } from '#lib/web/run-command.ts';
import type { UploadParams } from '../load-upload.ts';

/** The number of records that an export would skip as already accepted. Reads the whole file. */
export function POST(request: Request, { params }: UploadParams): Promise<Response> {
  return respond(request, async () => {
    const upload = Number((await params).uploadId);
    const input = { ...(await readJson(request)), upload, signal: request.signal };
    return uncachedJson(await performRequest(viewAlreadyAccepted, input));
  });
}
