import { countRowShapes } from '#lib/commands/console/export-steps.ts';
import { performRequest, respond } from '#lib/web/run-command.ts';
import type { UploadParams } from '../load-upload.ts';

/** The number of rows, and of those that are too short or too long. It reads the whole file. */
export function GET(request: Request, { params }: UploadParams): Promise<Response> {
  return respond(request, async () => {
    const { uploadId: upload } = await params;
    return Response.json(await performRequest(countRowShapes, { upload, signal: request.signal }));
  });
}
