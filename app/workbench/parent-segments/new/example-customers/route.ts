import { viewExampleCustomers } from '#lib/commands/audience/parent-segments.ts';
import { performRequest, readJson, respond, uncachedJson } from '#lib/web/run-command.ts';

/**
 * Some customers as a build would join them. The tables are in the body, because the filters of the master table may
 * contain personal values.
 */
export function POST(request: Request): Promise<Response> {
  return respond(request, async () => {
    const input = { ...(await readJson(request)), signal: request.signal };
    return uncachedJson(await performRequest(viewExampleCustomers, input));
  });
}
