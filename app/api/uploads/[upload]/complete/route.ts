import { beginEarlyReview } from '#lib/operations/review/begin-early.ts';
import { earlyReviewOptions } from '#lib/runtime/operation-options.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { completeOnce } from '#lib/web/uploads.ts';
import { answerAbout, type UploadParams } from '../../answer-about.ts';

/** Makes an upload one that can be exported, and says under which id. */
export function POST(request: Request, params: UploadParams): Promise<Response> {
  return answerAbout(request, params, async (folder, said, options) => {
    const upload = await completeOnce(folder, said, options);
    beginEarlyReview({ connector: options.connector, upload }, earlyReviewOptions(await webRuntime()));
    return Response.json({ id: upload.id }, { status: 201 });
  });
}
