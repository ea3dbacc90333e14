import { readJson } from '#lib/api/read-body.ts';
import { parseInput } from '#lib/core/connector/parameters.ts';
import { rowsRequest } from '#lib/core/review/review-view.ts';
import { showRows } from '#lib/operations/review/show-rows.ts';
import type { UploadParams } from '../../load-upload.ts';
import { respondForReview } from '../review-response.ts';

/** Records in their current state. A POST without side effects, as it takes many numbers. */
export function POST(request: Request, { params }: UploadParams): Promise<Response> {
  return respondForReview(params, async (upload, options) => {
    const body = parseInput(rowsRequest, await readJson(request));
    return { rows: await showRows(upload, body, options) };
  });
}
