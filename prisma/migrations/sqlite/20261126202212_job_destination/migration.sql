-- AlterTable
ALTER TABLE "job" ADD COLUMN "destination" TEXT;
ALTER TABLE "job" ADD COLUMN "engine_address" TEXT;

-- Nobody recorded where earlier jobs were to go: no executor may send or run what is left of them (docs/decisions/020).
UPDATE "job" SET "destination" = CASE (SELECT "target" FROM "authentication" WHERE "id" = "authentication_id")
  WHEN 'sandbox' THEN 'sandbox' ELSE 'unrecorded' END WHERE "authentication_id" IS NOT NULL;
UPDATE "job" SET "engine_address" = 'unrecorded' WHERE "engine" = 'trino';
