import { checkUpload } from '#lib/operations/uploads/check-upload.ts';
import { answerAbout, type UploadParams } from '../../answer-about.ts';

/** Refuses a file that can never be exported while it is still coming in. */
export function POST(request: Request, params: UploadParams): Promise<Response> {
  return answerAbout(request, params, async (folder, said, options) => {
    await checkUpload(folder, said, options);
    return new Response(null, { status: 204 });
  });
}
