-- Issues by kind, and tables that are their own index (WITHOUT ROWID, which Prisma's schema cannot say): a file of
-- millions of invalid records is written three times as fast, and takes a third of the room.

CREATE TABLE "issue_kind" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "job_id" INTEGER NOT NULL,
    "severity" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "column" TEXT NOT NULL,
    "records" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "issue_kind_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "issue_kind_job_id_code_column_severity_key" ON "issue_kind"("job_id", "code", "column", "severity");
INSERT INTO "issue_kind" ("job_id", "severity", "code", "column", "records")
    SELECT "job_id", "severity", "code", "column", "records" FROM "issue_count";
DROP TABLE "issue_count";

CREATE TABLE "new_issue" (
    "kind_id" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    PRIMARY KEY ("kind_id", "record")
) WITHOUT ROWID;
INSERT INTO "new_issue" ("kind_id", "record")
    SELECT k."id", i."record" FROM "issue" i JOIN "issue_kind" k
        ON k."job_id" = i."job_id" AND k."code" = i."code" AND k."column" = i."column" AND k."severity" = i."severity";
DROP TABLE "issue";
ALTER TABLE "new_issue" RENAME TO "issue";

CREATE TABLE "new_record" (
    "job_id" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "start_byte" BIGINT NOT NULL,
    "end_byte" BIGINT NOT NULL,
    "status" TEXT NOT NULL,
    "issues" TEXT NOT NULL,
    PRIMARY KEY ("job_id", "record"),
    CONSTRAINT "record_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
) WITHOUT ROWID;
INSERT INTO "new_record" SELECT "job_id", "record", "line", "start_byte", "end_byte", "status", "issues" FROM "record";
DROP TABLE "record";
ALTER TABLE "new_record" RENAME TO "record";
CREATE INDEX "record_job_id_status_record_idx" ON "record"("job_id", "status", "record");
