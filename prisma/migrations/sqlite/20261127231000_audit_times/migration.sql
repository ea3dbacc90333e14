ALTER TABLE "audit_entry" ADD COLUMN "times" INTEGER;
