import { authenticate } from '../api/authenticate.ts';
import { userErrorOf } from '../api/user-error.ts';
import { parseInput } from '../core/connector/parameters.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { errorResponse } from './error-response.ts';
import { findTdRoute } from './find-route.ts';
import { readInput } from './read-input.ts';
import { tdRoutes } from './routes.ts';

/** Handles one request of TD's API. */
export async function serveTd(request: Request, runtime: Runtime): Promise<Response> {
  try {
    const { route, pathParams } = findTdRoute(tdRoutes, request.method, new URL(request.url).pathname);
    if (!route.needsNoKey) authenticate(request, runtime);
    const input = parseInput(route.input, await readInput(request), { isText: true }) as object;
    const answer = await route.run({ ...input, ...pathParams }, runtime);
    if (answer instanceof Response) return answer;
    return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    return errorResponse(userErrorOf(error, runtime));
  }
}
