import type { Readable } from 'node:stream';
import type { ApiKey } from '../core/access/api-key.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { DOCUMENT_PATH } from './address.ts';
import { admit } from './admit.ts';
import { type Done, doneOf, doneOfProblem, responseOf, responseOfFile } from './done.ts';
import { isFileType } from './file-type.ts';
import { type Found, findRoute } from './find-route.ts';
import { openApiDocument } from './openapi.ts';
import { perform } from './perform.ts';
import { problemOf } from './problem.ts';
import { readRequest } from './read-request.ts';
import { once } from './repeatable.ts';
import { isKept } from './route.ts';
import { routes } from './routes.ts';
import { userErrorOf } from './user-error.ts';

/** Answers one request of the HTTP API. */
export async function serveApi(request: Request, runtime: Runtime): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === DOCUMENT_PATH && request.method === 'GET') return Response.json(openApiDocument());
  let ids: readonly string[] = [];
  try {
    const apiKey = admit(request, runtime);
    const found = findRoute(routes, request.method, pathname);
    ids = Object.keys(found.ids);
    const asked = await readRequest(found.route, request);
    const { answer } = found.route;
    if (isFileType(answer)) return responseOfFile(answer, (await run(found, asked, runtime)) as Readable);
    return responseOf(await change(found, asked, { request, apiKey, runtime }));
  } catch (error) {
    return responseOf(doneOfProblem(problemOf(userErrorOf(error, runtime), ids)));
  }
}

function run({ route, ids }: Found, asked: Record<string, unknown>, runtime: Runtime): Promise<unknown> {
  return perform(route, { ...asked, ...ids }, runtime);
}

interface Asking {
  readonly request: Request;
  readonly apiKey: ApiKey;
  readonly runtime: Runtime;
}

/** Does what is asked; of a POST with an Idempotency-Key once, however often it comes. */
async function change(found: Found, asked: Record<string, unknown>, { request, apiKey, runtime }: Asking) {
  const { route, ids } = found;
  const work = async (more: Record<string, unknown>): Promise<Done> => {
    try {
      return doneOf(route, await run(found, more, runtime));
    } catch (error) {
      return doneOfProblem(problemOf(userErrorOf(error, runtime), Object.keys(ids)));
    }
  };
  const idempotencyKey = isKept(route) ? request.headers.get('idempotency-key') : null;
  if (idempotencyKey === null) return work(asked);
  return once({ apiKey: apiKey.id, idempotencyKey }, { route, ids, asked, runtime }, work);
}
