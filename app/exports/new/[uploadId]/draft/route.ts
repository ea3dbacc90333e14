import { readJson } from '#lib/api/read-body.ts';
import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { parseInput } from '#lib/core/connector/parameters.ts';
import { exportDraft } from '#lib/core/export/export-draft.ts';
import { beginEarlyReview } from '#lib/operations/review/begin-early-review.ts';
import { readableUpload } from '#lib/operations/uploads/readable-upload.ts';
import { earlyReviewOptions } from '#lib/runtime/operation-options.ts';
import { failureResponse } from '#lib/web/failure-response.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import type { UploadParams } from '../load-upload.ts';

/** Stores the draft of an export. */
export async function PUT(request: Request, { params }: UploadParams): Promise<Response> {
  try {
    const runtime = await webRuntime();
    const upload = await readableUpload(runtime, Number((await params).uploadId));
    const draft = parseInput(exportDraft, await readJson(request));
    runtime.drafts.keep(upload.id, draft);
    beginEarlyReview({ connector: getFileConnector(), upload, decided: draft }, earlyReviewOptions(runtime));
    return new Response(null, { status: 204 });
  } catch (error) {
    return failureResponse(error);
  }
}
