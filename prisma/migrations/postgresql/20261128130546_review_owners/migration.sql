-- AlterTable
ALTER TABLE "review" ADD COLUMN     "owner" TEXT;

-- AlterTable
ALTER TABLE "review_repeats" ADD COLUMN     "owner" TEXT;
