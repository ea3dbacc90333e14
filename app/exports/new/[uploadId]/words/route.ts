import { suggestValues } from '#lib/commands/console/export-steps.ts';
import { performRequest, readJson, respond } from '#lib/web/run-command.ts';
import type { UploadParams } from '../load-upload.ts';

/** What words of a file probably mean. A POST, to keep values out of URLs. */
export function POST(request: Request, { params }: UploadParams): Promise<Response> {
  return respond(request, async () => {
    const { uploadId: upload } = await params;
    return Response.json(await performRequest(suggestValues, { ...(await readJson(request)), upload }));
  });
}
