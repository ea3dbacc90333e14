import { completeOnce } from '#lib/web/uploads.ts';
import { answerAbout, type UploadParams } from '../../answer-about.ts';

/** Makes an upload one that can be exported, and says under which id. */
export function POST(request: Request, params: UploadParams): Promise<Response> {
  return answerAbout(request, params, async (folder, said, options) => {
    const { id } = await completeOnce(folder, said, options);
    return Response.json({ id }, { status: 201 });
  });
}
