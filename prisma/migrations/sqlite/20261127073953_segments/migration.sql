-- CreateTable
CREATE TABLE "segment_folder" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "parent_segment_id" INTEGER NOT NULL,
    "parent_id" INTEGER,
    "name" TEXT NOT NULL,
    CONSTRAINT "segment_folder_parent_segment_id_fkey" FOREIGN KEY ("parent_segment_id") REFERENCES "parent_segment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "segment_folder_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "segment_folder" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "segment" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "parent_segment_id" INTEGER NOT NULL,
    "folder_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL,
    CONSTRAINT "segment_parent_segment_id_fkey" FOREIGN KEY ("parent_segment_id") REFERENCES "parent_segment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "segment_folder_id_fkey" FOREIGN KEY ("folder_id") REFERENCES "segment_folder" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "segment_population" (
    "segment_id" INTEGER NOT NULL,
    "job_id" INTEGER NOT NULL,
    "customers" INTEGER NOT NULL,
    "counted_at" BIGINT NOT NULL,

    PRIMARY KEY ("segment_id", "job_id"),
    CONSTRAINT "segment_population_segment_id_fkey" FOREIGN KEY ("segment_id") REFERENCES "segment" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "segment_folder_parent_segment_id_idx" ON "segment_folder"("parent_segment_id");

-- CreateIndex
CREATE UNIQUE INDEX "segment_folder_parent_id_name_key" ON "segment_folder"("parent_id", "name");

-- CreateIndex
CREATE INDEX "segment_parent_segment_id_idx" ON "segment"("parent_segment_id");

-- CreateIndex
CREATE UNIQUE INDEX "segment_folder_id_name_key" ON "segment"("folder_id", "name");
