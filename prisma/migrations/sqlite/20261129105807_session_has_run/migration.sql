-- AlterTable
ALTER TABLE "workflow_session" ADD COLUMN "has_run" INTEGER NOT NULL DEFAULT 0;

-- Sessions that were kept without attempts.
UPDATE "workflow_session" SET "has_run" = 1
  WHERE NOT EXISTS (SELECT 1 FROM "workflow_attempt" WHERE "session_id" = "workflow_session"."id");
