import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { errorText } from '../commands/error-text.ts';
import { registerShape } from '../commands/shapes/shape-registry.ts';
import { UserError } from '../core/errors.ts';

/** RFC 9457. Scripts should use `code`, which names the text, and `params`, which fill it. */
export const problemShape = registerShape(
  'Problem',
  z.object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    field: z.string().optional(),
    /** RFC 6901: the location in the request body. */
    pointer: z.string().optional(),
  }),
);

export type Problem = z.output<typeof problemShape>;
export const PROBLEM_TYPE = 'application/problem+json';

/** HTTP status by error code; other codes have 422. */
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
  sign_in_required: 401,
  api_key_expired: 401,
  api_key_suspended: 403,
  api_key_elsewhere: 403,
  permission_missing: 403,
  proof_required: 403,
  cross_site_read: 403,
  cross_site_change: 403,
  https_required: 403,
  route_unknown: 404,
  path_id_malformed: 404,
  unfinished_upload_gone: 404,
  method_not_allowed: 405,
  body_too_slow: 408,
  authentication_name_taken: 409,
  authentication_in_use: 409,
  authentication_in_queries: 409,
  authentication_in_activations: 409,
  authentication_in_unfinished_jobs: 409,
  authentication_archived: 409,
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
  parent_segment_name_taken: 409,
  build_unfinished: 409,
  parent_segment_has_segments: 409,
  parent_segment_not_built: 409,
  segment_name_taken: 409,
  segment_in_use: 409,
  activation_name_taken: 409,
  activation_unscheduled: 409,
  folder_name_taken: 409,
  folder_renamed: 409,
  changed_meanwhile: 409,
  draft_changed_meanwhile: 409,
  folder_not_empty: 409,
  database_read_only: 409,
  workflow_session_exists: 409,
  workflow_attempts_too_many: 409,
  workflow_attempt_ended: 409,
  workflow_attempt_running: 409,
  workflow_project_running: 409,
  workflow_unscheduled: 409,
  workflow_skip_past: 409,
  workflow_resume_all_succeeded: 409,
  workflow_resume_task_not_done: 409,
  review_not_ready: 409,
  review_changed: 409,
  review_busy: 409,
  review_count_differs: 409,
  nothing_to_repair: 409,
  nothing_to_cancel: 409,
  send_changed: 409,
  uncertain_changed: 409,
  run_target_changed: 409,
  retention_changed: 409,
  nothing_to_undo: 409,
  nothing_to_redo: 409,
  idempotency_in_flight: 409,
  idempotency_interrupted: 409,
  query_deleted: 410,
  upload_deleted: 410,
  upload_gone: 410,
  upload_too_large: 413,
  workflow_project_too_large: 413,
  api_body_too_large: 413,
  host_unknown: 421,
  host_not_public: 421,
  proxy_required: 421,
  headers_too_many: 431,
  unexpected: 500,
  database_busy: 503,
  database_lost: 503,
  lock_holder_silent: 503,
  query_engine_busy: 503,
  upload_disk_full: 507,
};

/** The id in the path that makes a code a 404. If the body names the missing object instead, the status is 422. */
const MISSING: Readonly<Record<string, string>> = {
  authentication_unknown: 'authentication',
  upload_unknown: 'upload',
  job_unknown: 'job',
  database_unknown: 'database',
  table_unknown: 'table',
  query_unknown: 'query',
  parent_segment_unknown: 'parent_segment',
  segment_unknown: 'segment',
  folder_unknown: 'folder',
  activation_unknown: 'activation',
  mapping_unknown: 'mapping',
  review_unknown: 'upload',
  workflow_project_unknown: 'workflow_project',
  workflow_revision_unknown: 'workflow_project',
  workflow_secret_unknown: 'workflow_project',
  workflow_not_found: 'workflow',
  workflow_attempt_unknown: 'workflow_attempt',
};
const UNPROCESSABLE = 422;
const NOT_FOUND = 404;

/** `ids` are the names of the ids in the path. */
export function problemOf({ code, params, field, pointer }: UserError, ids: readonly string[] = []): Problem {
  const isNamedByPath = ids.some((id) => id === MISSING[code]);
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

/**
 * The status of an error of the console's own handlers. A missing object is always 404, because the paths of these
 * handlers name the object.
 */
export function consoleStatusOf(code: string): number {
  const isMissing = code in MISSING || code === 'job_without_result';
  return isMissing ? NOT_FOUND : (STATUS[code] ?? UNPROCESSABLE);
}

/** The members that all problems with a code have in common. */
export function problemKind(code: string, status: number) {
  return { type: `urn:conversion-console:problem:${code}`, title: STATUS_CODES[status] ?? '', status };
}

/** The UserError for a problem that a server returned. */
export function errorOfProblem({ code, params, field }: Problem): UserError {
  return new UserError(code, params, field === undefined ? {} : { field });
}
