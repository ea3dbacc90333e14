CREATE TABLE "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
);
CREATE TABLE "authentication" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "connector" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "sealed_token" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "token_hint" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL,
    "last_used_at" BIGINT,
    "failed_at" BIGINT
, "parameters" TEXT, "archived_at" BIGINT, "kept_account" TEXT);
CREATE TABLE "upload" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "folder" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "encoding" TEXT NOT NULL,
    "delimiter" TEXT NOT NULL,
    "compressed" BOOLEAN NOT NULL,
    "spool_bytes" BIGINT NOT NULL,
    "header" TEXT NOT NULL,
    "data_byte" BIGINT NOT NULL,
    "data_line" INTEGER NOT NULL,
    "created_at" BIGINT NOT NULL,
    "deleted_at" BIGINT,
    "deleted_because" TEXT
, "format" TEXT NOT NULL DEFAULT 'csv', "header_row" INTEGER NOT NULL DEFAULT 1, "workbook" TEXT);
CREATE TABLE "job" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "type" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "request" TEXT,
    "connector" TEXT NOT NULL,
    "upload_id" INTEGER,
    "authentication_id" INTEGER,
    "parameters" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "test_event" BOOLEAN NOT NULL,
    "skip_invalid_record" BOOLEAN NOT NULL,
    "mapping" TEXT NOT NULL,
    "reference_time" INTEGER NOT NULL,
    "rules_version" TEXT NOT NULL,
    "max_events" INTEGER NOT NULL,
    "max_bytes" INTEGER NOT NULL,
    "already_accepted" TEXT NOT NULL,
    "delivery" TEXT NOT NULL,
    "cursor_byte" BIGINT NOT NULL DEFAULT 0,
    "cursor_record" INTEGER NOT NULL DEFAULT 0,
    "cursor_line" INTEGER NOT NULL DEFAULT 1,
    "unknown_since" BIGINT,
    "read_count" INTEGER NOT NULL DEFAULT 0,
    "accepted_count" INTEGER NOT NULL DEFAULT 0,
    "rejected_count" INTEGER NOT NULL DEFAULT 0,
    "invalid_count" INTEGER NOT NULL DEFAULT 0,
    "uncertain_count" INTEGER NOT NULL DEFAULT 0,
    "resent_after_unknown" INTEGER NOT NULL DEFAULT 0,
    "batch_count" INTEGER NOT NULL DEFAULT 0,
    "call_count" INTEGER NOT NULL DEFAULT 0,
    "error_code" TEXT,
    "error_params" TEXT,
    "owner" TEXT,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_until" BIGINT,
    "created_at" BIGINT NOT NULL,
    "started_at" BIGINT,
    "ended_at" BIGINT, "constants" TEXT NOT NULL DEFAULT '{}', "fixes_bytes" BIGINT NOT NULL DEFAULT 0, "parent_id" INTEGER REFERENCES "job" ("id") ON DELETE SET NULL ON UPDATE CASCADE, "sql" TEXT, "database" TEXT, "engine" TEXT, "planned_at" INTEGER, "priority" INTEGER NOT NULL DEFAULT 0, "retry_limit" INTEGER NOT NULL DEFAULT 0, "domain_key" TEXT, "result_types" TEXT, "destination" TEXT, "engine_address" TEXT, "deaths" INTEGER NOT NULL DEFAULT 0, "repeats" TEXT NOT NULL DEFAULT 'keep', "repeat_count" INTEGER NOT NULL DEFAULT 0, "saved_repairs" TEXT NOT NULL DEFAULT '[]', "identical_repeats" INTEGER, "differing_repeats" INTEGER,
    CONSTRAINT "job_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "upload" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "job_authentication_id_fkey" FOREIGN KEY ("authentication_id") REFERENCES "authentication" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE TABLE "batch" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "job_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "first_record" INTEGER NOT NULL,
    "last_record" INTEGER NOT NULL,
    "first_line" INTEGER NOT NULL,
    "start_byte" BIGINT NOT NULL,
    "end_byte" BIGINT NOT NULL,
    "left_out" TEXT NOT NULL DEFAULT '[]',
    "events" INTEGER NOT NULL,
    "body_sha256" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "fence" INTEGER NOT NULL,
    "http_status" INTEGER,
    "request_id" TEXT,
    "latency_ms" INTEGER,
    "accepted" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "first_sent_at" BIGINT NOT NULL,
    "answered_at" BIGINT,
    CONSTRAINT "batch_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE TABLE "log_line" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "job_id" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,
    "level" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "params" TEXT NOT NULL,
    CONSTRAINT "log_line_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE TABLE "sent_batch" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "scope" TEXT NOT NULL,
    "job_id" INTEGER NOT NULL,
    "accepted_at" BIGINT NOT NULL,
    "total" INTEGER NOT NULL,
    "digests" BLOB NOT NULL
);
CREATE TABLE "sent_run" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "scope" TEXT NOT NULL,
    "newest" BIGINT NOT NULL,
    "filter" BLOB NOT NULL
