import { showReviewRows, viewReviewRows } from '#lib/commands/console/reviews.ts';
import type { UploadParams } from '../../load-upload.ts';
import { respondWithPersonal } from '../../personal-response.ts';

/** Records in their current state. A POST without side effects, as the record numbers may be too many for a URL. */
export function POST(request: Request, params: UploadParams): Promise<Response> {
  return respondWithPersonal(request, params, { masked: viewReviewRows, shown: showReviewRows });
}
