import { completeUpload } from '#lib/commands/console/uploads.ts';
import { performRequest } from '#lib/web/run-command.ts';
import { respondForUpload, type UploadParams } from '../../upload-response.ts';

/** Completes an upload and returns the ID that the URLs of its export contain. */
export function POST(request: Request, params: UploadParams): Promise<Response> {
  return respondForUpload(request, params, async (input) => {
    const { id } = await performRequest(completeUpload, input);
    return Response.json({ id }, { status: 201 });
  });
}
