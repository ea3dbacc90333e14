import { showReviewRows, viewReviewRows } from '#lib/commands/console/reviews.ts';
import { performRequest, readJson, respond, uncachedJson } from '#lib/web/run-command.ts';
import type { UploadParams } from '../../load-upload.ts';

/** Records in their current state. A POST without side effects, as the record numbers may be too many for a URL. */
export function POST(request: Request, { params }: UploadParams): Promise<Response> {
  return respond(request, async () => {
    const { uploadId: upload } = await params;
    const { personal, ...body } = await readJson(request);
    const command = personal === true ? showReviewRows : viewReviewRows;
    return uncachedJson(await performRequest(command, { ...body, upload }));
  });
}
