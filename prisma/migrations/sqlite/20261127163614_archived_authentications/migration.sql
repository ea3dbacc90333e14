-- AlterTable
ALTER TABLE "authentication" ADD COLUMN "archived_at" BIGINT;
