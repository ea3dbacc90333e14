-- AlterTable
ALTER TABLE "workflow_attempt" ADD COLUMN "origin" TEXT NOT NULL DEFAULT '{"kind":"request"}';
ALTER TABLE "workflow_log" ADD COLUMN "level" TEXT NOT NULL DEFAULT 'info';
ALTER TABLE "workflow_task" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "workflow_task_attempt_id_version_idx" ON "workflow_task"("attempt_id", "version");

-- Tries before the last one were not stored.
UPDATE "workflow_task" SET "record" = json_set("record", '$.tries', json('[]'), '$.triedAt', json_extract("record", '$.startedAt'));
