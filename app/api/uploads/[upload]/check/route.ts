import { checkUpload } from '#lib/operations/uploads/check-upload.ts';
import { respondForUpload, type UploadParams } from '../../upload-response.ts';

/** Refuses files that can never be exported while they are still being received. */
export function POST(request: Request, params: UploadParams): Promise<Response> {
  return respondForUpload(request, params, async (folder, input, options) => {
    await checkUpload(folder, input, options);
    return new Response(null, { status: 204 });
  });
}
