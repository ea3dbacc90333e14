import { admit } from '../api/admit.ts';
import { inputRefusalOf } from '../api/perform.ts';
import { userErrorOf } from '../api/user-error.ts';
import type { Runtime } from '../runtime.ts';
import { findTdRoute } from './find-route.ts';
import { readAsked } from './read-asked.ts';
import { refusal } from './refusal.ts';
import type { TdRoute } from './route.ts';
import { tdRoutes } from './routes.ts';

/** Answers one request of TD's API. */
export async function serveTd(request: Request, runtime: Runtime): Promise<Response> {
  try {
    const { route, named } = findTdRoute(tdRoutes, request.method, new URL(request.url).pathname);
    if (!route.needsNoKey) admit(request, runtime);
    const asked = checked(route, await readAsked(request));
    const answer = await route.run({ ...asked, ...named }, runtime);
    if (answer instanceof Response) return answer;
    return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    return refusal(userErrorOf(error, runtime));
  }
}

function checked({ input }: TdRoute, asked: Record<string, unknown>): object {
  const parsed = input.safeParse(asked);
  if (!parsed.success) throw inputRefusalOf(parsed.error);
  return parsed.data as object;
}
