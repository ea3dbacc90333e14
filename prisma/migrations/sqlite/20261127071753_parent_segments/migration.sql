-- CreateTable
CREATE TABLE "parent_segment" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "engine" TEXT NOT NULL,
    "tables" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "build" (
    "job_id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "parent_segment_id" INTEGER NOT NULL,
    "definition" TEXT NOT NULL,
    "columns" TEXT,
    "result" TEXT,
    CONSTRAINT "build_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "build_parent_segment_id_fkey" FOREIGN KEY ("parent_segment_id") REFERENCES "parent_segment" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_planned_run" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "query_id" INTEGER,
    "parent_segment_id" INTEGER,
    "planned_at" BIGINT NOT NULL,
    "repeat" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "job_id" INTEGER,
    "missed_since" BIGINT,
    "problem" TEXT,
    "decided_at" BIGINT NOT NULL,
    CONSTRAINT "planned_run_query_id_fkey" FOREIGN KEY ("query_id") REFERENCES "query" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "planned_run_parent_segment_id_fkey" FOREIGN KEY ("parent_segment_id") REFERENCES "parent_segment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "planned_run_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_planned_run" ("decided_at", "id", "job_id", "missed_since", "planned_at", "problem", "query_id", "repeat", "state") SELECT "decided_at", "id", "job_id", "missed_since", "planned_at", "problem", "query_id", "repeat", "state" FROM "planned_run";
DROP TABLE "planned_run";
ALTER TABLE "new_planned_run" RENAME TO "planned_run";
CREATE UNIQUE INDEX "planned_run_job_id_key" ON "planned_run"("job_id");
CREATE INDEX "planned_run_query_id_idx" ON "planned_run"("query_id");
CREATE INDEX "planned_run_parent_segment_id_idx" ON "planned_run"("parent_segment_id");
CREATE INDEX "planned_run_state_query_id_idx" ON "planned_run"("state", "query_id");
CREATE INDEX "planned_run_state_parent_segment_id_idx" ON "planned_run"("state", "parent_segment_id");
CREATE UNIQUE INDEX "planned_run_query_id_planned_at_repeat_key" ON "planned_run"("query_id", "planned_at", "repeat");
CREATE UNIQUE INDEX "planned_run_parent_segment_id_planned_at_repeat_key" ON "planned_run"("parent_segment_id", "planned_at", "repeat");
CREATE TABLE "new_schedule" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "query_id" INTEGER,
    "parent_segment_id" INTEGER,
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
    CONSTRAINT "schedule_query_id_fkey" FOREIGN KEY ("query_id") REFERENCES "query" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "schedule_parent_segment_id_fkey" FOREIGN KEY ("parent_segment_id") REFERENCES "parent_segment" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_schedule" ("cron", "delay_seconds", "is_paused", "mail_failure", "mail_success", "missed", "next_at", "overlap", "query_id", "recipients", "time_zone") SELECT "cron", "delay_seconds", "is_paused", "mail_failure", "mail_success", "missed", "next_at", "overlap", "query_id", "recipients", "time_zone" FROM "schedule";
DROP TABLE "schedule";
ALTER TABLE "new_schedule" RENAME TO "schedule";
CREATE UNIQUE INDEX "schedule_query_id_key" ON "schedule"("query_id");
CREATE UNIQUE INDEX "schedule_parent_segment_id_key" ON "schedule"("parent_segment_id");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "parent_segment_name_key" ON "parent_segment"("name");

-- CreateIndex
CREATE INDEX "build_parent_segment_id_idx" ON "build"("parent_segment_id");
