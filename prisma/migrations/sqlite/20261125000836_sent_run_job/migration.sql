-- DropIndex
DROP INDEX "sent_run_scope_idx";

-- AlterTable
ALTER TABLE "sent_run" ADD COLUMN "job_id" INTEGER;

-- CreateIndex
CREATE INDEX "sent_run_scope_newest_job_id_idx" ON "sent_run"("scope", "newest", "job_id");
