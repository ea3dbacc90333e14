import { admit } from '../api/admit.ts';
import { userErrorOf } from '../api/user-error.ts';
import { parseInput } from '../core/connector/parameters.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { findTdRoute } from './find-route.ts';
import { readAsked } from './read-asked.ts';
import { refusal } from './refusal.ts';
import { tdRoutes } from './routes.ts';

/** Answers one request of TD's API. */
export async function serveTd(request: Request, runtime: Runtime): Promise<Response> {
  try {
    const { route, named } = findTdRoute(tdRoutes, request.method, new URL(request.url).pathname);
    if (!route.needsNoKey) admit(request, runtime);
    const asked = parseInput(route.input, await readAsked(request), { isText: true }) as object;
    const answer = await route.run({ ...asked, ...named }, runtime);
    if (answer instanceof Response) return answer;
    return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    return refusal(userErrorOf(error, runtime));
  }
}
