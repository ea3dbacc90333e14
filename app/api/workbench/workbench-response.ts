import type { Runtime } from '#lib/runtime/runtime.ts';
import { failureOf } from '#lib/web/action-result.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { uncachedJson } from '../jobs/job-response.ts';

const STATUS: Readonly<Record<string, number>> = {
  ...{ database_unknown: 404, table_unknown: 404, trino_not_set_up: 404 },
  unexpected: 500,
  query_engine_busy: 503,
};

/** The client has closed the request. */
export const CLIENT_CLOSED_REQUEST = 499;

/** Responds with workbench data, or with an error in the language of the console. */
export async function respond(
  { signal }: Pick<Request, 'signal'>,
  answer: (runtime: Runtime) => Promise<unknown>,
): Promise<Response> {
  try {
    return uncachedJson(await answer(await webRuntime()));
  } catch (error) {
    if (signal.aborted) return uncachedJson({}, CLIENT_CLOSED_REQUEST);
    const { code, message } = await failureOf(error);
    return uncachedJson({ code, message }, STATUS[code] ?? 422);
  }
}
