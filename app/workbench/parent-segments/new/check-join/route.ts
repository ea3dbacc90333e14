import { checkJoinedTable } from '#lib/commands/audience/parent-segments.ts';
import { performRequest, readJson, respond, uncachedJson } from '#lib/web/run-command.ts';

/**
 * What a build would find about a joined table. The tables are in the body, because the filters of the master table may
 * contain personal values.
 */
export function POST(request: Request): Promise<Response> {
  return respond(request, async () => {
    const input = { ...(await readJson(request)), signal: request.signal };
    return uncachedJson(await performRequest(checkJoinedTable, input));
  });
}
