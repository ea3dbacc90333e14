-- AlterTable
ALTER TABLE "workflow_log" ADD COLUMN     "code" TEXT,
ADD COLUMN     "params" TEXT;
