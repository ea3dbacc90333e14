import { checkEditedQuery } from '#lib/commands/console/queries.ts';
import { performRequest, readJson, respond, uncachedJson } from '#lib/web/run-command.ts';

/**
 * The compatibility of a query with the export, or why the query cannot run. The query is in the body, because it may
 * contain personal values.
 */
export function POST(request: Request): Promise<Response> {
  return respond(request, async () => {
    const input = { ...(await readJson(request)), signal: request.signal };
    return uncachedJson(await performRequest(checkEditedQuery, input));
  });
}
