-- CreateTable
CREATE TABLE "outage" (
    "destination" TEXT NOT NULL PRIMARY KEY,
    "tries" INTEGER NOT NULL,
    "retry_at" BIGINT NOT NULL
);
