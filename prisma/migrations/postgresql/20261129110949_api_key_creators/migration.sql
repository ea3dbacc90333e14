-- AlterTable
ALTER TABLE "api_key" ADD COLUMN     "creator_id" BIGINT;
