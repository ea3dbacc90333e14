-- AlterTable
ALTER TABLE "workflow" ADD COLUMN "next_set_at" BIGINT;
