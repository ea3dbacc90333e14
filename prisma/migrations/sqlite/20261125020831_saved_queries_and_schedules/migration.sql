-- AlterTable
ALTER TABLE "notification" ADD COLUMN "recipients" TEXT;

-- CreateTable
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

-- CreateTable
CREATE TABLE "schedule" (
    "query_id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "cron" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "delay_seconds" INTEGER NOT NULL,
    "is_paused" BOOLEAN NOT NULL,
    "missed" TEXT NOT NULL,
    "overlap" TEXT NOT NULL,
    "recipients" TEXT NOT NULL,
    "mail_success" BOOLEAN NOT NULL,
    "mail_failure" BOOLEAN NOT NULL,
    "next_at" BIGINT,
    CONSTRAINT "schedule_query_id_fkey" FOREIGN KEY ("query_id") REFERENCES "query" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "planned_run" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "query_id" INTEGER NOT NULL,
    "planned_at" BIGINT NOT NULL,
    "repeat" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "job_id" INTEGER,
    "missed_since" BIGINT,
    "problem" TEXT,
    "decided_at" BIGINT NOT NULL,
    CONSTRAINT "planned_run_query_id_fkey" FOREIGN KEY ("query_id") REFERENCES "query" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "planned_run_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "query_name_key" ON "query"("name");

-- CreateIndex
CREATE INDEX "query_authentication_id_idx" ON "query"("authentication_id");

-- CreateIndex
CREATE UNIQUE INDEX "planned_run_job_id_key" ON "planned_run"("job_id");

-- CreateIndex
CREATE INDEX "planned_run_query_id_idx" ON "planned_run"("query_id");

-- CreateIndex
CREATE INDEX "planned_run_state_query_id_idx" ON "planned_run"("state", "query_id");

-- CreateIndex
CREATE UNIQUE INDEX "planned_run_query_id_planned_at_repeat_key" ON "planned_run"("query_id", "planned_at", "repeat");
