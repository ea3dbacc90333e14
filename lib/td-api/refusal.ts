import { errorText } from '../api/error-text.ts';
import { problemOf } from '../api/problem.ts';
import type { UserError } from '../core/errors.ts';

/** By code; what is not listed has the status that our own API gives it. */
const STATUS: Readonly<Record<string, number>> = {
  td_route_unknown: 404,
  td_body_malformed: 400,
  authentication_unknown: 404,
  authentication_name_unknown: 404,
  authentication_unknown_beside_token: 404,
  authentication_name_unknown_beside_token: 404,
  database_unknown: 404,
  table_unknown: 404,
  domain_key_unknown: 404,
  job_unknown: 404,
  query_name_unknown: 404,
  job_without_query: 404,
  job_without_result: 404,
  database_exists: 409,
  query_name_taken: 409,
  domain_key_taken: 409,
};

/** What clients of TD read of what went wrong: each looks for its text under another name. */
export function refusalBody(error: UserError): Readonly<Record<string, unknown>> {
  const { code, params } = error;
  const text = errorText(code, params);
  const details = code === 'domain_key_taken' && { details: { conflicts_with: String(params['id']) } };
  return { error: text, message: text, text, severity: 'error', code, ...details };
}

export function refusal(error: UserError): Response {
  const status = STATUS[error.code] ?? problemOf(error).status;
  const allow = error.code === 'method_not_allowed' && { allow: String(error.params['methods']) };
  return Response.json(refusalBody(error), { status, headers: { 'cache-control': 'no-store', ...allow } });
}
