-- AlterTable
ALTER TABLE "upload" ADD COLUMN "format" TEXT NOT NULL DEFAULT 'csv';

-- AlterTable
ALTER TABLE "upload" ADD COLUMN "header_row" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "export_draft" (
    "upload_id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "content" TEXT NOT NULL,
    "updated_at" BIGINT NOT NULL,
    CONSTRAINT "export_draft_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "upload" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "mapping_preset" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "connector" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "mapping" TEXT NOT NULL,
    "constants" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "mapping_preset_connector_fingerprint_key" ON "mapping_preset"("connector", "fingerprint");
