-- CreateIndex
CREATE INDEX "job_with_rejects_idx" ON "job"("id") WHERE "state" = 'success' AND ("rejected_count" > 0 OR "invalid_count" > 0);
