import { showRepairExamples } from '#lib/commands/console/reviews.ts';
import { respondWith } from '#lib/web/run-command.ts';
import type { UploadParams } from '../../load-upload.ts';

/** The repairs that are offered, with their examples readable. */
export async function GET(request: Request, { params }: UploadParams): Promise<Response> {
  const { uploadId: upload } = await params;
  return respondWith(request, showRepairExamples, { ...Object.fromEntries(new URL(request.url).searchParams), upload });
}
