import { previewReplacing, showReplacing } from '#lib/commands/console/reviews.ts';
import type { UploadParams } from '../../load-upload.ts';
import { respondWithPersonal } from '../../personal-response.ts';

/** What find and replace would do to a section of the file. A POST without side effects, to keep values out of URLs. */
export function POST(request: Request, params: UploadParams): Promise<Response> {
  return respondWithPersonal(request, params, { masked: previewReplacing, shown: showReplacing });
}
