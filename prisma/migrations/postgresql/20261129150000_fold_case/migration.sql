-- For searches and lists: in a database with the locale C, lower() changes the letters of English only. A server without
-- ICU has no better one.
DO $do$
BEGIN
    EXECUTE format(
        'CREATE FUNCTION fold_case(value TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT lower(value COLLATE %I) $$',
        COALESCE((SELECT min(collname) FROM pg_collation WHERE collname = 'und-x-icu'), 'default')
    );
END
$do$;
