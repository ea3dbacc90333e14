import { showRepeatRows, viewRepeatRows } from '#lib/commands/console/review/repeats.ts';
import { performRequest, readJson, respond, uncachedJson } from '#lib/web/run-command.ts';
import type { UploadParams } from '../../../load-upload.ts';

/** A page of repeats. A POST without side effects, to keep record numbers out of URLs. */
export function POST(request: Request, { params }: UploadParams): Promise<Response> {
  return respond(request, async () => {
    const { uploadId: upload } = await params;
    const { personal, ...body } = await readJson(request);
    const command = personal === true ? showRepeatRows : viewRepeatRows;
    return uncachedJson(await performRequest(command, { ...body, upload }));
  });
}
