-- AlterTable
ALTER TABLE "parent_segment" ADD COLUMN "time_zone" TEXT NOT NULL DEFAULT 'UTC';
