-- AlterTable
ALTER TABLE "upload" ADD COLUMN "workbook" TEXT;

-- The text of this issue names the encoding that the bytes look like.
UPDATE "record" SET "issues" = replace("issues", '"code":"bad_encoding"', '"code":"bad_encoding","params":{"likely":"unknown"}')
WHERE "issues" LIKE '%"code":"bad_encoding"%';
UPDATE "review_record" SET "issues" = replace("issues", '"code":"bad_encoding"', '"code":"bad_encoding","params":{"likely":"unknown"}')
WHERE "issues" LIKE '%"code":"bad_encoding"%';
