-- CreateTable
CREATE TABLE "audit_entry" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" BIGINT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT,
    "role" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "object_kind" TEXT,
    "object_id" TEXT,
    "object_name" TEXT,
    "address" TEXT,
    "session" INTEGER,
    "outcome" TEXT NOT NULL,
    "code" TEXT,
    "begun_id" INTEGER,
    "once" BLOB,
    "key_id" TEXT NOT NULL,
    "hash" BLOB NOT NULL,
    "mac" BLOB NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_entry_begun_id_key" ON "audit_entry"("begun_id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_entry_once_key" ON "audit_entry"("once");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

-- CreateIndex
CREATE INDEX "audit_entry_actor_kind_actor_id_at_idx" ON "audit_entry"("actor_kind", "actor_id", "at");

-- CreateIndex
CREATE INDEX "audit_entry_action_at_idx" ON "audit_entry"("action", "at");

-- CreateIndex
CREATE INDEX "audit_entry_outcome_at_idx" ON "audit_entry"("outcome", "at");

-- CreateIndex
CREATE INDEX "audit_entry_object_kind_object_id_at_idx" ON "audit_entry"("object_kind", "object_id", "at");

-- The audit log is append-only, also for the product itself.
CREATE TRIGGER "audit_entry_unchanged" BEFORE UPDATE ON "audit_entry" BEGIN
    SELECT RAISE(ABORT, 'entries of the audit log are never changed');
END;
CREATE TRIGGER "audit_entry_kept" BEFORE DELETE ON "audit_entry" BEGIN
    SELECT RAISE(ABORT, 'entries of the audit log are never deleted');
END;
CREATE TRIGGER "audit_entry_appended" BEFORE INSERT ON "audit_entry"
WHEN NEW."id" IS NOT (SELECT COALESCE(MAX("id"), 0) + 1 FROM "audit_entry") BEGIN
    SELECT RAISE(ABORT, 'entries of the audit log are appended');
END;
