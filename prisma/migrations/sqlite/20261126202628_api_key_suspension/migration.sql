-- AlterTable
ALTER TABLE "api_key" ADD COLUMN "suspended_at" BIGINT;
