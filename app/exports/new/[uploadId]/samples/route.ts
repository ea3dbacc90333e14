import { showSamples } from '#lib/commands/console/export-steps/match.ts';
import { respondWith } from '#lib/web/run-command.ts';
import type { UploadParams } from '../load-upload.ts';

/** The first values of a file's columns, unmasked. Requested only when a person shows them. */
export async function GET(request: Request, { params }: UploadParams): Promise<Response> {
  const { uploadId: upload } = await params;
  return respondWith(request, showSamples, { upload });
}
