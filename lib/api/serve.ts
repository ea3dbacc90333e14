import type { Readable } from 'node:stream';
import { isFileType } from '../commands/file-type.ts';
import { runRoute } from '../commands/perform.ts';
import type { ApiKey } from '../core/access/api-key.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { type ApiReply, fileResponse, replyOf, replyOfProblem, responseOf } from './api-reply.ts';
import { authenticate } from './authenticate.ts';
import { findRoute, type RouteMatch } from './find-route.ts';
import { runOnce } from './idempotency.ts';
import { openApiDocument } from './openapi.ts';
import { problemOf } from './problem.ts';
import { readRequest } from './read-request.ts';
import { DOCUMENT_PATH } from './request-path.ts';
import { acceptsIdempotencyKey } from './route.ts';
import { routes } from './routes.ts';
import { userErrorOf } from './user-error.ts';

/** Handles one request of the HTTP API. */
export async function serveApi(request: Request, runtime: Runtime): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === DOCUMENT_PATH && request.method === 'GET') return Response.json(openApiDocument());
  let ids: readonly string[] = [];
  try {
    const apiKey = authenticate(request, runtime);
    const found = findRoute(routes, request.method, pathname);
    ids = Object.keys(found.ids);
    const input = await readRequest(found.route, request);
    const { answer } = found.route;
    if (isFileType(answer)) return fileResponse(answer, (await run(found, input, runtime)) as Readable);
    return responseOf(await replyTo(found, input, { request, apiKey, runtime }));
  } catch (error) {
    return responseOf(replyOfProblem(problemOf(userErrorOf(error, runtime), ids)));
  }
}

function run({ route, ids }: RouteMatch, input: Record<string, unknown>, runtime: Runtime): Promise<unknown> {
  return runRoute(route, { ...input, ...ids }, runtime);
}

interface RequestContext {
  readonly request: Request;
  readonly apiKey: ApiKey;
  readonly runtime: Runtime;
}

/** Runs the route; a POST with an Idempotency-Key only once. */
async function replyTo(
  found: RouteMatch,
  input: Record<string, unknown>,
  { request, apiKey, runtime }: RequestContext,
) {
  const { route, ids } = found;
  const work = async (actualInput: Record<string, unknown>): Promise<ApiReply> => {
    try {
      return replyOf(route, await run(found, actualInput, runtime));
    } catch (error) {
      return replyOfProblem(problemOf(userErrorOf(error, runtime), Object.keys(ids)));
    }
  };
  const idempotencyKey = acceptsIdempotencyKey(route) ? request.headers.get('idempotency-key') : null;
  if (idempotencyKey === null) return work(input);
  return runOnce({ apiKey: apiKey.id, idempotencyKey }, { route, ids, input, runtime }, work);
}
