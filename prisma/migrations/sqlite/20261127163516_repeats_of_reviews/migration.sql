-- CreateTable
CREATE TABLE "review_repeats" (
    "review_id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "fence" INTEGER NOT NULL,
    "fixes_bytes" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "identical" INTEGER NOT NULL DEFAULT 0,
    "differing" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "review_repeats_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "review_repeat" (
    "review_id" INTEGER NOT NULL,
    "first" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    "is_identical" BOOLEAN NOT NULL,

    PRIMARY KEY ("review_id", "first", "record"),
    CONSTRAINT "review_repeat_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "review_repeat_review_id_record_idx" ON "review_repeat"("review_id", "record");
