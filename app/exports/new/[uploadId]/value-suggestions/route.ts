import { suggestValues } from '#lib/commands/console/export-steps/match.ts';
import { performRequest, readJson, respond, uncachedJson } from '#lib/web/run-command.ts';
import type { UploadParams } from '../load-upload.ts';

/** What values of a file probably mean. A POST, to keep values out of URLs. */
export function POST(request: Request, { params }: UploadParams): Promise<Response> {
  return respond(request, async () => {
    const { uploadId: upload } = await params;
    return uncachedJson(await performRequest(suggestValues, { ...(await readJson(request)), upload }));
  });
}
