-- CreateTable
CREATE TABLE "api_key" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "last_used_at" BIGINT,
    "revoked_at" BIGINT
);

-- CreateTable
CREATE TABLE "api_request" (
    "api_key_id" INTEGER NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "fingerprint" TEXT,
    "status" INTEGER,
    "answer" TEXT,

    PRIMARY KEY ("api_key_id", "idempotency_key"),
    CONSTRAINT "api_request_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_key" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "api_request_created_at_idx" ON "api_request"("created_at");
