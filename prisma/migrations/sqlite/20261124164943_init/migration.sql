-- CreateTable
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
);

-- CreateTable
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
);

-- CreateTable
CREATE TABLE "unfinished_upload" (
    "folder" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "bytes" BIGINT,
    "created_at" BIGINT NOT NULL,
    "touched_at" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "job" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "type" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "request" TEXT,
    "connector" TEXT NOT NULL,
    "upload_id" INTEGER NOT NULL,
    "authentication_id" INTEGER NOT NULL,
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
    "ended_at" BIGINT,
    CONSTRAINT "job_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "upload" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "job_authentication_id_fkey" FOREIGN KEY ("authentication_id") REFERENCES "authentication" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
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

-- CreateTable
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
);

-- CreateTable
CREATE TABLE "issue" (
    "job_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "column" TEXT NOT NULL,
    "record" INTEGER NOT NULL,
    "severity" TEXT NOT NULL,

    PRIMARY KEY ("job_id", "code", "column", "record")
);

-- CreateTable
CREATE TABLE "issue_count" (
    "job_id" INTEGER NOT NULL,
    "severity" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "column" TEXT NOT NULL,
    "records" INTEGER NOT NULL,

    PRIMARY KEY ("job_id", "severity", "code", "column"),
    CONSTRAINT "issue_count_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "log_line" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "job_id" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,
    "level" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "params" TEXT NOT NULL,
    CONSTRAINT "log_line_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "worker" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "pid" INTEGER NOT NULL,
    "started_at" BIGINT NOT NULL,
    "lease_until" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "sent_batch" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "scope" TEXT NOT NULL,
    "job_id" INTEGER NOT NULL,
    "accepted_at" BIGINT NOT NULL,
    "total" INTEGER NOT NULL,
    "digests" BLOB NOT NULL
);

-- CreateTable
CREATE TABLE "sent_run" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "scope" TEXT NOT NULL,
    "newest" BIGINT NOT NULL,
    "filter" BLOB NOT NULL
);

-- CreateTable
CREATE TABLE "sent_page" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "entries" BLOB NOT NULL
);

-- CreateTable
CREATE TABLE "account_slowdown" (
    "account" TEXT NOT NULL PRIMARY KEY,
    "quiet_until" BIGINT NOT NULL,
    "share" REAL NOT NULL
);

-- CreateTable
CREATE TABLE "call_window" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL,
    "updated_at" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "sweep" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "ran_at" BIGINT NOT NULL,
    "problem" TEXT
);

-- CreateIndex
CREATE UNIQUE INDEX "authentication_name_key" ON "authentication"("name");

-- CreateIndex
CREATE UNIQUE INDEX "upload_folder_key" ON "upload"("folder");

-- CreateIndex
CREATE INDEX "job_state_idx" ON "job"("state");

-- CreateIndex
CREATE INDEX "job_upload_id_idx" ON "job"("upload_id");

-- CreateIndex
CREATE INDEX "job_authentication_id_account_idx" ON "job"("authentication_id", "account");

-- CreateIndex
CREATE INDEX "batch_job_id_first_record_idx" ON "batch"("job_id", "first_record");

-- CreateIndex
CREATE UNIQUE INDEX "batch_job_id_name_key" ON "batch"("job_id", "name");

-- CreateIndex
CREATE INDEX "record_job_id_status_record_idx" ON "record"("job_id", "status", "record");

-- CreateIndex
CREATE INDEX "issue_job_id_code_record_idx" ON "issue"("job_id", "code", "record");

-- CreateIndex
CREATE INDEX "issue_job_id_column_record_idx" ON "issue"("job_id", "column", "record");

-- CreateIndex
CREATE INDEX "log_line_job_id_id_idx" ON "log_line"("job_id", "id");

-- CreateIndex
CREATE INDEX "sent_batch_scope_idx" ON "sent_batch"("scope");

-- CreateIndex
CREATE INDEX "sent_run_scope_idx" ON "sent_run"("scope");
