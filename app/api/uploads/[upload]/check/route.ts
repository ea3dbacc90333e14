import { checkUpload } from '#lib/commands/console/uploads.ts';
import { performRequest } from '#lib/web/run-command.ts';
import { respondForUpload, type UploadParams } from '../../upload-response.ts';

/** Checks a file that is still being received, and refuses it if it can never be exported. */
export function POST(request: Request, params: UploadParams): Promise<Response> {
  return respondForUpload(request, params, async (input) => {
    await performRequest(checkUpload, input);
    return new Response(null, { status: 204 });
  });
}
