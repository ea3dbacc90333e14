import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { UserError } from '../core/errors.ts';
import { errorText } from './error-text.ts';
import { named } from './shapes/named.ts';

/** RFC 9457. `code` names the text, which `params` fill; scripts should look at these. */
export const problemShape = named(
  'Problem',
  z.object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    field: z.string().optional(),
    /** RFC 6901: where it stands in what was sent. */
    pointer: z.string().optional(),
  }),
);

export type Problem = z.output<typeof problemShape>;
export const PROBLEM_TYPE = 'application/problem+json';

/** By code; what is not listed says that the request cannot be meant. */
const STATUS: Readonly<Record<string, number>> = {
  api_body_not_json: 400,
  action_malformed: 400,
  request_target_malformed: 400,
  address_malformed: 400,
  json_malformed: 400,
  json_placeholder: 400,
  json_key_twice: 400,
  json_too_deep: 400,
  idempotency_key_malformed: 400,
  content_digest_malformed: 400,
  api_key_required: 401,
  api_key_wrong: 401,
  api_key_suspended: 403,
  api_key_elsewhere: 403,
  cross_site_read: 403,
  cross_site_change: 403,
  route_unknown: 404,
  method_not_allowed: 405,
  body_too_slow: 408,
  authentication_name_taken: 409,
  authentication_in_use: 409,
  authentication_in_queries: 409,
  upload_in_use: 409,
  job_ended: 409,
  job_not_resumable: 409,
  job_busy: 409,
  job_killed_no_resend: 409,
  nothing_uncertain: 409,
  fixes_of_other_columns: 409,
  job_without_result: 409,
  database_exists: 409,
  query_name_taken: 409,
  query_unscheduled: 409,
  review_not_ready: 409,
  review_changed: 409,
  send_changed: 409,
  uncertain_changed: 409,
  nothing_to_undo: 409,
  nothing_to_redo: 409,
  idempotency_in_flight: 409,
  idempotency_interrupted: 409,
  upload_deleted: 410,
  upload_gone: 410,
  upload_too_large: 413,
  api_body_too_large: 413,
  host_unknown: 421,
  unexpected: 500,
  database_busy: 503,
  query_engine_busy: 503,
  upload_disk_full: 507,
};

/** What is not there where the path names it, by code. Of what a body names the code says that the body cannot be meant. */
const UNKNOWN: Readonly<Record<string, string>> = {
  authentication_unknown: 'authentication',
  upload_unknown: 'upload',
  job_unknown: 'job',
  database_unknown: 'database',
  table_unknown: 'table',
  query_unknown: 'query',
  preset_unknown: 'mapping',
  review_unknown: 'upload',
};
const UNPROCESSABLE = 422;
const NOT_FOUND = 404;

/** `ids`: what the path names. */
export function problemOf({ code, params, field, pointer }: UserError, ids: readonly string[] = []): Problem {
  const isNamedByPath = ids.some((id) => id === UNKNOWN[code]);
  const status = isNamedByPath ? NOT_FOUND : (STATUS[code] ?? UNPROCESSABLE);
  return {
    ...problemKind(code, status),
    detail: errorText(code, params),
    code,
    params: { ...params },
    ...(field !== undefined && { field }),
    ...(pointer !== undefined && { pointer }),
  };
}

/** What a problem is by itself, whatever it is about. */
export function problemKind(code: string, status: number) {
  return { type: `urn:conversion-console:problem:${code}`, title: STATUS_CODES[status] ?? '', status };
}

/** The error behind a problem that a server answered. */
export function errorOfProblem({ code, params, field }: Problem): UserError {
  return new UserError(code, params, field === undefined ? {} : { field });
}
