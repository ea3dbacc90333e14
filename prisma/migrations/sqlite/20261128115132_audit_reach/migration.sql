-- CreateTable
CREATE TABLE "audit_reach" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "last" INTEGER NOT NULL
);

INSERT INTO "audit_reach" ("id", "last") SELECT 1, "seq" FROM "sqlite_sequence" WHERE "name" = 'audit_entry';
