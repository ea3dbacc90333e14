import { checkUpload } from '#lib/commands/console/uploads.ts';
import { performRequest } from '#lib/web/run-command.ts';
import { respondForUpload, type UploadParams } from '../../upload-response.ts';

/** Refuses files that can never be exported while they are still being received. */
export function POST(request: Request, params: UploadParams): Promise<Response> {
  return respondForUpload(request, params, async (input) => {
    await performRequest(checkUpload, input);
    return new Response(null, { status: 204 });
  });
}
