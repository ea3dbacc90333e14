-- AlterTable
ALTER TABLE "authentication" ADD COLUMN "parameters" TEXT;
