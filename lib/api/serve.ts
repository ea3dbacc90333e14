import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { type ApiKey, apiKeyOfHeader } from '../core/api-key.ts';
import { UserError } from '../core/errors.ts';
import { machineFaultOf } from '../core/machine-fault.ts';
import type { Runtime } from '../runtime.ts';
import { DOCUMENT_PATH } from './address.ts';
import { type Done, doneOf, doneOfProblem, responseOf, responseOfFile } from './done.ts';
import { isFileType } from './file-type.ts';
import { type Found, findRoute } from './find-route.ts';
import { openApiDocument } from './openapi.ts';
import { perform } from './perform.ts';
import { type Problem, problemOf } from './problem.ts';
import { readRequest } from './read-request.ts';
import { once } from './repeatable.ts';
import { routes } from './routes.ts';

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
    return responseOf(doneOfProblem(problemFor(error, runtime, ids)));
  }
}

/** Throws UserError `api_key_required` or `api_key_wrong`. */
function admit({ headers }: Request, { apiKeys }: Runtime): ApiKey {
  const authorization = headers.get('authorization');
  const key = authorization === null ? undefined : apiKeyOfHeader(authorization);
  if (key === undefined) throw new UserError('api_key_required');
  const apiKey = apiKeys.admit(key);
  if (!apiKey) throw new UserError('api_key_wrong');
  return apiKey;
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
      return doneOfProblem(problemFor(error, runtime, Object.keys(ids)));
    }
  };
  const isKept = route.method === 'POST' && !route.isNeverKept;
  const idempotencyKey = isKept ? request.headers.get('idempotency-key') : null;
  if (idempotencyKey === null) return work(asked);
  return once({ apiKey: apiKey.id, idempotencyKey }, { route, ids, asked, runtime }, work);
}

/** What a person did not cause is not told in detail: it is logged under the id that the text names. */
function problemFor(error: unknown, { logger }: Runtime, ids: readonly string[]): Problem {
  if (machineFaultOf(error) === 'busy') return problemOf(new UserError('database_busy'));
  if (error instanceof UserError) return problemOf(error, ids);
  const request = randomUUID();
  logger.error({ request, err: error }, 'an API request failed');
  return problemOf(new UserError('unexpected', { request }));
}
