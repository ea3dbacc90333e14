-- AlterTable
ALTER TABLE "unfinished_upload" ADD COLUMN     "lock_owner" TEXT,
ADD COLUMN     "lock_until" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "lock_wanted" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "api_request" ADD COLUMN     "lease_until" BIGINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "attempt_count" (
    "key" TEXT NOT NULL,
    "points" BIGINT NOT NULL,
    "expire" BIGINT NOT NULL,

    CONSTRAINT "attempt_count_pkey" PRIMARY KEY ("key")
);
