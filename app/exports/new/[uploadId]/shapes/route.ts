import { countShapes } from '#lib/operations/uploads/count-row-shapes.ts';
import { readableUpload } from '#lib/operations/uploads/readable-upload.ts';
import { failureResponse } from '#lib/web/failure-response.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import type { UploadParams } from '../load-upload.ts';

/** The client closed the request. */
const CLIENT_CLOSED_REQUEST = 499;

/** The number of rows, and of those that are too short or too long. It reads the whole file. */
export async function GET({ signal }: Request, { params }: UploadParams): Promise<Response> {
  try {
    const runtime = await webRuntime();
    const upload = await readableUpload(runtime, Number((await params).uploadId));
    return Response.json(await countShapes(runtime.rowsOf(upload), upload.start, signal));
  } catch (error) {
    if (signal.aborted) return new Response(null, { status: CLIENT_CLOSED_REQUEST });
    return failureResponse(error);
  }
}
