-- CreateIndex
CREATE INDEX "job_state_rejected_count_invalid_count_idx" ON "job"("state", "rejected_count", "invalid_count");
