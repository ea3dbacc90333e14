ALTER TABLE "mapping_preset" ADD COLUMN "choices" TEXT NOT NULL DEFAULT '{}';
ALTER TABLE "job" ADD COLUMN "identical_repeats" INTEGER;
ALTER TABLE "job" ADD COLUMN "differing_repeats" INTEGER;
ALTER TABLE "authentication" ADD COLUMN "kept_account" TEXT;
