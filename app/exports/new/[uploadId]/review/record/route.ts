import { showReviewRecord, viewReviewRecord } from '#lib/commands/console/reviews.ts';
import type { UploadParams } from '../../load-upload.ts';
import { respondWithPersonal } from '../../personal-response.ts';

/** The details of a record. A POST without side effects, to keep the record number out of URLs. */
export function POST(request: Request, params: UploadParams): Promise<Response> {
  return respondWithPersonal(request, params, { masked: viewReviewRecord, shown: showReviewRecord });
}
