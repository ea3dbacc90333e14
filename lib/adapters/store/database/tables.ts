// Written by npm run db:rows from prisma/schema.prisma.

/** The columns of each table, as the driver returns them. */
export interface Tables {
  readonly authentication: {
    readonly id: number;
    readonly name: string;
    readonly connector: string;
    readonly target: string;
    readonly sealed_token: string;
    readonly fingerprint: string;
    readonly token_hint: string;
    readonly created_at: number;
    readonly updated_at: number;
    readonly last_used_at: number | null;
    readonly failed_at: number | null;
    readonly archived_at: number | null;
    readonly parameters: string | null;
    readonly kept_account: string | null;
  };
  readonly upload: {
    readonly id: number;
    readonly name: string;
    readonly folder: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly encoding: string;
    readonly format: string;
    readonly delimiter: string;
    readonly header_row: number;
    readonly compressed: 0 | 1;
    readonly spool_bytes: number;
    readonly header: string;
    readonly data_byte: number;
    readonly data_line: number;
    readonly workbook: string | null;
    readonly created_at: number;
    readonly deleted_at: number | null;
    readonly deleted_because: string | null;
  };
  readonly export_draft: {
    readonly upload_id: number;
    readonly content: string;
    readonly updated_at: number;
  };
  readonly mapping_preset: {
    readonly id: number;
    readonly name: string;
    readonly connector: string;
    readonly fingerprint: string;
    readonly mapping: string;
    readonly constants: string;
    readonly reading: string;
    readonly repairs: string;
    readonly choices: string;
    readonly created_at: number;
    readonly updated_at: number;
  };
  readonly unfinished_upload: {
    readonly folder: string;
    readonly name: string;
    readonly bytes: number | null;
    readonly created_at: number;
    readonly touched_at: number;
    readonly lock_owner: string | null;
    readonly lock_until: number;
    readonly lock_wanted: 0 | 1;
  };
  readonly job: {
    readonly id: number;
    readonly type: string;
    readonly state: string;
    readonly request: string | null;
    readonly connector: string;
    readonly upload_id: number | null;
    readonly authentication_id: number | null;
    readonly sql: string | null;
    readonly database: string | null;
    readonly engine: string | null;
    readonly planned_at: number | null;
    readonly priority: number;
    readonly retry_limit: number;
    readonly domain_key: string | null;
    readonly result_types: string | null;
    readonly engine_address: string | null;
    readonly destination: string | null;
    readonly parameters: string;
    readonly account: string;
    readonly test_event: 0 | 1;
    readonly skip_invalid_record: 0 | 1;
    readonly mapping: string;
    readonly constants: string;
    readonly saved_repairs: string;
    readonly fixes_bytes: number;
    readonly parent_id: number | null;
    readonly reference_time: number;
    readonly rules_version: string;
    readonly max_events: number;
    readonly max_bytes: number;
    readonly already_accepted: string;
    readonly delivery: string;
    readonly repeats: string;
    readonly cursor_byte: number;
    readonly cursor_record: number;
    readonly cursor_line: number;
    readonly unknown_since: number | null;
    readonly read_count: number;
    readonly accepted_count: number;
    readonly rejected_count: number;
    readonly invalid_count: number;
    readonly repeat_count: number;
    readonly identical_repeats: number | null;
    readonly differing_repeats: number | null;
    readonly uncertain_count: number;
    readonly resent_after_unknown: number;
    readonly batch_count: number;
    readonly call_count: number;
    readonly error_code: string | null;
    readonly error_params: string | null;
    readonly owner: string | null;
    readonly fence: number;
    readonly lease_until: number | null;
    readonly deaths: number;
    readonly created_at: number;
    readonly started_at: number | null;
    readonly ended_at: number | null;
  };
  readonly job_selection: {
    readonly job_id: number;
    readonly first: number;
    readonly last: number;
  };
  readonly batch: {
    readonly id: number;
    readonly job_id: number;
    readonly name: string;
    readonly first_record: number;
    readonly last_record: number;
    readonly first_line: number;
    readonly start_byte: number;
    readonly end_byte: number;
    readonly left_out: string;
    readonly events: number;
    readonly body_sha256: string;
    readonly state: string;
    readonly attempts: number;
    readonly fence: number;
    readonly http_status: number | null;
    readonly request_id: string | null;
    readonly latency_ms: number | null;
    readonly accepted: number;
    readonly rejected: number;
    readonly first_sent_at: number;
    readonly answered_at: number | null;
  };
  readonly record: {
    readonly job_id: number;
    readonly record: number;
    readonly line: number;
    readonly start_byte: number;
    readonly end_byte: number;
    readonly status: string;
    readonly issues: string;
  };
  readonly issue_kind: {
    readonly id: number;
    readonly job_id: number;
    readonly severity: string;
    readonly code: string;
    readonly column: string;
    readonly records: number;
  };
  readonly issue: {
    readonly kind_id: number;
    readonly record: number;
  };
  readonly log_line: {
    readonly id: number;
    readonly job_id: number;
    readonly at: number;
    readonly level: string;
    readonly code: string;
    readonly params: string;
  };
  readonly worker: {
    readonly id: string;
    readonly pid: number;
    readonly host: string;
    readonly version: string;
    readonly api_base_urls: string | null;
    readonly trino: string | null;
    readonly started_at: number;
    readonly lease_until: number;
  };
  readonly sent_batch: {
    readonly id: number;
    readonly scope: string;
    readonly job_id: number;
    readonly accepted_at: number;
    readonly total: number;
    readonly digests: Uint8Array;
  };
  readonly sent_run: {
    readonly id: number;
    readonly scope: string;
    readonly job_id: number | null;
    readonly newest: number;
    readonly filter: Uint8Array;
  };
  readonly sent_page: {
    readonly id: number;
    readonly entries: Uint8Array;
  };
  readonly account_slowdown: {
    readonly account: string;
    readonly quiet_until: number;
    readonly share: number;
  };
  readonly outage: {
    readonly destination: string;
    readonly tries: number;
    readonly retry_at: number;
  };
  readonly attempt_count: {
    readonly key: string;
    readonly points: number;
    readonly expire: number;
  };
  readonly call_window: {
    readonly key: string;
    readonly points: number;
    readonly expire: number | null;
  };
  readonly setting: {
    readonly key: string;
    readonly value: string;
    readonly updated_at: number;
  };
  readonly sweep: {
    readonly name: string;
    readonly ran_at: number;
    readonly problem: string | null;
  };
  readonly secret: {
    readonly name: string;
    readonly sealed: string;
    readonly updated_at: number;
  };
  readonly notification: {
    readonly id: number;
    readonly key: string;
    readonly channel: string;
    readonly state: string;
    readonly job_id: number | null;
    readonly matter: string | null;
    readonly recipients: string | null;
    readonly notice: string;
    readonly created_at: number;
    readonly tries: number;
    readonly last_try_at: number | null;
    readonly next_try_at: number | null;
    readonly problem: string | null;
  };
  readonly query: {
    readonly id: number;
    readonly name: string;
    readonly database: string;
    readonly engine: string;
    readonly sql: string;
    readonly authentication_id: number | null;
    readonly export: string | null;
    readonly priority: number;
    readonly retry_limit: number;
    readonly created_at: number;
    readonly updated_at: number;
  };
  readonly schedule: {
    readonly id: number;
    readonly query_id: number | null;
    readonly parent_segment_id: number | null;
    readonly activation_id: number | null;
    readonly cron: string | null;
    readonly repeat: string | null;
    readonly start_at: string | null;
    readonly end_on: string | null;
    readonly time_zone: string;
    readonly delay_seconds: number;
    readonly is_paused: 0 | 1;
    readonly missed: string;
    readonly overlap: string;
    readonly recipients: string;
    readonly mail_success: 0 | 1;
    readonly mail_failure: 0 | 1;
    readonly next_at: number | null;
  };
  readonly planned_run: {
    readonly id: number;
    readonly query_id: number | null;
    readonly parent_segment_id: number | null;
    readonly activation_id: number | null;
    readonly planned_at: number;
    readonly repeat: number;
    readonly state: string;
    readonly job_id: number | null;
    readonly missed_since: number | null;
    readonly problem: string | null;
    readonly decided_at: number;
  };
  readonly parent_segment: {
    readonly id: number;
    readonly name: string;
    readonly description: string;
    readonly engine: string;
    readonly tables: string;
    readonly created_at: number;
    readonly updated_at: number;
    readonly time_zone: string;
  };
  readonly segment_folder: {
    readonly id: number;
    readonly parent_segment_id: number;
    readonly parent_id: number | null;
    readonly name: string;
  };
  readonly segment: {
    readonly id: number;
    readonly parent_segment_id: number;
    readonly folder_id: number;
    readonly name: string;
    readonly description: string;
    readonly rule: string;
    readonly created_at: number;
    readonly updated_at: number;
  };
  readonly activation: {
    readonly id: number;
    readonly segment_id: number;
    readonly name: string;
    readonly description: string;
    readonly authentication_id: number;
    readonly parameters: string;
    readonly output: string;
    readonly created_at: number;
    readonly updated_at: number;
  };
  readonly segment_population: {
    readonly segment_id: number;
    readonly job_id: number;
    readonly customers: number;
    readonly counted_at: number;
  };
  readonly build: {
    readonly job_id: number;
    readonly parent_segment_id: number;
    readonly definition: string;
    readonly columns: string | null;
    readonly result: string | null;
  };
  readonly api_key: {
    readonly id: number;
    readonly name: string;
    readonly sha256: string;
    readonly created_at: number;
    readonly last_used_at: number | null;
    readonly revoked_at: number | null;
    readonly role: string;
    readonly expires_at: number | null;
    readonly suspended_at: number | null;
    readonly is_rotated: number;
    readonly creator_id: number | null;
  };
  readonly api_request: {
    readonly api_key_id: number;
    readonly idempotency_key: string;
    readonly owner: string;
    readonly created_at: number;
    readonly lease_until: number;
    readonly fingerprint: string | null;
    readonly status: number | null;
    readonly answer: string | null;
  };
  readonly review: {
    readonly id: number;
    readonly upload_id: number;
    readonly connector: string;
    readonly mapping: string;
    readonly constants: string;
    readonly reference_time: number;
    readonly state: string;
    readonly owner: string | null;
    readonly fence: number;
    readonly cursor_byte: number;
    readonly cursor_record: number;
    readonly cursor_line: number;
    readonly tally: string;
    readonly fixes_bytes: number;
    readonly saved_bytes: number;
    readonly error_code: string | null;
    readonly error_params: string | null;
    readonly role: string;
    readonly changed: number | null;
  };
  readonly review_record: {
    readonly review_id: number;
    readonly record: number;
    readonly line: number;
    readonly start_byte: number;
    readonly end_byte: number;
    readonly status: string;
    readonly issues: string;
  };
  readonly review_issue_kind: {
    readonly id: number;
    readonly review_id: number;
    readonly severity: string;
    readonly code: string;
    readonly column: string;
    readonly records: number;
  };
  readonly review_issue: {
    readonly kind_id: number;
    readonly record: number;
  };
  readonly review_fixed: {
    readonly review_id: number;
    readonly record: number;
    readonly by: string;
  };
  readonly review_repairable: {
    readonly review_id: number;
    readonly record: number;
    readonly effect: string;
  };
  readonly review_place: {
    readonly review_id: number;
    readonly record: number;
    readonly byte: number;
    readonly line: number;
  };
  readonly review_repeats: {
    readonly review_id: number;
    readonly fence: number;
    readonly fixes_bytes: number;
    readonly state: string;
    readonly owner: string | null;
    readonly identical: number;
    readonly differing: number;
  };
  readonly review_repeat: {
    readonly review_id: number;
    readonly first: number;
    readonly record: number;
    readonly is_identical: 0 | 1;
  };
  readonly workflow_project: {
    readonly id: number;
    readonly name: string;
    readonly created_at: number;
  };
  readonly workflow_revision: {
    readonly id: number;
    readonly project_id: number;
    readonly number: number;
    readonly created_at: number;
  };
  readonly workflow_file: {
    readonly revision_id: number;
    readonly path: string;
    readonly content: string;
  };
  readonly workflow: {
    readonly id: number;
    readonly project_id: number;
    readonly name: string;
    readonly time_zone: string;
    readonly schedule: string | null;
    readonly is_paused: number;
    readonly next_session: number | null;
    readonly next_run: number | null;
    readonly next_set_at: number | null;
    readonly removed_at: number | null;
  };
  readonly workflow_session: {
    readonly id: number;
    readonly workflow_id: number;
    readonly time: number;
    readonly uuid: string;
    readonly has_run: number;
  };
  readonly workflow_attempt: {
    readonly id: number;
    readonly session_id: number;
    readonly revision_id: number;
    readonly retry_name: string | null;
    readonly origin: string;
    readonly params: string;
    readonly is_sandbox: number;
    readonly state: string;
    readonly is_cancel_requested: number;
    readonly succeeded: string;
    readonly created_at: number;
    readonly ended_at: number | null;
    readonly owner: string | null;
    readonly lease_until: number | null;
  };
  readonly workflow_task: {
    readonly attempt_id: number;
    readonly id: number;
    readonly state: string;
    readonly record: string;
    readonly version: number;
  };
  readonly workflow_log: {
    readonly id: number;
    readonly attempt_id: number;
    readonly task: number;
    readonly at: number;
    readonly level: string;
    readonly text: string;
    readonly code: string | null;
    readonly params: string | null;
  };
  readonly workflow_secret: {
    readonly project_id: number;
    readonly key: string;
    readonly sealed: string;
    readonly updated_at: number;
  };
  readonly person: {
    readonly id: number;
    readonly name: string;
    readonly email: string;
    readonly role: string;
    readonly password: string | null;
    readonly password_changed_at: number | null;
    readonly created_at: number;
    readonly disabled_at: number | null;
  };
  readonly person_identity: {
    readonly id: number;
    readonly person_id: number;
    readonly issuer: string;
    readonly subject: string;
    readonly account: string;
    readonly created_at: number;
    readonly last_used_at: number | null;
  };
  readonly sso_request: {
    readonly token_sha256: string;
    readonly purpose: string;
    readonly person_id: number | null;
    readonly session_id: number | null;
    readonly return_to: string;
    readonly begun_at: number;
  };
  readonly session: {
    readonly id: number;
    readonly token_sha256: string;
    readonly person_id: number;
    readonly created_at: number;
    readonly last_used_at: number;
    readonly address: string;
    readonly browser: string;
    readonly method: string;
    readonly proved_at: number;
  };
  readonly pending_sign_in: {
    readonly token_sha256: string;
    readonly person_id: number;
    readonly expires_at: number;
  };
  readonly totp: {
    readonly person_id: number;
    readonly sealed: string;
    readonly last_step: number;
    readonly created_at: number;
    readonly confirmed_at: number | null;
  };
  readonly recovery_code: {
    readonly person_id: number;
    readonly sha256: string;
  };
  readonly passkey: {
    readonly id: number;
    readonly person_id: number;
    readonly credential_id: string;
    readonly public_key: Uint8Array;
    readonly counter: number;
    readonly transports: string;
    readonly user_handle: string;
    readonly name: string;
    readonly created_at: number;
    readonly last_used_at: number | null;
  };
  readonly passkey_challenge: {
    readonly challenge: string;
    readonly purpose: string;
    readonly person_id: number | null;
    readonly user_handle: string | null;
    readonly expires_at: number;
  };
  readonly known_browser: {
    readonly token_sha256: string;
    readonly person_id: number;
    readonly created_at: number;
  };
  readonly invitation: {
    readonly id: number;
    readonly token_sha256: string;
    readonly email: string;
    readonly role: string;
    readonly person_id: number | null;
    readonly invited_by: string;
    readonly inviter_id: number | null;
    readonly created_at: number;
    readonly expires_at: number;
  };
  readonly audit_entry: {
    readonly id: number;
    readonly at: number;
    readonly actor_kind: string;
    readonly actor_id: string;
    readonly actor_name: string | null;
    readonly role: string;
    readonly action: string;
    readonly object_kind: string | null;
    readonly object_id: string | null;
    readonly object_name: string | null;
    readonly address: string | null;
    readonly session: number | null;
    readonly outcome: string;
    readonly code: string | null;
    readonly begun_id: number | null;
    readonly times: number | null;
    readonly once: Uint8Array | null;
    readonly key_id: string;
    readonly hash: Uint8Array;
    readonly mac: Uint8Array;
  };
  readonly audit_reach: {
    readonly id: number;
    readonly last: number;
  };
}
