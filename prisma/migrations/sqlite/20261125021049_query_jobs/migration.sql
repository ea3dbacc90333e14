-- AlterTable
ALTER TABLE "job" ALTER COLUMN "upload_id" DROP NOT NULL;
ALTER TABLE "job" ALTER COLUMN "authentication_id" DROP NOT NULL;
ALTER TABLE "job" ADD COLUMN "sql" TEXT;
ALTER TABLE "job" ADD COLUMN "database" TEXT;
ALTER TABLE "job" ADD COLUMN "engine" TEXT;
ALTER TABLE "job" ADD COLUMN "planned_at" INTEGER;
ALTER TABLE "job" ADD COLUMN "priority" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "job" ADD COLUMN "retry_limit" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "job" ADD COLUMN "domain_key" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "job_domain_key_key" ON "job"("domain_key");
