import { viewColumnProfile } from '#lib/commands/console/export-steps.ts';
import { progressResponse } from '#lib/web/progress-response.ts';
import { performRequest, respond } from '#lib/web/run-command.ts';
import type { UploadParams } from '../load-upload.ts';

/** What the columns of a file hold, unmasked. It reads the whole file, and says how far it is. */
export function GET(request: Request, { params }: UploadParams): Promise<Response> {
  return respond(request, async () => {
    const { uploadId: upload } = await params;
    return progressResponse((onProgress) =>
      performRequest(viewColumnProfile, { upload, signal: request.signal, onProgress }),
    );
  });
}
