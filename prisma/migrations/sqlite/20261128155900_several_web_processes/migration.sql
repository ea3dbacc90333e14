-- CreateTable
CREATE TABLE "attempt_count" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "points" INTEGER NOT NULL,
    "expire" BIGINT NOT NULL
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_api_request" (
    "api_key_id" INTEGER NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "lease_until" BIGINT NOT NULL DEFAULT 0,
    "fingerprint" TEXT,
    "status" INTEGER,
    "answer" TEXT,

    PRIMARY KEY ("api_key_id", "idempotency_key"),
    CONSTRAINT "api_request_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_key" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_api_request" ("answer", "api_key_id", "created_at", "fingerprint", "idempotency_key", "owner", "status") SELECT "answer", "api_key_id", "created_at", "fingerprint", "idempotency_key", "owner", "status" FROM "api_request";
DROP TABLE "api_request";
ALTER TABLE "new_api_request" RENAME TO "api_request";
CREATE INDEX "api_request_created_at_idx" ON "api_request"("created_at");
CREATE TABLE "new_unfinished_upload" (
    "folder" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "bytes" BIGINT,
    "created_at" BIGINT NOT NULL,
    "touched_at" BIGINT NOT NULL,
    "lock_owner" TEXT,
    "lock_until" BIGINT NOT NULL DEFAULT 0,
    "lock_wanted" BOOLEAN NOT NULL DEFAULT false
);
INSERT INTO "new_unfinished_upload" ("bytes", "created_at", "folder", "name", "touched_at") SELECT "bytes", "created_at", "folder", "name", "touched_at" FROM "unfinished_upload";
DROP TABLE "unfinished_upload";
ALTER TABLE "new_unfinished_upload" RENAME TO "unfinished_upload";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
