-- AlterTable
ALTER TABLE "sent_run" ADD COLUMN "job_id" INTEGER;
