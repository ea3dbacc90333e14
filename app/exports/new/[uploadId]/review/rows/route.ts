import { readJson } from '#lib/api/read-body.ts';
import { parseInput } from '#lib/core/connector/parameters.ts';
import { rowsRequest } from '#lib/core/review/review-view.ts';
import { showRows } from '#lib/operations/review/show-rows.ts';
import type { UploadParams } from '../../load-upload.ts';
import { answerOfReview } from '../answer-of-review.ts';

/** Records as they stand. A POST, since it asks for many numbers, and nothing is changed by it. */
export function POST(request: Request, { params }: UploadParams): Promise<Response> {
  return answerOfReview(params, async (upload, options) => {
    const asked = parseInput(rowsRequest, await readJson(request));
    return { rows: await showRows(upload, asked, options) };
  });
}
