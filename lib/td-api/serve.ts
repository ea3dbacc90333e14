import { actorOf, authenticate } from '../api/authenticate.ts';
import { userErrorOf } from '../api/user-error.ts';
import { perform, requirePermission } from '../commands/perform.ts';
import type { Actor } from '../core/access/permission.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { errorResponse } from './error-response.ts';
import { findTdRoute } from './find-route.ts';
import { readInput } from './read-input.ts';
import { tdRoutes } from './routes.ts';

/** The actor of a request that needs no key. */
const ANYONE: Actor = { kind: 'system', id: 'anyone', role: 'viewer' };

/** Handles one request of TD's API from a network address. */
export async function serveTd(request: Request, runtime: Runtime, address: string): Promise<Response> {
  try {
    const { route, pathParams } = findTdRoute(tdRoutes, request.method, new URL(request.url).pathname);
    const actor = route.needsNoKey ? ANYONE : actorOf(await authenticate(request, runtime), address);
    await requirePermission(route.command, actor, runtime);
    const input = { ...(await readInput(request)), ...pathParams };
    const answer = await perform(route.command, input, actor, runtime, { isText: true });
    if (answer instanceof Response) return answer;
    return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    return errorResponse(userErrorOf(error, runtime));
  }
}
