-- CreateTable
CREATE TABLE "person_identity" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "last_used_at" BIGINT,
    CONSTRAINT "person_identity_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "sso_request" (
    "token_sha256" TEXT NOT NULL PRIMARY KEY,
    "purpose" TEXT NOT NULL,
    "person_id" INTEGER,
    "session_id" INTEGER,
    "return_to" TEXT NOT NULL,
    "begun_at" BIGINT NOT NULL,
    CONSTRAINT "sso_request_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "person_identity_issuer_subject_key" ON "person_identity"("issuer", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "person_identity_person_id_issuer_key" ON "person_identity"("person_id", "issuer");

-- CreateIndex
CREATE INDEX "sso_request_person_id_idx" ON "sso_request"("person_id");
