import { PROBLEM_TYPE, problemKind } from '../api/problem.ts';
import { failureOf } from './action-result.ts';

/** HTTP status by error code; 422 for all others. */
const STATUS: Readonly<Record<string, number>> = {
  unexpected: 500,
  ...{ api_body_not_json: 400, json_malformed: 400, json_placeholder: 400, json_key_twice: 400, json_too_deep: 400 },
  unfinished_upload_gone: 404,
  api_body_too_large: 413,
  upload_too_large: 413,
  query_engine_busy: 503,
  upload_disk_full: 507,
};
const UNPROCESSABLE = 422;

/** The error response of a route handler of the console, in the user's language. */
export async function failureResponse(error: unknown): Promise<Response> {
  const { status, body } = await failureProblem(error);
  return Response.json(body, { status, headers: { 'content-type': PROBLEM_TYPE, 'cache-control': 'no-store' } });
}

/** The status and body of that response, for callers that build their own. */
export async function failureProblem(error: unknown) {
  const failure = await failureOf(error);
  const status = STATUS[failure.code] ?? UNPROCESSABLE;
  return { status, body: { ...problemKind(failure.code, status), detail: failure.message, ...failure } };
}
