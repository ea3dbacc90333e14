-- AlterTable
ALTER TABLE "api_key" ADD COLUMN "role" TEXT NOT NULL DEFAULT 'admin';

-- AlterTable
ALTER TABLE "api_key" ADD COLUMN "expires_at" BIGINT;
