-- CreateTable
CREATE TABLE "workflow_project" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "workflow_revision" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "project_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "created_at" BIGINT NOT NULL,
    CONSTRAINT "workflow_revision_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "workflow_project" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "workflow_file" (
    "revision_id" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "content" TEXT NOT NULL,

    PRIMARY KEY ("revision_id", "path"),
    CONSTRAINT "workflow_file_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "workflow_revision" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "workflow" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "project_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "schedule" TEXT,
    "is_paused" INTEGER NOT NULL DEFAULT 0,
    "next_session" BIGINT,
    "next_run" BIGINT,
    "removed_at" BIGINT,
    CONSTRAINT "workflow_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "workflow_project" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "workflow_session" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "workflow_id" INTEGER NOT NULL,
    "time" BIGINT NOT NULL,
    "uuid" TEXT NOT NULL,
    CONSTRAINT "workflow_session_workflow_id_fkey" FOREIGN KEY ("workflow_id") REFERENCES "workflow" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
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
    "lease_until" BIGINT,
    CONSTRAINT "workflow_attempt_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "workflow_session" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "workflow_attempt_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "workflow_revision" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "workflow_task" (
    "attempt_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "record" TEXT NOT NULL,

    PRIMARY KEY ("attempt_id", "id"),
    CONSTRAINT "workflow_task_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "workflow_attempt" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "workflow_log" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "attempt_id" INTEGER NOT NULL,
    "task" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,
    "text" TEXT NOT NULL,
    CONSTRAINT "workflow_log_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "workflow_attempt" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "workflow_secret" (
    "project_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "updated_at" BIGINT NOT NULL,

    PRIMARY KEY ("project_id", "key"),
    CONSTRAINT "workflow_secret_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "workflow_project" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

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
CREATE INDEX "workflow_log_attempt_id_id_idx" ON "workflow_log"("attempt_id", "id");
