-- CreateTable
CREATE TABLE "authentication" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "connector" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "sealed_token" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "token_hint" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL,
    "last_used_at" BIGINT,
    "failed_at" BIGINT,
    "archived_at" BIGINT,
    "parameters" TEXT,
    "kept_account" TEXT,

    CONSTRAINT "authentication_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "upload" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "folder" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "encoding" TEXT NOT NULL,
    "format" TEXT NOT NULL DEFAULT 'csv',
    "delimiter" TEXT NOT NULL,
    "header_row" BIGINT NOT NULL DEFAULT 1,
    "compressed" BOOLEAN NOT NULL,
    "spool_bytes" BIGINT NOT NULL,
    "header" TEXT NOT NULL,
    "data_byte" BIGINT NOT NULL,
    "data_line" BIGINT NOT NULL,
    "workbook" TEXT,
    "created_at" BIGINT NOT NULL,
    "deleted_at" BIGINT,
    "deleted_because" TEXT,

    CONSTRAINT "upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "export_draft" (
    "upload_id" BIGINT NOT NULL,
    "content" TEXT NOT NULL,
    "updated_at" BIGINT NOT NULL,

    CONSTRAINT "export_draft_pkey" PRIMARY KEY ("upload_id")
);

-- CreateTable
CREATE TABLE "mapping_preset" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "connector" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "mapping" TEXT NOT NULL,
    "constants" TEXT NOT NULL,
    "reading" TEXT NOT NULL DEFAULT '{}',
    "repairs" TEXT NOT NULL DEFAULT '[]',
    "choices" TEXT NOT NULL DEFAULT '{}',
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL,

    CONSTRAINT "mapping_preset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unfinished_upload" (
    "folder" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "bytes" BIGINT,
    "created_at" BIGINT NOT NULL,
    "touched_at" BIGINT NOT NULL,

    CONSTRAINT "unfinished_upload_pkey" PRIMARY KEY ("folder")
);

