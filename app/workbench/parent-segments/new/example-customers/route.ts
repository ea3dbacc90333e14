import { viewExampleCustomers } from '#lib/commands/audience/parent-segments.ts';
import { performRequest, readJson, respond, uncachedJson } from '#lib/web/run-command.ts';

/** Some customers as a build would join them. It is in the body, because the values of filters may be personal. */
export function POST(request: Request): Promise<Response> {
  return respond(request, async () => {
    const input = { ...(await readJson(request)), signal: request.signal };
    return uncachedJson(await performRequest(viewExampleCustomers, input));
  });
}
