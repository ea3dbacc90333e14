import { viewSessionsAgain } from '#lib/commands/console/workflows/attempts.ts';
import { respondWith } from '#lib/web/run-command.ts';

/** The sessions of a list as they are now. */
export function GET(request: Request): Promise<Response> {
  const ids = new URL(request.url).searchParams.get('ids')?.split(',').map(Number) ?? [];
  return respondWith(request, viewSessionsAgain, { ids });
}
