-- AlterTable
ALTER TABLE "worker" ADD COLUMN     "host" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "version" TEXT NOT NULL DEFAULT '';
