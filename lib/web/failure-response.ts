import { consoleStatusOf, PROBLEM_TYPE, problemKind } from '../api/problem.ts';
import { failureOf } from './action-result.ts';

/** The error response of a route handler of the console, in the person's language. */
export async function failureResponse(error: unknown): Promise<Response> {
  const { status, body } = await failureProblem(error);
  return Response.json(body, { status, headers: { 'content-type': PROBLEM_TYPE, 'cache-control': 'no-store' } });
}

/** The status and body of `failureResponse`, for callers that build the response themselves. */
export async function failureProblem(error: unknown) {
  const failure = await failureOf(error);
  const status = consoleStatusOf(failure.code);
  return { status, body: { ...problemKind(failure.code, status), detail: failure.message, ...failure } };
}
