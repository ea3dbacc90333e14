-- Tables that are their own index are WITHOUT ROWID, which Prisma's schema cannot say.

-- CreateTable
CREATE TABLE "review" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "upload_id" INTEGER NOT NULL,
    "connector" TEXT NOT NULL,
    "mapping" TEXT NOT NULL,
    "constants" TEXT NOT NULL,
    "reference_time" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "cursor_byte" BIGINT NOT NULL,
    "cursor_record" INTEGER NOT NULL,
    "cursor_line" INTEGER NOT NULL,
    "tally" TEXT NOT NULL,
    "fixes_bytes" BIGINT NOT NULL DEFAULT 0,
    "error_code" TEXT,
    "error_params" TEXT,
    CONSTRAINT "review_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "upload" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "review_record" (
    "review_id" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "start_byte" BIGINT NOT NULL,
    "end_byte" BIGINT NOT NULL,
    "status" TEXT NOT NULL,
    "issues" TEXT NOT NULL,

    PRIMARY KEY ("review_id", "record"),
    CONSTRAINT "review_record_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "review_issue_kind" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "review_id" INTEGER NOT NULL,
    "severity" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "column" TEXT NOT NULL,
    "records" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "review_issue_kind_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "review_issue" (
    "kind_id" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,

    PRIMARY KEY ("kind_id", "record"),
    CONSTRAINT "review_issue_kind_id_fkey" FOREIGN KEY ("kind_id") REFERENCES "review_issue_kind" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "review_fixed" (
    "review_id" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    "by" TEXT NOT NULL,

    PRIMARY KEY ("review_id", "record"),
    CONSTRAINT "review_fixed_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "review_place" (
    "review_id" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    "byte" BIGINT NOT NULL,
    "line" INTEGER NOT NULL,

    PRIMARY KEY ("review_id", "record"),
    CONSTRAINT "review_place_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;

-- CreateIndex
CREATE UNIQUE INDEX "review_upload_id_key" ON "review"("upload_id");

-- CreateIndex
CREATE INDEX "review_state_idx" ON "review"("state");

-- CreateIndex
CREATE INDEX "review_record_review_id_status_record_idx" ON "review_record"("review_id", "status", "record");

-- CreateIndex
CREATE UNIQUE INDEX "review_issue_kind_review_id_code_column_severity_key" ON "review_issue_kind"("review_id", "code", "column", "severity");
