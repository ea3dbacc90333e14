import { pollReview } from '#lib/commands/console/reviews.ts';
import { respondWith } from '#lib/web/run-command.ts';
import type { UploadParams } from '../../load-upload.ts';

/** The state of the review of a file or of a job's records, or `isSame` if the page already has this version. */
export async function GET(request: Request, { params }: UploadParams): Promise<Response> {
  const { uploadId: upload } = await params;
  return respondWith(request, pollReview, { ...Object.fromEntries(new URL(request.url).searchParams), upload });
}
