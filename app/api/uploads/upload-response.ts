import { readJson } from '#lib/api/read-body.ts';
import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { parseInput } from '#lib/core/connector/parameters.ts';
import { declaredFacts } from '#lib/core/upload/upload-input.ts';
import type { DeclaredFacts } from '#lib/operations/uploads/complete-upload.ts';
import type { ReceiveOptions } from '#lib/operations/uploads/receive-upload.ts';
import { receiveOptions } from '#lib/runtime/operation-options.ts';
import { failureResponse } from '#lib/web/failure-response.ts';
import { webRuntime } from '#lib/web/runtime.ts';

export interface UploadParams {
  readonly params: Promise<{ readonly upload: string }>;
}

/** Responds with the result of an operation on an upload, or with its refusal. */
export async function respondForUpload(
  request: Request,
  { params }: UploadParams,
  operation: (folder: string, input: DeclaredFacts, options: ReceiveOptions) => Promise<Response>,
): Promise<Response> {
  try {
    const options = receiveOptions(await webRuntime(), getFileConnector());
    return await operation((await params).upload, parseInput(declaredFacts, await readJson(request)), options);
  } catch (error) {
    return failureResponse(error);
  }
}
