import { viewTrials } from '#lib/commands/console/exports.ts';
import { respondWith } from '#lib/web/run-command.ts';
import type { UploadParams } from '../../load-upload.ts';

/** The last test and the last rehearsal of the file. */
export async function GET(request: Request, { params }: UploadParams): Promise<Response> {
  const { uploadId: upload } = await params;
  return respondWith(request, viewTrials, { upload });
}
