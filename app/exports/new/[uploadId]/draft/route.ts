import { saveExportDraft, viewDraftVersion } from '#lib/commands/console/export-steps/draft.ts';
import { performRequest, readJson, respond, respondWith, uncachedJson } from '#lib/web/run-command.ts';
import type { UploadParams } from '../load-upload.ts';

/** When the draft of an export was last changed. */
export async function GET(request: Request, { params }: UploadParams): Promise<Response> {
  const { uploadId: upload } = await params;
  return respondWith(request, viewDraftVersion, { upload });
}

/** Stores the draft of an export. */
export function PUT(request: Request, { params }: UploadParams): Promise<Response> {
  return respond(request, async () => {
    const { uploadId: upload } = await params;
    return uncachedJson(await performRequest(saveExportDraft, { ...(await readJson(request)), upload }));
  });
}