, "job_id" INTEGER);
CREATE TABLE "sent_page" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "entries" BLOB NOT NULL
);
CREATE TABLE "account_slowdown" (
    "account" TEXT NOT NULL PRIMARY KEY,
    "quiet_until" BIGINT NOT NULL,
    "share" REAL NOT NULL
);
CREATE TABLE "call_window" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT
);
CREATE TABLE "setting" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL,
    "updated_at" BIGINT NOT NULL
);
CREATE TABLE "sweep" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "ran_at" BIGINT NOT NULL,
    "problem" TEXT
);
CREATE UNIQUE INDEX "authentication_name_key" ON "authentication"("name");
CREATE UNIQUE INDEX "upload_folder_key" ON "upload"("folder");
CREATE INDEX "job_state_idx" ON "job"("state");
CREATE INDEX "job_upload_id_idx" ON "job"("upload_id");
CREATE INDEX "job_authentication_id_account_idx" ON "job"("authentication_id", "account");
CREATE INDEX "batch_job_id_first_record_idx" ON "batch"("job_id", "first_record");
CREATE UNIQUE INDEX "batch_job_id_name_key" ON "batch"("job_id", "name");
CREATE INDEX "log_line_job_id_id_idx" ON "log_line"("job_id", "id");
CREATE INDEX "sent_batch_scope_idx" ON "sent_batch"("scope");
CREATE TABLE "secret" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "sealed" TEXT NOT NULL,
    "updated_at" BIGINT NOT NULL
);
CREATE TABLE "issue_kind" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "job_id" INTEGER NOT NULL,
    "severity" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "column" TEXT NOT NULL,
    "records" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "issue_kind_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "issue_kind_job_id_code_column_severity_key" ON "issue_kind"("job_id", "code", "column", "severity");
CREATE TABLE "issue" (
    "kind_id" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    PRIMARY KEY ("kind_id", "record")
) WITHOUT ROWID;
CREATE TABLE "record" (
    "job_id" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "start_byte" BIGINT NOT NULL,
    "end_byte" BIGINT NOT NULL,
    "status" TEXT NOT NULL,
    "issues" TEXT NOT NULL,
    PRIMARY KEY ("job_id", "record"),
    CONSTRAINT "record_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
) WITHOUT ROWID;
CREATE INDEX "record_job_id_status_record_idx" ON "record"("job_id", "status", "record");
CREATE INDEX "sent_run_scope_newest_job_id_idx" ON "sent_run"("scope", "newest", "job_id");
CREATE INDEX "job_parent_id_idx" ON "job"("parent_id");
CREATE TABLE "job_selection" (
    "job_id" INTEGER NOT NULL,
    "first" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    PRIMARY KEY ("job_id", "first"),
    CONSTRAINT "job_selection_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
) WITHOUT ROWID;
CREATE TABLE "export_draft" (
    "upload_id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "content" TEXT NOT NULL,
    "updated_at" BIGINT NOT NULL,
    CONSTRAINT "export_draft_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "upload" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE TABLE "mapping_preset" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "connector" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "mapping" TEXT NOT NULL,
    "constants" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL
, "reading" TEXT NOT NULL DEFAULT '{}', "repairs" TEXT NOT NULL DEFAULT '[]', "choices" TEXT NOT NULL DEFAULT '{}');
CREATE UNIQUE INDEX "mapping_preset_connector_fingerprint_key" ON "mapping_preset"("connector", "fingerprint");
CREATE TABLE "query" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "database" TEXT NOT NULL,
    "engine" TEXT NOT NULL,
    "sql" TEXT NOT NULL,
    "authentication_id" INTEGER,
    "export" TEXT,
    "priority" INTEGER NOT NULL,
    "retry_limit" INTEGER NOT NULL,
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL,
    CONSTRAINT "query_authentication_id_fkey" FOREIGN KEY ("authentication_id") REFERENCES "authentication" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "query_name_key" ON "query"("name");
