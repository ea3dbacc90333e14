import { countShapes } from '#lib/operations/uploads/count-shapes.ts';
import { readableUpload } from '#lib/operations/uploads/readable-upload.ts';
import { failureResponse } from '#lib/web/answer-failure.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import type { UploadParams } from '../load-upload.ts';

/** Nobody reads it: the browser has gone. */
const GONE = 499;

/** How many rows a file has, and how many of them are too short or too long. It takes as long as the file is large. */
export async function GET({ signal }: Request, { params }: UploadParams): Promise<Response> {
  try {
    const runtime = await webRuntime();
    const upload = await readableUpload(runtime, Number((await params).uploadId));
    return Response.json(await countShapes(runtime.rowsOf(upload), upload.start, signal));
  } catch (error) {
    if (signal.aborted) return new Response(null, { status: GONE });
    return failureResponse(error);
  }
}
