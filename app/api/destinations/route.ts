import { listPaletteEntries } from '#lib/operations/jobs/list-palette-entries.ts';
import { webRuntime } from '#lib/web/runtime.ts';

/** Everything the palette can open, in one response, so that typed text is never sent. */
export async function GET(): Promise<Response> {
  return Response.json(listPaletteEntries(await webRuntime()));
}
