import type { Readable } from 'node:stream';
import { isFileType } from '../commands/file-type.ts';
import { perform, requirePermission } from '../commands/perform.ts';
import type { ApiKey } from '../core/access/api-key.ts';
import type { Actor } from '../core/access/permission.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { type ApiReply, fileResponse, replyOf, replyOfProblem, responseOf } from './api-reply.ts';
import { actorOf, authenticate } from './authenticate.ts';
import { findRoute, type RouteMatch } from './find-route.ts';
import { runOnce } from './idempotency.ts';
import { addNextLink } from './next-link.ts';
import { openApiDocument } from './openapi.ts';
import { problemOf } from './problem.ts';
import { readRequest } from './read-request.ts';
import { DOCUMENT_PATH } from './request-path.ts';
import { acceptsIdempotencyKey, takesQuery } from './route.ts';
import { routes } from './routes.ts';
import { userErrorOf } from './user-error.ts';

/** Handles one request of the HTTP API from a network address. */
export async function serveApi(request: Request, runtime: Runtime, address: string): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === DOCUMENT_PATH && request.method === 'GET') return Response.json(openApiDocument());
  let ids: readonly string[] = [];
  try {
    const apiKey = await authenticate(request, runtime);
    const match = findRoute(routes, request.method, pathname);
    ids = Object.keys(match.ids);
    const actor = actorOf(apiKey, address);
    await requirePermission(match.route.command, actor, runtime);
    const input = await readRequest(match.route, request);
    const context = { request, apiKey, actor, runtime };
    const { answer } = match.route.command;
    if (isFileType(answer)) return fileResponse(answer, (await run(match, input, context)) as Readable);
    return responseOf(await replyTo(match, input, context));
  } catch (error) {
    return responseOf(replyOfProblem(problemOf(userErrorOf(error, runtime), ids)));
  }
}

interface RequestContext {
  readonly request: Request;
  readonly apiKey: ApiKey;
  readonly actor: Actor;
  readonly runtime: Runtime;
}

/** Performs the route's command for the holder of the API key. */
async function run(
  { route, ids }: RouteMatch,
  input: Record<string, unknown>,
  { actor, runtime }: RequestContext,
): Promise<unknown> {
  const fullInput = { ...input, ...ids };
  const answer = await perform(route.command, fullInput, actor, runtime, { isText: takesQuery(route) });
  return addNextLink(answer, fullInput, () => route);
}

/** Runs the route; a POST with an Idempotency-Key only once. */
async function replyTo(match: RouteMatch, input: Record<string, unknown>, context: RequestContext) {
  const { route, ids } = match;
  const { request, apiKey, runtime } = context;
  const work = async (actualInput: Record<string, unknown>): Promise<ApiReply> => {
    try {
      return replyOf(route, await run(match, actualInput, context));
    } catch (error) {
      return replyOfProblem(problemOf(userErrorOf(error, runtime), Object.keys(ids)));
    }
  };
  const idempotencyKey = acceptsIdempotencyKey(route) ? request.headers.get('idempotency-key') : null;
  if (idempotencyKey === null) return work(input);
  return runOnce({ apiKey: apiKey.id, idempotencyKey }, { route, ids, input, runtime }, work);
}
