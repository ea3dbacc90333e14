import { showPreview, viewPreview } from '#lib/commands/console/export-steps.ts';
import { performRequest, readJson, respond, uncachedJson } from '#lib/web/run-command.ts';
import type { UploadParams } from '../load-upload.ts';

/** The first records as they would be sent with this mapping. A POST, to keep column names out of URLs. */
export function POST(request: Request, { params }: UploadParams): Promise<Response> {
  return respond(request, async () => {
    const { uploadId: upload } = await params;
    const { personal, ...matching } = await readJson(request);
    const command = personal === true ? showPreview : viewPreview;
    return uncachedJson(await performRequest(command, { ...matching, upload }));
  });
}
