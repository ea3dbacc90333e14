-- The word of the API.
UPDATE "upload" SET "deleted_because" = 'requested' WHERE "deleted_because" = 'asked';
