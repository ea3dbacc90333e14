import { viewPaletteObjects } from '#lib/commands/console/home.ts';
import { respondWith } from '#lib/web/run-command.ts';

/** Everything the palette can open, in one response, so that typed text is never sent. */
export function GET(request: Request): Promise<Response> {
  return respondWith(request, viewPaletteObjects, {});
}
