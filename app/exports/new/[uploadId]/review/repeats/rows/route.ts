import { showRepeatRows, viewRepeatRows } from '#lib/commands/console/review/repeats.ts';
import type { UploadParams } from '../../../load-upload.ts';
import { respondWithPersonal } from '../../../personal-response.ts';

/** A page of repeats. A POST without side effects, to keep record numbers out of URLs. */
export function POST(request: Request, params: UploadParams): Promise<Response> {
  return respondWithPersonal(request, params, { masked: viewRepeatRows, shown: showRepeatRows });
}
