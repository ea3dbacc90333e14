ALTER TABLE "job" ADD COLUMN "saved_repairs" TEXT NOT NULL DEFAULT '[]';
ALTER TABLE "mapping_preset" ADD COLUMN "reading" TEXT NOT NULL DEFAULT '{}';
ALTER TABLE "mapping_preset" ADD COLUMN "repairs" TEXT NOT NULL DEFAULT '[]';
