-- AlterTable
ALTER TABLE "api_key" ADD COLUMN "is_rotated" BIGINT NOT NULL DEFAULT 0;

-- Terms are given in whole days, so another one is what a rotation has left of it.
UPDATE "api_key" SET "is_rotated" = 1 WHERE ("expires_at" - "created_at") % 86400000 <> 0;
