import { saveExportDraft } from '#lib/commands/console/export-steps.ts';
import { performRequest, readJson, respond } from '#lib/web/run-command.ts';
import type { UploadParams } from '../load-upload.ts';

/** Stores the draft of an export. */
export function PUT(request: Request, { params }: UploadParams): Promise<Response> {
  return respond(request, async () => {
    const { uploadId: upload } = await params;
    await performRequest(saveExportDraft, { ...(await readJson(request)), upload });
    return new Response(null, { status: 204 });
  });
}
