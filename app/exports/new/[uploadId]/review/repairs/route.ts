import { showSafeRepairs, viewSafeRepairs } from '#lib/commands/console/reviews.ts';
import type { UploadParams } from '../../load-upload.ts';
import { respondWithPersonal } from '../../personal-response.ts';

/** What all safe repairs would do to the file. A POST without side effects, to keep column names out of URLs. */
export function POST(request: Request, params: UploadParams): Promise<Response> {
  return respondWithPersonal(request, params, { masked: viewSafeRepairs, shown: showSafeRepairs });
}
