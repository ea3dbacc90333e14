import { readJson } from '#lib/api/read-body.ts';
import { parseInput } from '#lib/core/connector/parameters.ts';
import { recordRequest } from '#lib/core/review/review-view.ts';
import { showReviewRecord } from '#lib/operations/review/show-review-record.ts';
import type { UploadParams } from '../../load-upload.ts';
import { respondForReview } from '../review-response.ts';

/** The details of a record. A POST without side effects, as for rows. */
export function POST(request: Request, { params }: UploadParams): Promise<Response> {
  return respondForReview(params, async (upload, options) => {
    const body = parseInput(recordRequest, await readJson(request));
    return showReviewRecord(upload, body, options);
  });
}
