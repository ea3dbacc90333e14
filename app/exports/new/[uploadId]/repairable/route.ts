import { findRepairable } from '#lib/commands/console/export-steps/match.ts';
import { performRequest, readJson, respond, uncachedJson } from '#lib/web/run-command.ts';
import type { UploadParams } from '../load-upload.ts';

/** The columns that a safe repair makes readable. A POST without side effects, to keep values out of URLs. */
export function POST(request: Request, { params }: UploadParams): Promise<Response> {
  return respond(request, async () => {
    const { uploadId: upload } = await params;
    return uncachedJson(await performRequest(findRepairable, { ...(await readJson(request)), upload }));
  });
}
