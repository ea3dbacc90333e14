import { viewReview } from '#lib/operations/review/view-review.ts';
import type { UploadParams } from '../../load-upload.ts';
import { answerOfReview } from '../answer-of-review.ts';

/** How the review of a file stands. */
export function GET(_: Request, { params }: UploadParams): Promise<Response> {
  return answerOfReview(params, viewReview);
}
