import { viewNotices } from '#lib/commands/console/home.ts';
import { numberOf } from '#lib/core/network/query-string.ts';
import { respondWith } from '#lib/web/run-command.ts';

export function GET(request: Request): Promise<Response> {
  const after = numberOf(new URL(request.url).searchParams.get('after') ?? undefined);
  return respondWith(request, viewNotices, { after });
}
