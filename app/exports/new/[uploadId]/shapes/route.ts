import { countRowShapes } from '#lib/commands/console/export-steps/header.ts';
import { respondWith } from '#lib/web/run-command.ts';
import type { UploadParams } from '../load-upload.ts';

/** The number of records, and how many of them do not fit the header. Reads the whole file. */
export async function GET(request: Request, { params }: UploadParams): Promise<Response> {
  const { uploadId: upload } = await params;
  return respondWith(request, countRowShapes, { upload, signal: request.signal });
}
