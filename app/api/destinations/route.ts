import { listPaletteEntries } from '#lib/operations/jobs/list-destinations.ts';
import { webRuntime } from '#lib/web/runtime.ts';

/** What the palette can open. All of it at once, so that no text typed there goes anywhere. */
export async function GET(): Promise<Response> {
  return Response.json(listPaletteEntries(await webRuntime()));
}
