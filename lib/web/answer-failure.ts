import { failureOf } from '../action-result.ts';
import { PROBLEM_TYPE, problemKind } from '../api/problem.ts';

/** By code; what is not listed says that the request cannot be meant. */
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

/** The error response of a route handler of the console, in the reader's language. */
export async function answerFailure(error: unknown): Promise<Response> {
  const { status, body } = await failureProblem(error);
  return Response.json(body, { status, headers: { 'content-type': PROBLEM_TYPE, 'cache-control': 'no-store' } });
}

/** The same where somebody else makes the answer. */
export async function failureProblem(error: unknown) {
  const failure = await failureOf(error);
  const status = STATUS[failure.code] ?? UNPROCESSABLE;
  return { status, body: { ...problemKind(failure.code, status), detail: failure.message, ...failure } };
}
