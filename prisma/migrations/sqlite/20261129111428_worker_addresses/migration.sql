-- AlterTable
ALTER TABLE "worker" ADD COLUMN "api_base_urls" TEXT;
ALTER TABLE "worker" ADD COLUMN "trino" TEXT;
