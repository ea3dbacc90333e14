import { readJson, respond } from '#lib/web/run-command.ts';

export interface UploadParams {
  readonly params: Promise<{ readonly upload: string }>;
}

/** Calls `handle` with the input of a command on an upload: the members of the body, and the upload's folder. */
export function respondForUpload(
  request: Request,
  { params }: UploadParams,
  handle: (input: { readonly folder: string }) => Promise<Response>,
): Promise<Response> {
  return respond(request, async () => handle({ ...(await readJson(request)), folder: (await params).upload }));
}
