-- AlterTable
ALTER TABLE "job" ADD COLUMN "result_types" TEXT;
