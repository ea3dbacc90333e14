-- CreateTable
CREATE TABLE "secret" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "sealed" TEXT NOT NULL,
    "updated_at" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "notification" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "job_id" INTEGER NOT NULL,
    "matter" TEXT,
    "notice" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "last_try_at" BIGINT,
    "next_try_at" BIGINT,
    "problem" TEXT,
    CONSTRAINT "notification_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "notification_key_key" ON "notification"("key");

-- CreateIndex
CREATE INDEX "notification_channel_state_next_try_at_idx" ON "notification"("channel", "state", "next_try_at");

-- CreateIndex
CREATE INDEX "notification_matter_channel_idx" ON "notification"("matter", "channel");
