import { beginEarlyReview } from '#lib/operations/review/begin-early-review.ts';
import { earlyReviewOptions } from '#lib/runtime/operation-options.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { completeOnce } from '#lib/web/uploads/uploads.ts';
import { respondForUpload, type UploadParams } from '../../upload-response.ts';

/** Completes an upload and returns the ID for its export. */
export function POST(request: Request, params: UploadParams): Promise<Response> {
  return respondForUpload(request, params, async (folder, input, options) => {
    const upload = await completeOnce(folder, input, options);
    beginEarlyReview({ connector: options.connector, upload }, earlyReviewOptions(await webRuntime()));
    return Response.json({ id: upload.id }, { status: 201 });
  });
}
