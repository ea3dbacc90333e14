import { showSafeRepairs, viewSafeRepairs } from '#lib/commands/console/reviews.ts';
import { performRequest, readJson, respond, uncachedJson } from '#lib/web/run-command.ts';
import type { UploadParams } from '../../load-upload.ts';

/** What all safe repairs would do to the file. A POST without side effects, to keep column names out of URLs. */
export function POST(request: Request, { params }: UploadParams): Promise<Response> {
  return respond(request, async () => {
    const { uploadId: upload } = await params;
    const { personal, ...body } = await readJson(request);
    const command = personal === true ? showSafeRepairs : viewSafeRepairs;
    return uncachedJson(await performRequest(command, { ...body, upload }));
  });
}
