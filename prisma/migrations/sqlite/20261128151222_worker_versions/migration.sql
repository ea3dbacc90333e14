-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_worker" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "pid" INTEGER NOT NULL,
    "host" TEXT NOT NULL DEFAULT '',
    "version" TEXT NOT NULL DEFAULT '',
    "started_at" BIGINT NOT NULL,
    "lease_until" BIGINT NOT NULL
);
INSERT INTO "new_worker" ("id", "lease_until", "pid", "started_at") SELECT "id", "lease_until", "pid", "started_at" FROM "worker";
DROP TABLE "worker";
ALTER TABLE "new_worker" RENAME TO "worker";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