-- CreateTable
CREATE TABLE "job" (
    "id" BIGSERIAL NOT NULL,
    "type" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "request" TEXT,
    "connector" TEXT NOT NULL,
    "upload_id" BIGINT,
    "authentication_id" BIGINT,
    "sql" TEXT,
    "database" TEXT,
    "engine" TEXT,
    "planned_at" BIGINT,
    "priority" BIGINT NOT NULL DEFAULT 0,
    "retry_limit" BIGINT NOT NULL DEFAULT 0,
    "domain_key" TEXT,
    "result_types" TEXT,
    "engine_address" TEXT,
    "destination" TEXT,
    "parameters" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "test_event" BOOLEAN NOT NULL,
    "skip_invalid_record" BOOLEAN NOT NULL,
    "mapping" TEXT NOT NULL,
    "constants" TEXT NOT NULL DEFAULT '{}',
    "saved_repairs" TEXT NOT NULL DEFAULT '[]',
    "fixes_bytes" BIGINT NOT NULL DEFAULT 0,
    "parent_id" BIGINT,
    "reference_time" BIGINT NOT NULL,
    "rules_version" TEXT NOT NULL,
    "max_events" BIGINT NOT NULL,
    "max_bytes" BIGINT NOT NULL,
    "already_accepted" TEXT NOT NULL,
    "delivery" TEXT NOT NULL,
    "repeats" TEXT NOT NULL DEFAULT 'keep',
    "cursor_byte" BIGINT NOT NULL DEFAULT 0,
    "cursor_record" BIGINT NOT NULL DEFAULT 0,
    "cursor_line" BIGINT NOT NULL DEFAULT 1,
    "unknown_since" BIGINT,
    "read_count" BIGINT NOT NULL DEFAULT 0,
    "accepted_count" BIGINT NOT NULL DEFAULT 0,
    "rejected_count" BIGINT NOT NULL DEFAULT 0,
    "invalid_count" BIGINT NOT NULL DEFAULT 0,
    "repeat_count" BIGINT NOT NULL DEFAULT 0,
    "identical_repeats" BIGINT,
    "differing_repeats" BIGINT,
    "uncertain_count" BIGINT NOT NULL DEFAULT 0,
    "resent_after_unknown" BIGINT NOT NULL DEFAULT 0,
    "batch_count" BIGINT NOT NULL DEFAULT 0,
    "call_count" BIGINT NOT NULL DEFAULT 0,
    "error_code" TEXT,
    "error_params" TEXT,
    "owner" TEXT,
    "fence" BIGINT NOT NULL DEFAULT 0,
    "lease_until" BIGINT,
    "deaths" BIGINT NOT NULL DEFAULT 0,
    "created_at" BIGINT NOT NULL,
    "started_at" BIGINT,
    "ended_at" BIGINT,

    CONSTRAINT "job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_selection" (
    "job_id" BIGINT NOT NULL,
    "first" BIGINT NOT NULL,
    "last" BIGINT NOT NULL,

    CONSTRAINT "job_selection_pkey" PRIMARY KEY ("job_id","first")
);

-- CreateTable
CREATE TABLE "batch" (
    "id" BIGSERIAL NOT NULL,
    "job_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "first_record" BIGINT NOT NULL,
    "last_record" BIGINT NOT NULL,
    "first_line" BIGINT NOT NULL,
    "start_byte" BIGINT NOT NULL,
    "end_byte" BIGINT NOT NULL,
    "left_out" TEXT NOT NULL DEFAULT '[]',
    "events" BIGINT NOT NULL,
    "body_sha256" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" BIGINT NOT NULL,
    "fence" BIGINT NOT NULL,
    "http_status" BIGINT,
    "request_id" TEXT,
    "latency_ms" BIGINT,
    "accepted" BIGINT NOT NULL DEFAULT 0,
    "rejected" BIGINT NOT NULL DEFAULT 0,
    "first_sent_at" BIGINT NOT NULL,
    "answered_at" BIGINT,

    CONSTRAINT "batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "record" (
    "job_id" BIGINT NOT NULL,
    "record" BIGINT NOT NULL,
    "line" BIGINT NOT NULL,
    "start_byte" BIGINT NOT NULL,
    "end_byte" BIGINT NOT NULL,
    "status" TEXT NOT NULL,
    "issues" TEXT NOT NULL,

    CONSTRAINT "record_pkey" PRIMARY KEY ("job_id","record")
);

-- CreateTable
CREATE TABLE "issue_kind" (
    "id" BIGSERIAL NOT NULL,
    "job_id" BIGINT NOT NULL,
    "severity" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "column" TEXT NOT NULL,
    "records" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "issue_kind_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "issue" (
    "kind_id" BIGINT NOT NULL,
    "record" BIGINT NOT NULL,

    CONSTRAINT "issue_pkey" PRIMARY KEY ("kind_id","record")
);

-- CreateTable
CREATE TABLE "log_line" (
    "id" BIGSERIAL NOT NULL,
    "job_id" BIGINT NOT NULL,
    "at" BIGINT NOT NULL,
    "level" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "params" TEXT NOT NULL,

    CONSTRAINT "log_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker" (
    "id" TEXT NOT NULL,
    "pid" BIGINT NOT NULL,
    "started_at" BIGINT NOT NULL,
    "lease_until" BIGINT NOT NULL,

    CONSTRAINT "worker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sent_batch" (
    "id" BIGSERIAL NOT NULL,
    "scope" TEXT NOT NULL,
    "job_id" BIGINT NOT NULL,
    "accepted_at" BIGINT NOT NULL,
    "total" BIGINT NOT NULL,
    "digests" BYTEA NOT NULL,

    CONSTRAINT "sent_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sent_run" (
    "id" BIGSERIAL NOT NULL,
    "scope" TEXT NOT NULL,
    "job_id" BIGINT,
    "newest" BIGINT NOT NULL,
    "filter" BYTEA NOT NULL,

    CONSTRAINT "sent_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sent_page" (
    "id" BIGINT NOT NULL,
    "entries" BYTEA NOT NULL,

    CONSTRAINT "sent_page_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_slowdown" (
    "account" TEXT NOT NULL,
    "quiet_until" BIGINT NOT NULL,
    "share" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "account_slowdown_pkey" PRIMARY KEY ("account")
);

-- CreateTable
CREATE TABLE "outage" (
    "destination" TEXT NOT NULL,
    "tries" BIGINT NOT NULL,
    "retry_at" BIGINT NOT NULL,

    CONSTRAINT "outage_pkey" PRIMARY KEY ("destination")
);

-- CreateTable
CREATE TABLE "call_window" (
    "key" TEXT NOT NULL,
    "points" BIGINT NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "call_window_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "updated_at" BIGINT NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "sweep" (
    "name" TEXT NOT NULL,
    "ran_at" BIGINT NOT NULL,
    "problem" TEXT,

    CONSTRAINT "sweep_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "secret" (
    "name" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "updated_at" BIGINT NOT NULL,

    CONSTRAINT "secret_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "notification" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "job_id" BIGINT,
    "matter" TEXT,
    "recipients" TEXT,
    "notice" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "tries" BIGINT NOT NULL DEFAULT 0,
    "last_try_at" BIGINT,
    "next_try_at" BIGINT,
    "problem" TEXT,

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "query" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "database" TEXT NOT NULL,
    "engine" TEXT NOT NULL,
    "sql" TEXT NOT NULL,
    "authentication_id" BIGINT,
    "export" TEXT,
    "priority" BIGINT NOT NULL,
    "retry_limit" BIGINT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL,

    CONSTRAINT "query_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "schedule" (
    "id" BIGSERIAL NOT NULL,
    "query_id" BIGINT,
    "parent_segment_id" BIGINT,
    "activation_id" BIGINT,
    "cron" TEXT,
    "repeat" TEXT,
    "start_at" TEXT,
    "end_on" TEXT,
    "time_zone" TEXT NOT NULL,
    "delay_seconds" BIGINT NOT NULL,
    "is_paused" BOOLEAN NOT NULL,
    "missed" TEXT NOT NULL,
    "overlap" TEXT NOT NULL,
    "recipients" TEXT NOT NULL,
    "mail_success" BOOLEAN NOT NULL,
    "mail_failure" BOOLEAN NOT NULL,
    "next_at" BIGINT,

    CONSTRAINT "schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "planned_run" (
    "id" BIGSERIAL NOT NULL,
    "query_id" BIGINT,
    "parent_segment_id" BIGINT,
    "activation_id" BIGINT,
    "planned_at" BIGINT NOT NULL,
    "repeat" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "job_id" BIGINT,
    "missed_since" BIGINT,
    "problem" TEXT,
    "decided_at" BIGINT NOT NULL,

    CONSTRAINT "planned_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "parent_segment" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "engine" TEXT NOT NULL,
    "tables" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL,

    CONSTRAINT "parent_segment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "segment_folder" (
    "id" BIGSERIAL NOT NULL,
    "parent_segment_id" BIGINT NOT NULL,
    "parent_id" BIGINT,
    "name" TEXT NOT NULL,

    CONSTRAINT "segment_folder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "segment" (
    "id" BIGSERIAL NOT NULL,
    "parent_segment_id" BIGINT NOT NULL,
    "folder_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL,

    CONSTRAINT "segment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "activation" (
    "id" BIGSERIAL NOT NULL,
    "segment_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "authentication_id" BIGINT NOT NULL,
    "parameters" TEXT NOT NULL,
    "output" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL,

    CONSTRAINT "activation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "segment_population" (
    "segment_id" BIGINT NOT NULL,
    "job_id" BIGINT NOT NULL,
    "customers" BIGINT NOT NULL,
    "counted_at" BIGINT NOT NULL,

    CONSTRAINT "segment_population_pkey" PRIMARY KEY ("segment_id","job_id")
);

-- CreateTable
CREATE TABLE "build" (
    "job_id" BIGINT NOT NULL,
    "parent_segment_id" BIGINT NOT NULL,
    "definition" TEXT NOT NULL,
    "columns" TEXT,
    "result" TEXT,

    CONSTRAINT "build_pkey" PRIMARY KEY ("job_id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "last_used_at" BIGINT,
    "revoked_at" BIGINT,
    "role" TEXT NOT NULL DEFAULT 'admin',
    "expires_at" BIGINT,
    "suspended_at" BIGINT,

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_request" (
    "api_key_id" BIGINT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "fingerprint" TEXT,
    "status" BIGINT,
    "answer" TEXT,

    CONSTRAINT "api_request_pkey" PRIMARY KEY ("api_key_id","idempotency_key")
);

-- CreateTable
CREATE TABLE "review" (
    "id" BIGSERIAL NOT NULL,
    "upload_id" BIGINT NOT NULL,
    "connector" TEXT NOT NULL,
    "mapping" TEXT NOT NULL,
    "constants" TEXT NOT NULL,
    "reference_time" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "fence" BIGINT NOT NULL DEFAULT 0,
    "cursor_byte" BIGINT NOT NULL,
    "cursor_record" BIGINT NOT NULL,
    "cursor_line" BIGINT NOT NULL,
    "tally" TEXT NOT NULL,
    "fixes_bytes" BIGINT NOT NULL DEFAULT 0,
    "saved_bytes" BIGINT NOT NULL DEFAULT 0,
    "error_code" TEXT,
    "error_params" TEXT,
    "role" TEXT NOT NULL DEFAULT 'current',
    "changed" BIGINT,

    CONSTRAINT "review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_record" (
    "review_id" BIGINT NOT NULL,
    "record" BIGINT NOT NULL,
    "line" BIGINT NOT NULL,
    "start_byte" BIGINT NOT NULL,
    "end_byte" BIGINT NOT NULL,
    "status" TEXT NOT NULL,
    "issues" TEXT NOT NULL,

    CONSTRAINT "review_record_pkey" PRIMARY KEY ("review_id","record")
);

-- CreateTable
CREATE TABLE "review_issue_kind" (
    "id" BIGSERIAL NOT NULL,
    "review_id" BIGINT NOT NULL,
    "severity" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "column" TEXT NOT NULL,
    "records" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "review_issue_kind_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_issue" (
    "kind_id" BIGINT NOT NULL,
    "record" BIGINT NOT NULL,

    CONSTRAINT "review_issue_pkey" PRIMARY KEY ("kind_id","record")
);

-- CreateTable
CREATE TABLE "review_fixed" (
    "review_id" BIGINT NOT NULL,
    "record" BIGINT NOT NULL,
    "by" TEXT NOT NULL,

    CONSTRAINT "review_fixed_pkey" PRIMARY KEY ("review_id","record")
);

-- CreateTable
CREATE TABLE "review_repairable" (
    "review_id" BIGINT NOT NULL,
    "record" BIGINT NOT NULL,
    "effect" TEXT NOT NULL,

    CONSTRAINT "review_repairable_pkey" PRIMARY KEY ("review_id","record")
);

-- CreateTable
CREATE TABLE "review_place" (
    "review_id" BIGINT NOT NULL,
    "record" BIGINT NOT NULL,
    "byte" BIGINT NOT NULL,
    "line" BIGINT NOT NULL,

    CONSTRAINT "review_place_pkey" PRIMARY KEY ("review_id","record")
);

-- CreateTable
CREATE TABLE "review_repeats" (
    "review_id" BIGINT NOT NULL,
    "fence" BIGINT NOT NULL,
    "fixes_bytes" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "identical" BIGINT NOT NULL DEFAULT 0,
    "differing" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "review_repeats_pkey" PRIMARY KEY ("review_id")
);

-- CreateTable
CREATE TABLE "review_repeat" (
    "review_id" BIGINT NOT NULL,
    "first" BIGINT NOT NULL,
    "record" BIGINT NOT NULL,
    "is_identical" BOOLEAN NOT NULL,

    CONSTRAINT "review_repeat_pkey" PRIMARY KEY ("review_id","first","record")
);

-- CreateTable
CREATE TABLE "workflow_project" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,

    CONSTRAINT "workflow_project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workflow_revision" (
    "id" BIGSERIAL NOT NULL,
    "project_id" BIGINT NOT NULL,
    "number" BIGINT NOT NULL,
    "created_at" BIGINT NOT NULL,

    CONSTRAINT "workflow_revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workflow_file" (
    "revision_id" BIGINT NOT NULL,
    "path" TEXT NOT NULL,
    "content" TEXT NOT NULL,

    CONSTRAINT "workflow_file_pkey" PRIMARY KEY ("revision_id","path")
);

-- CreateTable
CREATE TABLE "workflow" (
    "id" BIGSERIAL NOT NULL,
    "project_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "schedule" TEXT,
    "is_paused" BIGINT NOT NULL DEFAULT 0,
    "next_session" BIGINT,
    "next_run" BIGINT,
    "removed_at" BIGINT,

    CONSTRAINT "workflow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workflow_session" (
    "id" BIGSERIAL NOT NULL,
    "workflow_id" BIGINT NOT NULL,
    "time" BIGINT NOT NULL,
    "uuid" TEXT NOT NULL,

    CONSTRAINT "workflow_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workflow_attempt" (
    "id" BIGSERIAL NOT NULL,
    "session_id" BIGINT NOT NULL,
    "revision_id" BIGINT NOT NULL,
    "retry_name" TEXT,
    "origin" TEXT NOT NULL DEFAULT '{"kind":"request"}',
    "params" TEXT NOT NULL,
    "is_sandbox" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "is_cancel_requested" BIGINT NOT NULL DEFAULT 0,
    "succeeded" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "ended_at" BIGINT,
    "owner" TEXT,
    "lease_until" BIGINT,

    CONSTRAINT "workflow_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workflow_task" (
    "attempt_id" BIGINT NOT NULL,
    "id" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "record" TEXT NOT NULL,
    "version" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "workflow_task_pkey" PRIMARY KEY ("attempt_id","id")
);

-- CreateTable
CREATE TABLE "workflow_log" (
    "id" BIGSERIAL NOT NULL,
    "attempt_id" BIGINT NOT NULL,
    "task" BIGINT NOT NULL,
    "at" BIGINT NOT NULL,
    "level" TEXT NOT NULL DEFAULT 'info',
    "text" TEXT NOT NULL,

    CONSTRAINT "workflow_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workflow_secret" (
    "project_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "updated_at" BIGINT NOT NULL,

    CONSTRAINT "workflow_secret_pkey" PRIMARY KEY ("project_id","key")
);

-- CreateTable
CREATE TABLE "person" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "password" TEXT,
    "password_changed_at" BIGINT,
    "created_at" BIGINT NOT NULL,
    "disabled_at" BIGINT,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_identity" (
    "id" BIGSERIAL NOT NULL,
    "person_id" BIGINT NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "last_used_at" BIGINT,

    CONSTRAINT "person_identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sso_request" (
    "token_sha256" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "person_id" BIGINT,
    "session_id" BIGINT,
    "return_to" TEXT NOT NULL,
    "begun_at" BIGINT NOT NULL,

    CONSTRAINT "sso_request_pkey" PRIMARY KEY ("token_sha256")
);

-- CreateTable
CREATE TABLE "session" (
    "id" BIGSERIAL NOT NULL,
    "token_sha256" TEXT NOT NULL,
    "person_id" BIGINT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "last_used_at" BIGINT NOT NULL,
    "address" TEXT NOT NULL,
    "browser" TEXT NOT NULL,
    "method" TEXT NOT NULL DEFAULT 'password',
    "proved_at" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pending_sign_in" (
    "token_sha256" TEXT NOT NULL,
    "person_id" BIGINT NOT NULL,
    "expires_at" BIGINT NOT NULL,

    CONSTRAINT "pending_sign_in_pkey" PRIMARY KEY ("token_sha256")
);

-- CreateTable
CREATE TABLE "totp" (
    "person_id" BIGINT NOT NULL,
    "sealed" TEXT NOT NULL,
    "last_step" BIGINT NOT NULL DEFAULT 0,
    "created_at" BIGINT NOT NULL,
    "confirmed_at" BIGINT,

    CONSTRAINT "totp_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "person_id" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("person_id","sha256")
);

-- CreateTable
CREATE TABLE "passkey" (
    "id" BIGSERIAL NOT NULL,
    "person_id" BIGINT NOT NULL,
    "credential_id" TEXT NOT NULL,
    "public_key" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL,
    "transports" TEXT NOT NULL,
    "user_handle" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "last_used_at" BIGINT,

    CONSTRAINT "passkey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "passkey_challenge" (
    "challenge" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "person_id" BIGINT,
    "user_handle" TEXT,
    "expires_at" BIGINT NOT NULL,

    CONSTRAINT "passkey_challenge_pkey" PRIMARY KEY ("challenge")
);

-- CreateTable
CREATE TABLE "known_browser" (
    "token_sha256" TEXT NOT NULL,
    "person_id" BIGINT NOT NULL,
    "created_at" BIGINT NOT NULL,

    CONSTRAINT "known_browser_pkey" PRIMARY KEY ("token_sha256")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" BIGSERIAL NOT NULL,
    "token_sha256" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "person_id" BIGINT,
    "invited_by" TEXT NOT NULL,
    "inviter_id" BIGINT,
    "created_at" BIGINT NOT NULL,
    "expires_at" BIGINT NOT NULL,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGINT NOT NULL,
    "at" BIGINT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT,
    "role" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "object_kind" TEXT,
    "object_id" TEXT,
    "object_name" TEXT,
    "address" TEXT,
    "session" BIGINT,
    "outcome" TEXT NOT NULL,
    "code" TEXT,
    "begun_id" BIGINT,
    "times" BIGINT,
    "once" BYTEA,
    "key_id" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "mac" BYTEA NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_reach" (
    "id" BIGINT NOT NULL,
    "last" BIGINT NOT NULL,

    CONSTRAINT "audit_reach_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "authentication_name_key" ON "authentication"("name");

-- CreateIndex
CREATE UNIQUE INDEX "upload_folder_key" ON "upload"("folder");

-- CreateIndex
CREATE UNIQUE INDEX "mapping_preset_connector_fingerprint_key" ON "mapping_preset"("connector", "fingerprint");

-- CreateIndex
CREATE UNIQUE INDEX "job_domain_key_key" ON "job"("domain_key");

-- CreateIndex
CREATE INDEX "job_state_idx" ON "job"("state");

-- CreateIndex
CREATE INDEX "job_state_rejected_count_invalid_count_idx" ON "job"("state", "rejected_count", "invalid_count");

-- CreateIndex
CREATE INDEX "job_upload_id_idx" ON "job"("upload_id");

-- CreateIndex
CREATE INDEX "job_authentication_id_account_idx" ON "job"("authentication_id", "account");

-- CreateIndex
CREATE INDEX "job_parent_id_idx" ON "job"("parent_id");

-- CreateIndex
CREATE INDEX "batch_job_id_first_record_idx" ON "batch"("job_id", "first_record");

-- CreateIndex
CREATE UNIQUE INDEX "batch_job_id_name_key" ON "batch"("job_id", "name");

-- CreateIndex
CREATE INDEX "record_job_id_status_record_idx" ON "record"("job_id", "status", "record");

-- CreateIndex
CREATE UNIQUE INDEX "issue_kind_job_id_code_column_severity_key" ON "issue_kind"("job_id", "code", "column", "severity");

-- CreateIndex
CREATE INDEX "log_line_job_id_id_idx" ON "log_line"("job_id", "id");

-- CreateIndex
CREATE INDEX "sent_batch_scope_idx" ON "sent_batch"("scope");

-- CreateIndex
CREATE INDEX "sent_run_scope_newest_job_id_idx" ON "sent_run"("scope", "newest", "job_id");

-- CreateIndex
CREATE UNIQUE INDEX "notification_key_key" ON "notification"("key");

-- CreateIndex
CREATE INDEX "notification_channel_state_next_try_at_idx" ON "notification"("channel", "state", "next_try_at");

-- CreateIndex
CREATE INDEX "notification_matter_channel_idx" ON "notification"("matter", "channel");

-- CreateIndex
CREATE UNIQUE INDEX "query_name_key" ON "query"("name");

-- CreateIndex
CREATE INDEX "query_authentication_id_idx" ON "query"("authentication_id");

-- CreateIndex
CREATE UNIQUE INDEX "schedule_query_id_key" ON "schedule"("query_id");

-- CreateIndex
CREATE UNIQUE INDEX "schedule_parent_segment_id_key" ON "schedule"("parent_segment_id");

-- CreateIndex
CREATE UNIQUE INDEX "schedule_activation_id_key" ON "schedule"("activation_id");

-- CreateIndex
CREATE UNIQUE INDEX "planned_run_job_id_key" ON "planned_run"("job_id");

-- CreateIndex
CREATE INDEX "planned_run_query_id_idx" ON "planned_run"("query_id");

-- CreateIndex
CREATE INDEX "planned_run_parent_segment_id_idx" ON "planned_run"("parent_segment_id");

-- CreateIndex
CREATE INDEX "planned_run_activation_id_idx" ON "planned_run"("activation_id");

-- CreateIndex
CREATE INDEX "planned_run_state_query_id_idx" ON "planned_run"("state", "query_id");

-- CreateIndex
CREATE INDEX "planned_run_state_parent_segment_id_idx" ON "planned_run"("state", "parent_segment_id");

-- CreateIndex
CREATE INDEX "planned_run_state_activation_id_idx" ON "planned_run"("state", "activation_id");

-- CreateIndex
CREATE UNIQUE INDEX "planned_run_query_id_planned_at_repeat_key" ON "planned_run"("query_id", "planned_at", "repeat");

-- CreateIndex
CREATE UNIQUE INDEX "planned_run_parent_segment_id_planned_at_repeat_key" ON "planned_run"("parent_segment_id", "planned_at", "repeat");

-- CreateIndex
CREATE UNIQUE INDEX "planned_run_activation_id_planned_at_repeat_key" ON "planned_run"("activation_id", "planned_at", "repeat");

-- CreateIndex
CREATE UNIQUE INDEX "parent_segment_name_key" ON "parent_segment"("name");

-- CreateIndex
CREATE INDEX "segment_folder_parent_segment_id_idx" ON "segment_folder"("parent_segment_id");

-- CreateIndex
CREATE UNIQUE INDEX "segment_folder_parent_id_name_key" ON "segment_folder"("parent_id", "name");

-- CreateIndex
CREATE INDEX "segment_parent_segment_id_idx" ON "segment"("parent_segment_id");

-- CreateIndex
CREATE UNIQUE INDEX "segment_folder_id_name_key" ON "segment"("folder_id", "name");

-- CreateIndex
CREATE INDEX "activation_authentication_id_idx" ON "activation"("authentication_id");

-- CreateIndex
CREATE UNIQUE INDEX "activation_segment_id_name_key" ON "activation"("segment_id", "name");

-- CreateIndex
CREATE INDEX "build_parent_segment_id_idx" ON "build"("parent_segment_id");

-- CreateIndex
CREATE INDEX "api_request_created_at_idx" ON "api_request"("created_at");

-- CreateIndex
CREATE INDEX "review_state_idx" ON "review"("state");

-- CreateIndex
CREATE UNIQUE INDEX "review_upload_id_role_key" ON "review"("upload_id", "role");

-- CreateIndex
CREATE INDEX "review_record_review_id_status_record_idx" ON "review_record"("review_id", "status", "record");

-- CreateIndex
CREATE UNIQUE INDEX "review_issue_kind_review_id_code_column_severity_key" ON "review_issue_kind"("review_id", "code", "column", "severity");

-- CreateIndex
CREATE INDEX "review_repairable_review_id_effect_idx" ON "review_repairable"("review_id", "effect");

-- CreateIndex
CREATE INDEX "review_repeat_review_id_record_idx" ON "review_repeat"("review_id", "record");

-- CreateIndex
CREATE UNIQUE INDEX "workflow_project_name_key" ON "workflow_project"("name");

-- CreateIndex
CREATE UNIQUE INDEX "workflow_revision_project_id_number_key" ON "workflow_revision"("project_id", "number");

-- CreateIndex
CREATE INDEX "workflow_next_run_idx" ON "workflow"("next_run");

-- CreateIndex
CREATE UNIQUE INDEX "workflow_project_id_name_key" ON "workflow"("project_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "workflow_session_workflow_id_time_key" ON "workflow_session"("workflow_id", "time");

-- CreateIndex
CREATE INDEX "workflow_attempt_session_id_idx" ON "workflow_attempt"("session_id");

-- CreateIndex
CREATE INDEX "workflow_attempt_state_idx" ON "workflow_attempt"("state");

-- CreateIndex
CREATE INDEX "workflow_task_attempt_id_version_idx" ON "workflow_task"("attempt_id", "version");

-- CreateIndex
CREATE INDEX "workflow_log_attempt_id_id_idx" ON "workflow_log"("attempt_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE UNIQUE INDEX "person_identity_issuer_subject_key" ON "person_identity"("issuer", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "person_identity_person_id_issuer_key" ON "person_identity"("person_id", "issuer");

-- CreateIndex
CREATE INDEX "sso_request_person_id_idx" ON "sso_request"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_sha256_key" ON "session"("token_sha256");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "session"("person_id");

-- CreateIndex
CREATE INDEX "pending_sign_in_person_id_idx" ON "pending_sign_in"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "passkey_credential_id_key" ON "passkey"("credential_id");

-- CreateIndex
CREATE INDEX "passkey_person_id_idx" ON "passkey"("person_id");

-- CreateIndex
CREATE INDEX "passkey_challenge_person_id_idx" ON "passkey_challenge"("person_id");

-- CreateIndex
CREATE INDEX "known_browser_person_id_idx" ON "known_browser"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_sha256_key" ON "invitation"("token_sha256");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_email_key" ON "invitation"("email");

-- CreateIndex
CREATE UNIQUE INDEX "audit_entry_begun_id_key" ON "audit_entry"("begun_id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_entry_once_key" ON "audit_entry"("once");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

-- CreateIndex
CREATE INDEX "audit_entry_actor_kind_actor_id_at_idx" ON "audit_entry"("actor_kind", "actor_id", "at");

-- CreateIndex
CREATE INDEX "audit_entry_action_at_idx" ON "audit_entry"("action", "at");

-- CreateIndex
CREATE INDEX "audit_entry_outcome_at_idx" ON "audit_entry"("outcome", "at");

-- CreateIndex
CREATE INDEX "audit_entry_object_kind_object_id_at_idx" ON "audit_entry"("object_kind", "object_id", "at");

-- AddForeignKey
ALTER TABLE "export_draft" ADD CONSTRAINT "export_draft_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "upload"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job" ADD CONSTRAINT "job_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "upload"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job" ADD CONSTRAINT "job_authentication_id_fkey" FOREIGN KEY ("authentication_id") REFERENCES "authentication"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job" ADD CONSTRAINT "job_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "job"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job_selection" ADD CONSTRAINT "job_selection_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batch" ADD CONSTRAINT "batch_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "record" ADD CONSTRAINT "record_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issue_kind" ADD CONSTRAINT "issue_kind_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "log_line" ADD CONSTRAINT "log_line_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification" ADD CONSTRAINT "notification_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "query" ADD CONSTRAINT "query_authentication_id_fkey" FOREIGN KEY ("authentication_id") REFERENCES "authentication"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_query_id_fkey" FOREIGN KEY ("query_id") REFERENCES "query"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_parent_segment_id_fkey" FOREIGN KEY ("parent_segment_id") REFERENCES "parent_segment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_activation_id_fkey" FOREIGN KEY ("activation_id") REFERENCES "activation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "planned_run" ADD CONSTRAINT "planned_run_query_id_fkey" FOREIGN KEY ("query_id") REFERENCES "query"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "planned_run" ADD CONSTRAINT "planned_run_parent_segment_id_fkey" FOREIGN KEY ("parent_segment_id") REFERENCES "parent_segment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "planned_run" ADD CONSTRAINT "planned_run_activation_id_fkey" FOREIGN KEY ("activation_id") REFERENCES "activation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "planned_run" ADD CONSTRAINT "planned_run_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "segment_folder" ADD CONSTRAINT "segment_folder_parent_segment_id_fkey" FOREIGN KEY ("parent_segment_id") REFERENCES "parent_segment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "segment_folder" ADD CONSTRAINT "segment_folder_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "segment_folder"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "segment" ADD CONSTRAINT "segment_parent_segment_id_fkey" FOREIGN KEY ("parent_segment_id") REFERENCES "parent_segment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "segment" ADD CONSTRAINT "segment_folder_id_fkey" FOREIGN KEY ("folder_id") REFERENCES "segment_folder"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activation" ADD CONSTRAINT "activation_segment_id_fkey" FOREIGN KEY ("segment_id") REFERENCES "segment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activation" ADD CONSTRAINT "activation_authentication_id_fkey" FOREIGN KEY ("authentication_id") REFERENCES "authentication"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "segment_population" ADD CONSTRAINT "segment_population_segment_id_fkey" FOREIGN KEY ("segment_id") REFERENCES "segment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "build" ADD CONSTRAINT "build_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "build" ADD CONSTRAINT "build_parent_segment_id_fkey" FOREIGN KEY ("parent_segment_id") REFERENCES "parent_segment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_request" ADD CONSTRAINT "api_request_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review" ADD CONSTRAINT "review_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "upload"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_record" ADD CONSTRAINT "review_record_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_issue_kind" ADD CONSTRAINT "review_issue_kind_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_issue" ADD CONSTRAINT "review_issue_kind_id_fkey" FOREIGN KEY ("kind_id") REFERENCES "review_issue_kind"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_fixed" ADD CONSTRAINT "review_fixed_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_repairable" ADD CONSTRAINT "review_repairable_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_place" ADD CONSTRAINT "review_place_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_repeats" ADD CONSTRAINT "review_repeats_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_repeat" ADD CONSTRAINT "review_repeat_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workflow_revision" ADD CONSTRAINT "workflow_revision_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "workflow_project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workflow_file" ADD CONSTRAINT "workflow_file_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "workflow_revision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workflow" ADD CONSTRAINT "workflow_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "workflow_project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workflow_session" ADD CONSTRAINT "workflow_session_workflow_id_fkey" FOREIGN KEY ("workflow_id") REFERENCES "workflow"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workflow_attempt" ADD CONSTRAINT "workflow_attempt_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "workflow_session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workflow_attempt" ADD CONSTRAINT "workflow_attempt_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "workflow_revision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workflow_task" ADD CONSTRAINT "workflow_task_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "workflow_attempt"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workflow_log" ADD CONSTRAINT "workflow_log_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "workflow_attempt"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workflow_secret" ADD CONSTRAINT "workflow_secret_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "workflow_project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_identity" ADD CONSTRAINT "person_identity_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sso_request" ADD CONSTRAINT "sso_request_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pending_sign_in" ADD CONSTRAINT "pending_sign_in_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "totp" ADD CONSTRAINT "totp_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passkey_challenge" ADD CONSTRAINT "passkey_challenge_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "known_browser" ADD CONSTRAINT "known_browser_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- SQLite's functions about JSON that the stores use, for JSON that is stored as text. `json_each` for arrays only.
CREATE FUNCTION json_each(document TEXT) RETURNS TABLE (key BIGINT, value TEXT) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT place - 1, element FROM json_array_elements_text(document::json) WITH ORDINALITY AS elements (element, place) $$;

-- A boolean is 1 or 0, as in SQLite.
CREATE FUNCTION json_extract(document TEXT, path TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$
    SELECT CASE jsonb_typeof(found) WHEN 'boolean' THEN (found::boolean)::int::text ELSE found #>> '{}' END
    FROM (SELECT jsonb_path_query_first(document::jsonb, path::jsonpath) AS found) AS first
$$;

CREATE FUNCTION json_quote(value TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT coalesce(to_json(value)::text, 'null') $$;

-- The audit log is only appended to.
CREATE FUNCTION refuse_change_of_audit_entry() RETURNS TRIGGER LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'entries of the audit log are never changed or deleted'; END $$;

CREATE FUNCTION refuse_gap_in_audit_log() RETURNS TRIGGER LANGUAGE plpgsql AS
$$
BEGIN
    IF NEW.id <> (SELECT COALESCE(MAX(id), 0) + 1 FROM audit_entry) THEN RAISE EXCEPTION 'entries of the audit log are appended'; END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER audit_entry_kept BEFORE UPDATE OR DELETE ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit_entry();
CREATE TRIGGER audit_log_kept BEFORE TRUNCATE ON "audit_entry" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit_entry();
CREATE TRIGGER audit_entry_appended BEFORE INSERT ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION refuse_gap_in_audit_log();
