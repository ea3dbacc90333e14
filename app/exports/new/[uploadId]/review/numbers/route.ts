import { parseInput } from '#lib/core/connector/parameters.ts';
import { reviewFilter } from '#lib/core/review/review-view.ts';
import { listReview } from '#lib/operations/review/list-review.ts';
import type { UploadParams } from '../../load-upload.ts';
import { respondForReview } from '../review-response.ts';

/** The numbers of the records that match a filter. */
export function GET(request: Request, { params }: UploadParams): Promise<Response> {
  return respondForReview(params, async (upload, options) => {
    const filter = parseInput(reviewFilter, Object.fromEntries(new URL(request.url).searchParams));
    return listReview(upload, filter, options);
  });
}
