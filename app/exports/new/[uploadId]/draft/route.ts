import { failureOf } from '#lib/action-result.ts';
import { exportDraft } from '#lib/core/export-draft.ts';
import { parseInput } from '#lib/core/parameters.ts';
import { readableUpload } from '#lib/operations/readable-upload.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import type { UploadParams } from '../load-upload.ts';

/** Keeps what was decided so far. */
export async function PUT(request: Request, { params }: UploadParams): Promise<Response> {
  try {
    const runtime = await webRuntime();
    const { id } = await readableUpload(runtime, Number((await params).uploadId));
    runtime.drafts.keep(id, parseInput(exportDraft, await request.json()));
    return new Response(null, { status: 204 });
  } catch (error) {
    const failure = await failureOf(error);
    return Response.json(failure, { status: failure.code === 'unexpected' ? 500 : 422 });
  }
}