CREATE INDEX "query_authentication_id_idx" ON "query"("authentication_id");
CREATE UNIQUE INDEX "job_domain_key_key" ON "job"("domain_key");
CREATE TABLE "review" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "upload_id" INTEGER NOT NULL,
    "connector" TEXT NOT NULL,
    "mapping" TEXT NOT NULL,
    "constants" TEXT NOT NULL,
    "reference_time" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "cursor_byte" BIGINT NOT NULL,
    "cursor_record" INTEGER NOT NULL,
    "cursor_line" INTEGER NOT NULL,
    "tally" TEXT NOT NULL,
    "fixes_bytes" BIGINT NOT NULL DEFAULT 0,
    "error_code" TEXT,
    "error_params" TEXT, "role" TEXT NOT NULL DEFAULT 'current', "changed" INTEGER, "saved_bytes" BIGINT NOT NULL DEFAULT 0, "owner" TEXT,
    CONSTRAINT "review_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "upload" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE TABLE "review_record" (
    "review_id" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "start_byte" BIGINT NOT NULL,
    "end_byte" BIGINT NOT NULL,
    "status" TEXT NOT NULL,
    "issues" TEXT NOT NULL,

    PRIMARY KEY ("review_id", "record"),
    CONSTRAINT "review_record_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;
CREATE TABLE "review_issue_kind" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "review_id" INTEGER NOT NULL,
    "severity" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "column" TEXT NOT NULL,
    "records" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "review_issue_kind_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "review_issue" (
    "kind_id" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,

    PRIMARY KEY ("kind_id", "record"),
    CONSTRAINT "review_issue_kind_id_fkey" FOREIGN KEY ("kind_id") REFERENCES "review_issue_kind" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;
