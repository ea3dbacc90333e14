import { parseInput } from '#lib/core/connector/parameters.ts';
import { reviewQuery } from '#lib/core/review/review-view.ts';
import { viewReview } from '#lib/operations/review/view-review.ts';
import type { UploadParams } from '../../load-upload.ts';
import { respondForReview } from '../review-response.ts';

/** The state of a review, of a file or of a job's records. */
export function GET(request: Request, { params }: UploadParams): Promise<Response> {
  return respondForReview(params, async (upload, options) => {
    const { job } = parseInput(reviewQuery, Object.fromEntries(new URL(request.url).searchParams));
    return viewReview(upload, options, job);
  });
}
