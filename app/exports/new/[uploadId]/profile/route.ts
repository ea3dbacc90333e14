import { viewColumnProfile } from '#lib/commands/console/export-steps/match.ts';
import { progressResponse } from '#lib/web/progress-response.ts';
import { performRequest, respond } from '#lib/web/run-command.ts';
import type { UploadParams } from '../load-upload.ts';

/** What the columns of a file hold, unmasked. The whole file is read, and the response reports the progress. */
export function GET(request: Request, { params }: UploadParams): Promise<Response> {
  return respond(request, async () => {
    const { uploadId: upload } = await params;
    return progressResponse((onProgress) =>
      performRequest(viewColumnProfile, { upload, signal: request.signal, onProgress }),
    );
  });
}
