import { showPreview, viewPreview } from '#lib/commands/console/export-steps/preview.ts';
import type { UploadParams } from '../load-upload.ts';
import { respondWithPersonal } from '../personal-response.ts';

/** The first records as they would be sent with this mapping. A POST, to keep column names out of URLs. */
export function POST(request: Request, params: UploadParams): Promise<Response> {
  return respondWithPersonal(request, params, { masked: viewPreview, shown: showPreview });
}
