import { showReviewRecord, viewReviewRecord } from '#lib/commands/console/reviews.ts';
import { performRequest, readJson, respond, uncachedJson } from '#lib/web/run-command.ts';
import type { UploadParams } from '../../load-upload.ts';

/** The details of a record. A POST without side effects, as for rows. */
export function POST(request: Request, { params }: UploadParams): Promise<Response> {
  return respond(request, async () => {
    const { uploadId: upload } = await params;
    const { personal, ...body } = await readJson(request);
    const command = personal === true ? showReviewRecord : viewReviewRecord;
    return uncachedJson(await performRequest(command, { ...body, upload }));
  });
}
