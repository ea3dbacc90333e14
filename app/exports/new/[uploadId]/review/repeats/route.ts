import { viewRepeats } from '#lib/commands/console/review/repeats.ts';
import { respondWith } from '#lib/web/run-command.ts';
import type { UploadParams } from '../../load-upload.ts';

/** How many records repeat others. */
export async function GET(request: Request, { params }: UploadParams): Promise<Response> {
  const { uploadId: upload } = await params;
  return respondWith(request, viewRepeats, { upload });
}
