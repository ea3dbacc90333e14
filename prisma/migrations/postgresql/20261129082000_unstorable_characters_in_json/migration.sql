-- In JSON, NUL and half of a surrogate pair are written as escapes, so that a text can hold them, but PostgreSQL reads no
-- such JSON. As in texts of their own, such a character becomes U+FFFD.
CREATE FUNCTION readable_json(document TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$
    SELECT CASE
        WHEN document ~ '\\u(?:0000|[Dd][89A-Fa-f])'
        THEN regexp_replace(document, '(?<!\\)((?:\\\\)*)\\u(?:0000|[Dd][89A-Fa-f][0-9A-Fa-f]{2})', '\1\\ufffd', 'g')
        ELSE document
    END
$$;

CREATE OR REPLACE FUNCTION json_each(document TEXT) RETURNS TABLE (key BIGINT, value TEXT) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$
    SELECT place - 1, element
    FROM json_array_elements_text(readable_json(document)::json) WITH ORDINALITY AS elements (element, place)
$$;

CREATE OR REPLACE FUNCTION json_extract(document TEXT, path TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$
    SELECT CASE jsonb_typeof(found) WHEN 'boolean' THEN (found::boolean)::int::text ELSE found #>> '{}' END
    FROM (SELECT jsonb_path_query_first(readable_json(document)::jsonb, path::jsonpath) AS found) AS first
$$;
