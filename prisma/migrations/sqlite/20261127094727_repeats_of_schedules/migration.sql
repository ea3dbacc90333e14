-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_notification" (
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
INSERT INTO "new_notification" ("channel", "created_at", "id", "job_id", "key", "last_try_at", "matter", "next_try_at", "notice", "problem", "recipients", "state", "tries") SELECT "channel", "created_at", "id", "job_id", "key", "last_try_at", "matter", "next_try_at", "notice", "problem", "recipients", "state", "tries" FROM "notification";
DROP TABLE "notification";
ALTER TABLE "new_notification" RENAME TO "notification";
CREATE UNIQUE INDEX "notification_key_key" ON "notification"("key");
CREATE INDEX "notification_channel_state_next_try_at_idx" ON "notification"("channel", "state", "next_try_at");
CREATE INDEX "notification_matter_channel_idx" ON "notification"("matter", "channel");
CREATE TABLE "new_schedule" (
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
INSERT INTO "new_schedule" ("activation_id", "cron", "delay_seconds", "id", "is_paused", "mail_failure", "mail_success", "missed", "next_at", "overlap", "parent_segment_id", "query_id", "recipients", "time_zone") SELECT "activation_id", "cron", "delay_seconds", "id", "is_paused", "mail_failure", "mail_success", "missed", "next_at", "overlap", "parent_segment_id", "query_id", "recipients", "time_zone" FROM "schedule";
DROP TABLE "schedule";
ALTER TABLE "new_schedule" RENAME TO "schedule";
CREATE UNIQUE INDEX "schedule_query_id_key" ON "schedule"("query_id");
CREATE UNIQUE INDEX "schedule_parent_segment_id_key" ON "schedule"("parent_segment_id");
CREATE UNIQUE INDEX "schedule_activation_id_key" ON "schedule"("activation_id");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
