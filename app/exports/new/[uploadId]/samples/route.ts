import { showSamples } from '#lib/commands/console/export-steps.ts';
import { performRequest, respond } from '#lib/web/run-command.ts';
import type { UploadParams } from '../load-upload.ts';

/** The first values of a file's columns, unmasked. Requested only when a person shows them. */
export function GET(request: Request, { params }: UploadParams): Promise<Response> {
  return respond(request, async () => {
    return Response.json(await performRequest(showSamples, { upload: (await params).uploadId }));
  });
}
