import { problemOf } from '../api/problem.ts';
import { errorText } from '../commands/error-text.ts';
import type { UserError } from '../core/errors.ts';

/** HTTP status by error code; other codes have the status of our own API. */
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

/** An error for TD's clients. Each client looks for the text under a different name. */
export function errorBody(error: UserError): Readonly<Record<string, unknown>> {
  const { code, params } = error;
  const text = errorText(code, params);
  const details = code === 'domain_key_taken' && { details: { conflicts_with: String(params['id']) } };
  return { error: text, message: text, text, severity: 'error', code, ...details };
}

export function errorResponse(error: UserError): Response {
  const status = STATUS[error.code] ?? problemOf(error).status;
  const allow = error.code === 'method_not_allowed' && { allow: String(error.params['methods']) };
  return Response.json(errorBody(error), { status, headers: { 'cache-control': 'no-store', ...allow } });
}
