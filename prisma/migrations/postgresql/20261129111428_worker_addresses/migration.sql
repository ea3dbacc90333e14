-- AlterTable
ALTER TABLE "worker" ADD COLUMN     "api_base_urls" TEXT,
ADD COLUMN     "trino" TEXT;
