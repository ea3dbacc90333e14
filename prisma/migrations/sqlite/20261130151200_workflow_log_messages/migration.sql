-- AlterTable
ALTER TABLE "workflow_log" ADD COLUMN "code" TEXT;
ALTER TABLE "workflow_log" ADD COLUMN "params" TEXT;
