import { viewReviewNumbers } from '#lib/commands/console/reviews.ts';
import { respondWith } from '#lib/web/run-command.ts';
import type { UploadParams } from '../../load-upload.ts';

/** The numbers of the records that a filter matches. */
export async function GET(request: Request, { params }: UploadParams): Promise<Response> {
  const { uploadId: upload } = await params;
  return respondWith(request, viewReviewNumbers, { ...Object.fromEntries(new URL(request.url).searchParams), upload });
}
