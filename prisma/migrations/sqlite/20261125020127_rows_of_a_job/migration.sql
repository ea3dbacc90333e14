-- AlterTable
ALTER TABLE "job" ADD COLUMN "constants" TEXT NOT NULL DEFAULT '{}';
ALTER TABLE "job" ADD COLUMN "fixes_bytes" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "job" ADD COLUMN "parent_id" INTEGER REFERENCES "job" ("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- CreateIndex
CREATE INDEX "job_parent_id_idx" ON "job"("parent_id");

-- CreateTable
CREATE TABLE "job_selection" (
    "job_id" INTEGER NOT NULL,
    "first" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    PRIMARY KEY ("job_id", "first"),
    CONSTRAINT "job_selection_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
) WITHOUT ROWID;
