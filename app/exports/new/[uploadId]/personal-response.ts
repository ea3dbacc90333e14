import type { Command } from '#lib/commands/command.ts';
import { performRequest, readJson, respond, uncachedJson } from '#lib/web/run-command.ts';
import type { UploadParams } from './load-upload.ts';

/** A command whose answer has its personal values masked, and one with the same input and answer that shows them. */
export interface PersonalCommands {
  readonly masked: Command;
  readonly shown: Command;
}

/** Performs a command on an upload with the members of the body. If `personal` is true, values are shown. */
export function respondWithPersonal(
  request: Request,
  { params }: UploadParams,
  { masked, shown }: PersonalCommands,
): Promise<Response> {
  return respond(request, async () => {
    const { uploadId: upload } = await params;
    const { personal, ...input } = await readJson(request);
    return uncachedJson(await performRequest(personal === true ? shown : masked, { ...input, upload }));
  });
}
