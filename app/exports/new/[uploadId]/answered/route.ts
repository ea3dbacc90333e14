import { viewIsAnswered } from '#lib/commands/console/export-steps/match.ts';
import { performRequest, readJson, respond, uncachedJson } from '#lib/web/run-command.ts';
import type { UploadParams } from '../load-upload.ts';

/**
 * Whether every question of Match that blocks sending is answered. A POST without side effects, because the body
 * contains a mapping.
 */
export function POST(request: Request, { params }: UploadParams): Promise<Response> {
  return respond(request, async () => {
    const { uploadId: upload } = await params;
    const { signal } = request;
    return uncachedJson(await performRequest(viewIsAnswered, { ...(await readJson(request)), upload, signal }));
  });
}
