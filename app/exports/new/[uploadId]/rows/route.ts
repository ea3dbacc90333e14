import { firstCells } from '#lib/operations/uploads/first-cells.ts';
import { readableUpload } from '#lib/operations/uploads/readable-upload.ts';
import { failureResponse } from '#lib/web/failure-response.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import type { UploadParams } from '../load-upload.ts';

/** The first rows of a file, unmasked. Requested only when a person shows them. */
export async function GET(_request: Request, { params }: UploadParams): Promise<Response> {
  try {
    const runtime = await webRuntime();
    const upload = await readableUpload(runtime, Number((await params).uploadId));
    return Response.json(await firstCells(upload, { ...runtime, showPersonal: true }));
  } catch (error) {
    return failureResponse(error);
  }
}