CREATE TABLE "review_fixed" (
    "review_id" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    "by" TEXT NOT NULL,

    PRIMARY KEY ("review_id", "record"),
    CONSTRAINT "review_fixed_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;
CREATE TABLE "review_place" (
    "review_id" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    "byte" BIGINT NOT NULL,
    "line" INTEGER NOT NULL,

    PRIMARY KEY ("review_id", "record"),
    CONSTRAINT "review_place_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;
CREATE INDEX "review_state_idx" ON "review"("state");
CREATE INDEX "review_record_review_id_status_record_idx" ON "review_record"("review_id", "status", "record");
CREATE UNIQUE INDEX "review_issue_kind_review_id_code_column_severity_key" ON "review_issue_kind"("review_id", "code", "column", "severity");
CREATE TABLE "api_key" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "last_used_at" BIGINT,
    "revoked_at" BIGINT
, "suspended_at" BIGINT, "role" TEXT NOT NULL DEFAULT 'admin', "expires_at" BIGINT, "is_rotated" INTEGER NOT NULL DEFAULT 0, "creator_id" INTEGER);
CREATE INDEX "job_state_rejected_count_invalid_count_idx" ON "job"("state", "rejected_count", "invalid_count");
CREATE TABLE "parent_segment" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "engine" TEXT NOT NULL,
    "tables" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL
, "time_zone" TEXT NOT NULL DEFAULT 'UTC');
CREATE TABLE "build" (
    "job_id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "parent_segment_id" INTEGER NOT NULL,
    "definition" TEXT NOT NULL,
    "columns" TEXT,
    "result" TEXT,
    CONSTRAINT "build_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "build_parent_segment_id_fkey" FOREIGN KEY ("parent_segment_id") REFERENCES "parent_segment" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "parent_segment_name_key" ON "parent_segment"("name");
CREATE INDEX "build_parent_segment_id_idx" ON "build"("parent_segment_id");
CREATE TABLE "segment_folder" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "parent_segment_id" INTEGER NOT NULL,
    "parent_id" INTEGER,
    "name" TEXT NOT NULL,
    CONSTRAINT "segment_folder_parent_segment_id_fkey" FOREIGN KEY ("parent_segment_id") REFERENCES "parent_segment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "segment_folder_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "segment_folder" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "segment" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "parent_segment_id" INTEGER NOT NULL,
    "folder_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL,
    CONSTRAINT "segment_parent_segment_id_fkey" FOREIGN KEY ("parent_segment_id") REFERENCES "parent_segment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "segment_folder_id_fkey" FOREIGN KEY ("folder_id") REFERENCES "segment_folder" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "segment_population" (
    "segment_id" INTEGER NOT NULL,
    "job_id" INTEGER NOT NULL,
    "customers" INTEGER NOT NULL,
    "counted_at" BIGINT NOT NULL,

    PRIMARY KEY ("segment_id", "job_id"),
    CONSTRAINT "segment_population_segment_id_fkey" FOREIGN KEY ("segment_id") REFERENCES "segment" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "segment_folder_parent_segment_id_idx" ON "segment_folder"("parent_segment_id");
CREATE UNIQUE INDEX "segment_folder_parent_id_name_key" ON "segment_folder"("parent_id", "name");
CREATE INDEX "segment_parent_segment_id_idx" ON "segment"("parent_segment_id");
CREATE UNIQUE INDEX "segment_folder_id_name_key" ON "segment"("folder_id", "name");
CREATE TABLE "activation" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "segment_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "authentication_id" INTEGER NOT NULL,
    "parameters" TEXT NOT NULL,
    "output" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL,
    CONSTRAINT "activation_segment_id_fkey" FOREIGN KEY ("segment_id") REFERENCES "segment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "activation_authentication_id_fkey" FOREIGN KEY ("authentication_id") REFERENCES "authentication" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE TABLE "planned_run" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "query_id" INTEGER,
    "parent_segment_id" INTEGER,
    "activation_id" INTEGER,
    "planned_at" BIGINT NOT NULL,
    "repeat" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "job_id" INTEGER,
    "missed_since" BIGINT,
    "problem" TEXT,
    "decided_at" BIGINT NOT NULL,
    CONSTRAINT "planned_run_query_id_fkey" FOREIGN KEY ("query_id") REFERENCES "query" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "planned_run_parent_segment_id_fkey" FOREIGN KEY ("parent_segment_id") REFERENCES "parent_segment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "planned_run_activation_id_fkey" FOREIGN KEY ("activation_id") REFERENCES "activation" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "planned_run_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "planned_run_job_id_key" ON "planned_run"("job_id");
CREATE INDEX "planned_run_query_id_idx" ON "planned_run"("query_id");
CREATE INDEX "planned_run_parent_segment_id_idx" ON "planned_run"("parent_segment_id");
CREATE INDEX "planned_run_activation_id_idx" ON "planned_run"("activation_id");
CREATE INDEX "planned_run_state_query_id_idx" ON "planned_run"("state", "query_id");
CREATE INDEX "planned_run_state_parent_segment_id_idx" ON "planned_run"("state", "parent_segment_id");
CREATE INDEX "planned_run_state_activation_id_idx" ON "planned_run"("state", "activation_id");
CREATE UNIQUE INDEX "planned_run_query_id_planned_at_repeat_key" ON "planned_run"("query_id", "planned_at", "repeat");
CREATE UNIQUE INDEX "planned_run_parent_segment_id_planned_at_repeat_key" ON "planned_run"("parent_segment_id", "planned_at", "repeat");
CREATE UNIQUE INDEX "planned_run_activation_id_planned_at_repeat_key" ON "planned_run"("activation_id", "planned_at", "repeat");
CREATE INDEX "activation_authentication_id_idx" ON "activation"("authentication_id");
CREATE UNIQUE INDEX "activation_segment_id_name_key" ON "activation"("segment_id", "name");
CREATE TABLE "notification" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "job_id" INTEGER,
    "matter" TEXT,
    "recipients" TEXT,
    "notice" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "last_try_at" BIGINT,
    "next_try_at" BIGINT,
    "problem" TEXT,
    CONSTRAINT "notification_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "notification_key_key" ON "notification"("key");
CREATE INDEX "notification_channel_state_next_try_at_idx" ON "notification"("channel", "state", "next_try_at");
CREATE INDEX "notification_matter_channel_idx" ON "notification"("matter", "channel");
CREATE TABLE "schedule" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "query_id" INTEGER,
    "parent_segment_id" INTEGER,
    "activation_id" INTEGER,
    "cron" TEXT,
    "repeat" TEXT,
    "start_at" TEXT,
    "end_on" TEXT,
    "time_zone" TEXT NOT NULL,
    "delay_seconds" INTEGER NOT NULL,
    "is_paused" BOOLEAN NOT NULL,
    "missed" TEXT NOT NULL,
    "overlap" TEXT NOT NULL,
    "recipients" TEXT NOT NULL,
    "mail_success" BOOLEAN NOT NULL,
    "mail_failure" BOOLEAN NOT NULL,
    "next_at" BIGINT,
    CONSTRAINT "schedule_query_id_fkey" FOREIGN KEY ("query_id") REFERENCES "query" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "schedule_parent_segment_id_fkey" FOREIGN KEY ("parent_segment_id") REFERENCES "parent_segment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "schedule_activation_id_fkey" FOREIGN KEY ("activation_id") REFERENCES "activation" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "schedule_query_id_key" ON "schedule"("query_id");
CREATE UNIQUE INDEX "schedule_parent_segment_id_key" ON "schedule"("parent_segment_id");
CREATE UNIQUE INDEX "schedule_activation_id_key" ON "schedule"("activation_id");
CREATE TABLE "workflow_project" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL
);
CREATE TABLE "workflow_revision" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "project_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "created_at" BIGINT NOT NULL,
    CONSTRAINT "workflow_revision_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "workflow_project" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "workflow_file" (
    "revision_id" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "content" TEXT NOT NULL,

    PRIMARY KEY ("revision_id", "path"),
    CONSTRAINT "workflow_file_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "workflow_revision" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "workflow" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "project_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "schedule" TEXT,
    "is_paused" INTEGER NOT NULL DEFAULT 0,
    "next_session" BIGINT,
    "next_run" BIGINT,
    "removed_at" BIGINT, "next_set_at" BIGINT,
    CONSTRAINT "workflow_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "workflow_project" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "workflow_session" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "workflow_id" INTEGER NOT NULL,
    "time" BIGINT NOT NULL,
    "uuid" TEXT NOT NULL, "has_run" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "workflow_session_workflow_id_fkey" FOREIGN KEY ("workflow_id") REFERENCES "workflow" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "workflow_attempt" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "session_id" INTEGER NOT NULL,
    "revision_id" INTEGER NOT NULL,
    "retry_name" TEXT,
    "params" TEXT NOT NULL,
    "is_sandbox" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "is_cancel_requested" INTEGER NOT NULL DEFAULT 0,
    "succeeded" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "ended_at" BIGINT,
    "owner" TEXT,
    "lease_until" BIGINT, "origin" TEXT NOT NULL DEFAULT '{"kind":"request"}',
    CONSTRAINT "workflow_attempt_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "workflow_session" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "workflow_attempt_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "workflow_revision" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "workflow_task" (
    "attempt_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "record" TEXT NOT NULL, "version" INTEGER NOT NULL DEFAULT 0,

    PRIMARY KEY ("attempt_id", "id"),
    CONSTRAINT "workflow_task_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "workflow_attempt" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "workflow_log" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "attempt_id" INTEGER NOT NULL,
    "task" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,
    "text" TEXT NOT NULL, "level" TEXT NOT NULL DEFAULT 'info', "code" TEXT, "params" TEXT,
    CONSTRAINT "workflow_log_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "workflow_attempt" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "workflow_secret" (
    "project_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "updated_at" BIGINT NOT NULL,

    PRIMARY KEY ("project_id", "key"),
    CONSTRAINT "workflow_secret_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "workflow_project" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "workflow_project_name_key" ON "workflow_project"("name");
CREATE UNIQUE INDEX "workflow_revision_project_id_number_key" ON "workflow_revision"("project_id", "number");
CREATE INDEX "workflow_next_run_idx" ON "workflow"("next_run");
CREATE UNIQUE INDEX "workflow_project_id_name_key" ON "workflow"("project_id", "name");
CREATE UNIQUE INDEX "workflow_session_workflow_id_time_key" ON "workflow_session"("workflow_id", "time");
CREATE INDEX "workflow_attempt_session_id_idx" ON "workflow_attempt"("session_id");
CREATE INDEX "workflow_attempt_state_idx" ON "workflow_attempt"("state");
CREATE INDEX "workflow_log_attempt_id_id_idx" ON "workflow_log"("attempt_id", "id");
CREATE INDEX "workflow_task_attempt_id_version_idx" ON "workflow_task"("attempt_id", "version");
CREATE TABLE "review_repeats" (
    "review_id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "fence" INTEGER NOT NULL,
    "fixes_bytes" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "identical" INTEGER NOT NULL DEFAULT 0,
    "differing" INTEGER NOT NULL DEFAULT 0, "owner" TEXT,
    CONSTRAINT "review_repeats_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "review_repeat" (
    "review_id" INTEGER NOT NULL,
    "first" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    "is_identical" BOOLEAN NOT NULL,

    PRIMARY KEY ("review_id", "first", "record"),
    CONSTRAINT "review_repeat_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "review_repeat_review_id_record_idx" ON "review_repeat"("review_id", "record");
CREATE TABLE "outage" (
    "destination" TEXT NOT NULL PRIMARY KEY,
    "tries" INTEGER NOT NULL,
    "retry_at" BIGINT NOT NULL
);
CREATE UNIQUE INDEX "review_upload_id_role_key" ON "review"("upload_id", "role");
CREATE TABLE "review_repairable" (
    "review_id" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    "effect" TEXT NOT NULL,

    PRIMARY KEY ("review_id", "record"),
    CONSTRAINT "review_repairable_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;
CREATE INDEX "review_repairable_review_id_effect_idx" ON "review_repairable"("review_id", "effect");
CREATE TABLE "person" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "password" TEXT,
    "password_changed_at" BIGINT,
    "created_at" BIGINT NOT NULL,
    "disabled_at" BIGINT
);
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");
CREATE TABLE "session" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "token_sha256" TEXT NOT NULL,
    "person_id" INTEGER NOT NULL,
    "created_at" BIGINT NOT NULL,
    "last_used_at" BIGINT NOT NULL,
    "address" TEXT NOT NULL,
    "browser" TEXT NOT NULL, "method" TEXT NOT NULL DEFAULT 'password', "proved_at" BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "session_token_sha256_key" ON "session"("token_sha256");
CREATE INDEX "session_person_id_idx" ON "session"("person_id");
CREATE TABLE "known_browser" (
    "token_sha256" TEXT NOT NULL PRIMARY KEY,
    "person_id" INTEGER NOT NULL,
    "created_at" BIGINT NOT NULL,
    CONSTRAINT "known_browser_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "known_browser_person_id_idx" ON "known_browser"("person_id");
CREATE TABLE "invitation" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "token_sha256" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "person_id" INTEGER,
    "invited_by" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "expires_at" BIGINT NOT NULL, "inviter_id" INTEGER,
    CONSTRAINT "invitation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "invitation_token_sha256_key" ON "invitation"("token_sha256");
CREATE UNIQUE INDEX "invitation_email_key" ON "invitation"("email");
CREATE TABLE "audit_entry" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
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
    "session" INTEGER,
    "outcome" TEXT NOT NULL,
    "code" TEXT,
    "begun_id" INTEGER,
    "once" BLOB,
    "key_id" TEXT NOT NULL,
    "hash" BLOB NOT NULL,
    "mac" BLOB NOT NULL
, "times" INTEGER);
CREATE UNIQUE INDEX "audit_entry_begun_id_key" ON "audit_entry"("begun_id");
CREATE UNIQUE INDEX "audit_entry_once_key" ON "audit_entry"("once");
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");
CREATE INDEX "audit_entry_actor_kind_actor_id_at_idx" ON "audit_entry"("actor_kind", "actor_id", "at");
CREATE INDEX "audit_entry_action_at_idx" ON "audit_entry"("action", "at");
CREATE INDEX "audit_entry_outcome_at_idx" ON "audit_entry"("outcome", "at");
CREATE INDEX "audit_entry_object_kind_object_id_at_idx" ON "audit_entry"("object_kind", "object_id", "at");
CREATE TRIGGER "audit_entry_unchanged" BEFORE UPDATE ON "audit_entry" BEGIN
    SELECT RAISE(ABORT, 'entries of the audit log are never changed');
END;
CREATE TRIGGER "audit_entry_kept" BEFORE DELETE ON "audit_entry" BEGIN
    SELECT RAISE(ABORT, 'entries of the audit log are never deleted');
END;
CREATE TRIGGER "audit_entry_appended" BEFORE INSERT ON "audit_entry"
WHEN NEW."id" IS NOT (SELECT COALESCE(MAX("id"), 0) + 1 FROM "audit_entry") BEGIN
    SELECT RAISE(ABORT, 'entries of the audit log are appended');
END;
CREATE TABLE "pending_sign_in" (
    "token_sha256" TEXT NOT NULL PRIMARY KEY,
    "person_id" INTEGER NOT NULL,
    "expires_at" BIGINT NOT NULL,
    CONSTRAINT "pending_sign_in_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "totp" (
    "person_id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "sealed" TEXT NOT NULL,
    "last_step" BIGINT NOT NULL DEFAULT 0,
    "created_at" BIGINT NOT NULL,
    "confirmed_at" BIGINT,
    CONSTRAINT "totp_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "recovery_code" (
    "person_id" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,

    PRIMARY KEY ("person_id", "sha256"),
    CONSTRAINT "recovery_code_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "passkey" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "credential_id" TEXT NOT NULL,
    "public_key" BLOB NOT NULL,
    "counter" BIGINT NOT NULL,
    "transports" TEXT NOT NULL,
    "user_handle" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "last_used_at" BIGINT,
    CONSTRAINT "passkey_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "passkey_challenge" (
    "challenge" TEXT NOT NULL PRIMARY KEY,
    "purpose" TEXT NOT NULL,
    "person_id" INTEGER,
    "user_handle" TEXT,
    "expires_at" BIGINT NOT NULL,
    CONSTRAINT "passkey_challenge_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "pending_sign_in_person_id_idx" ON "pending_sign_in"("person_id");
CREATE UNIQUE INDEX "passkey_credential_id_key" ON "passkey"("credential_id");
CREATE INDEX "passkey_person_id_idx" ON "passkey"("person_id");
CREATE INDEX "passkey_challenge_person_id_idx" ON "passkey_challenge"("person_id");
CREATE TABLE "person_identity" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "last_used_at" BIGINT,
    CONSTRAINT "person_identity_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "sso_request" (
    "token_sha256" TEXT NOT NULL PRIMARY KEY,
    "purpose" TEXT NOT NULL,
    "person_id" INTEGER,
    "session_id" INTEGER,
    "return_to" TEXT NOT NULL,
    "begun_at" BIGINT NOT NULL,
    CONSTRAINT "sso_request_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "person_identity_issuer_subject_key" ON "person_identity"("issuer", "subject");
CREATE UNIQUE INDEX "person_identity_person_id_issuer_key" ON "person_identity"("person_id", "issuer");
CREATE INDEX "sso_request_person_id_idx" ON "sso_request"("person_id");
CREATE TABLE "audit_reach" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "last" INTEGER NOT NULL
);
CREATE TABLE "worker" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "pid" INTEGER NOT NULL,
    "host" TEXT NOT NULL DEFAULT '',
    "version" TEXT NOT NULL DEFAULT '',
    "started_at" BIGINT NOT NULL,
    "lease_until" BIGINT NOT NULL
, "api_base_urls" TEXT, "trino" TEXT);
CREATE TABLE "attempt_count" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "points" INTEGER NOT NULL,
    "expire" BIGINT NOT NULL
);
CREATE TABLE "api_request" (
    "api_key_id" INTEGER NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "lease_until" BIGINT NOT NULL DEFAULT 0,
    "fingerprint" TEXT,
    "status" INTEGER,
    "answer" TEXT,

    PRIMARY KEY ("api_key_id", "idempotency_key"),
    CONSTRAINT "api_request_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_key" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "api_request_created_at_idx" ON "api_request"("created_at");
CREATE TABLE "unfinished_upload" (
    "folder" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "bytes" BIGINT,
    "created_at" BIGINT NOT NULL,
    "touched_at" BIGINT NOT NULL,
    "lock_owner" TEXT,
    "lock_until" BIGINT NOT NULL DEFAULT 0,
    "lock_wanted" BOOLEAN NOT NULL DEFAULT false
);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '37bb538632517e9bd9d5afe604d42b1684e1af64f7d9205b195b712f46c2f7b9', '20261124164943_init', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '77e73c94d6948a256970a8be0780c31f551b35e7e2c44032845f866a4afe044f', '20261124230056_notifications', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '28525a1e834af9db9cf748ede11798334271d3f37b42a2264ef3532cb6ddc1e9', '20261124232153_issue_kinds_and_compact_records', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), 'cd35473fdaa55297bc59a30509559451636009ac6868e1fa0ad444c78b176b84', '20261125000836_sent_run_job', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '4398112a66198f533a8087e0bf5f12edaf398ef9faa80d14e19fefff02073ca0', '20261125020127_rows_of_a_job', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), 'b60f3ad1a913b4c30461849fc2d910e2a038f0a4211f1b8dadf9cb4ef1dab871', '20261125020333_export_wizard', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '84497ff154057355e89cdb1e5470ff6f7886038bd53397355413e9578c398061', '20261125020831_saved_queries_and_schedules', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), 'da5f134916efedf27816f9a1e20decb1734738108c169b20f6abf459db773332', '20261125021049_query_jobs', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '162c71f8937620b4017bb2ee677d0b2fec9cdaa4d1fbf57b94a01593c1a70480', '20261125021342_reviews', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '89785663350618d2f62ab380e5483cf6390a8fac5a74e12c3c119e8b513f0158', '20261125024200_api_keys', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '63676faddf46f3888c0ee5c541c924766e0f7146b465fa60c7416fea6c081972', '20261125192200_jobs_with_rejects', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '900f15345b5aea0c551f77638005961011295c2904923e9dccd1057e7e975f90', '20261125192500_result_types', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '39e25c73b6a9d8227ad2e0963a3281ca6274714ad086a149a9d225f49f1434ea', '20261125193500_authentication_parameters', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '0d0a646f5f235d14e4db5d74b05caa41a9a6caa09e24c84b68f6ab8ea37ae1ef', '20261126202212_job_destination', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), 'b59f2b9832a8c1c1ff5ade250df263c7213ab4358292c1428d072f1f5010d077', '20261126202628_api_key_suspension', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), 'c62151ee0a27a8b4fc01a9d46097b422d865168138852dbd7fe795c09a0bea68', '20261126210252_deaths_of_a_job', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '2efd40c99ea2fe0b54e76c4434ff1d4582c725e89424fd8035fc2048d492a8ba', '20261127071753_parent_segments', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '14bb601c71569963d29c6f84072819b847c4ffa8dce8b1056a531c05157200de', '20261127073953_segments', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '0f41b77d93b09a6449b2045a91c7281163c3c61f626b039b7ebd86906e677056', '20261127074946_activations', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '39be9694a3b8532ecff515e9d22b1fc9ce661c59777bdf216318def2daa5612b', '20261127094727_repeats_of_schedules', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '09dfa7ccb215420b56148b0b2b8f0b2576ec0a9cd5e1c1f4fbec8c1590fdcbc9', '20261127103221_workflows', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '3b486fce38da42f0b1e4fe7d4a2201703b29e8d860252a04acb4a64ab3be6545', '20261127130029_workflow_tries', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '625bafd567185e5eeef73793db77b5c6185175dc9b7f6841959bca60f1f0f66a', '20261127130621_sheets_of_workbooks', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), 'af80faba13dbf076da473bd4c4392e4d4778ccc0d0bebd3a0812ec4be7ca41ec', '20261127131530_root_folders_of_parent_segments', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '5f74f615078f9060bfcb9807c29b8cce642c95df734d461b2673b5f0ad700b42', '20261127132944_repeats', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '107bbd547886b179c93662db9ebfd95b9edbe1c304d03e94fb43fb45458368b2', '20261127163516_repeats_of_reviews', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '88fe8e6cea10f9b4c54726888f79433f9459a8eea8ddc15a4bcc94c2cbbaeadb', '20261127163614_archived_authentications', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '6ddf5d725576620e2a633d3d0540e5c209e2ace788d57b5a8ba34fb61cb12bff', '20261127163614_outages', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '24b8234f500d3e2e55859b5c3a1df7672ea75329bf438d40efb634380fb874ae', '20261127163848_saved_readings_and_repairs', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), 'e2d21099a72846eea45d3d3d793d92f0b5ac5aa9d3600c177fad55d12f9af10d', '20261127164023_next_reviews', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '936454683422f8b9857a3686b43a090e7d9d7654d93bd6f75bee85192e103ece', '20261127164500_roles_of_api_keys', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '0d515a969ff91ac545375fedd382f9e957e69cdbb71b8eebf11fa1676c18d187', '20261127170000_people', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), 'd80d4fbf086ed83f71819e2cf4306a1dc681fa159945fe041f8d1a373c2fa261', '20261127173921_fixes_of_saved_mappings', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '317e1cebeafa8bd90b17d4ef28ebc4c9b048eaaa3df688122c41723d4236cac6', '20261127200000_audit_log', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), 'd8d0c5dc01f58039d3754bb6b0fcd906110e05e656d11954578550322c850ada', '20261127201000_second_factors', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '070fdab412b3aafa038b91567dca34a9e9a4c8c0fe6ea12d1bbf4b4a4b3f8a86', '20261127203000_kept_choices', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '701ef9f108300d9f4bcf76972e916a02a14d5be0fd488470fe2907ca399746fa', '20261127230000_single_sign_on', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), 'e0f16b5011b3439beca9729d43b35f4ec965a826e44fa8ef27d638870bb8b9c7', '20261127231000_audit_times', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), 'a90a2735b4c0372b62f3fa761a4fcc4b1904931dac78472015a1a994477987d7', '20261127231001_inviters', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '0811073e8207a44d82b5e8260946cb4cfba2ca769a3f9ff527f44dd4108339e2', '20261128032500_requested_deletions', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '55e67de65c448f78f02ffdd3c6ac329ee5b4504f59b0bd4dd61e3deb02b2d616', '20261128115132_audit_reach', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), 'aa3a30d1268c5b8d9ae7bdf8b05704e36f115f2d8cbd447db59b419eaa36f306', '20261128130546_review_owners', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), 'c36c0f569dd8fb8f97d034fb1133c7828e48ee8cc94e11eddbfb2de8b28c830a', '20261128151222_worker_versions', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), 'ff171145c75f0629a8b45ae99e23989facb911c903df7032692fd179ae0b91f2', '20261128155900_several_web_processes', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), 'd6802072225c4026de8e336a0cd1dd2878b518a6ab7e5b1f8727cfd7bcb0c657', '20261129105807_session_has_run', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '8e320c96cc1338414ebf428a047161f6f0361a377c91037fed98433bd9b0ede6', '20261129110838_rotated_api_keys', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), 'e171d503967bd394b73852a89ed162f6f1d0663af376d4afe9c97b7cd83ea17b', '20261129110949_api_key_creators', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '386b881d57c30d05c56e3ffd324d96384a0157d28e4fbdf6d6c101dab87566e6', '20261129111428_worker_addresses', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), 'd3255775faec5a96cf326dc1c39f59d179bbaf732f4d9d69b7d3fe443dd3037d', '20261130055659_workflow_next_set_at', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), '64ce3f57bbc66a9ce1eb62cb5e53cee140449aed59b74fdb2b666a60d2d19c22', '20261130151200_workflow_log_messages', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (lower(hex(randomblob(16))), 'c22df2ba55d296259bc9f6f98a1ad254a0ba3095473eeab52389ad77ac204510', '20261201031636_parent_segment_time_zone', strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), 1);
