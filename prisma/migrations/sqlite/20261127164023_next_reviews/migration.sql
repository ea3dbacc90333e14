-- AlterTable
ALTER TABLE "review" ADD COLUMN "role" TEXT NOT NULL DEFAULT 'current';
ALTER TABLE "review" ADD COLUMN "changed" INTEGER;

-- A worker makes the reviews of earlier versions again, which have no effects of repairs.
UPDATE "review" SET "state" = 'running' WHERE "state" = 'ready';

-- DropIndex
DROP INDEX "review_upload_id_key";

-- CreateIndex
CREATE UNIQUE INDEX "review_upload_id_role_key" ON "review"("upload_id", "role");

-- CreateTable
CREATE TABLE "review_repairable" (
    "review_id" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    "effect" TEXT NOT NULL,

    PRIMARY KEY ("review_id", "record"),
    CONSTRAINT "review_repairable_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;

-- CreateIndex
CREATE INDEX "review_repairable_review_id_effect_idx" ON "review_repairable"("review_id", "effect");
