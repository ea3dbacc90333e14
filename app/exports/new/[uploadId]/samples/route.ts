import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { readableUpload } from '#lib/operations/uploads/readable-upload.ts';
import { sampleColumns } from '#lib/operations/uploads/sample-columns.ts';
import { failureResponse } from '#lib/web/failure-response.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import type { UploadParams } from '../load-upload.ts';

/** The first values of a file's columns, unmasked. Requested only when a person shows them. */
export async function GET(_request: Request, { params }: UploadParams): Promise<Response> {
  try {
    const runtime = await webRuntime();
    const upload = await readableUpload(runtime, Number((await params).uploadId));
    const options = { fields: getFileConnector().fields, showPersonal: true };
    return Response.json(await sampleColumns(upload, runtime.rowsOf(upload), options));
  } catch (error) {
    return failureResponse(error);
  }
}
