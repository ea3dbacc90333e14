import { readJson } from '#lib/api/read-body.ts';
import { connectorOf } from '#lib/connectors/registry.ts';
import { parseInput } from '#lib/core/connector/parameters.ts';
import { exportInput } from '#lib/core/export/export-input.ts';
import { countAlreadyAccepted } from '#lib/operations/exports/count-already-accepted.ts';
import { countOptions } from '#lib/runtime/operation-options.ts';
import { failureResponse } from '#lib/web/failure-response.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { exportConnector } from '../../../export-connector.ts';
import type { UploadParams } from '../load-upload.ts';

const requestBody = exportInput(exportConnector().parameters).omit({ upload: true });
/** The client closed the request. */
const CLIENT_CLOSED_REQUEST = 499;

/** The number of records that an export would skip as already accepted. It reads the whole file. */
export async function POST(request: Request, { params }: UploadParams): Promise<Response> {
  const { signal } = request;
  try {
    const runtime = await webRuntime();
    const upload = runtime.uploads.get(Number((await params).uploadId));
    const { mapping, constants, parameters, ...chosen } = parseInput(requestBody, await readJson(request));
    const authentication = runtime.authentications.get(chosen.authentication);
    const connector = connectorOf(authentication.connector);
    const matching = { mapping, constants };
    const options = countOptions(runtime, { connector, upload, authentication, matching, parameters });
    return Response.json(await countAlreadyAccepted({ ...options, signal }));
  } catch (error) {
    if (signal.aborted) return new Response(null, { status: CLIENT_CLOSED_REQUEST });
    return failureResponse(error);
  }
}
