-- The root folder of a parent segment was created at its first use.
INSERT INTO "segment_folder" ("parent_segment_id", "parent_id", "name")
SELECT "id", NULL, '' FROM "parent_segment"
WHERE "id" NOT IN (SELECT "parent_segment_id" FROM "segment_folder" WHERE "parent_id" IS NULL);
