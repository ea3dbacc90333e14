import { expect, test } from 'vitest';
import { UserError } from '../errors.ts';
import { fromPresto } from './presto-sql.ts';

test.each([
  ['SELECT 1', 'SELECT 1'],
  ['SELECT 1 ;  -- done;', 'SELECT 1    -- done;'],
  ["SELECT ';' -- ; not the end\n", "SELECT ';' -- ; not the end\n"],
  ['SELECT CAST(x AS ARRAY(VARCHAR))', 'SELECT CAST(x AS VARCHAR[])'],
  ['SELECT CAST(x AS array(array(bigint)))', 'SELECT CAST(x AS bigint[][])'],
  ['SELECT ARRAY[\'a\'], "array"(1)', 'SELECT ARRAY[\'a\'], "array"(1)'],
  ['SELECT transform(a, x -> x + 1), transform', 'SELECT list_transform(a, x -> x + 1), transform'],
  ["SELECT if(a > 1, f(b, c)), if(a, b, c), 'if(a, b)'", "SELECT if(a > 1, f(b, c), NULL), if(a, b, c), 'if(a, b)'"],
  ["SELECT date_parse(d, '%Y-%m-%d %H:%i:%s')", "SELECT strptime(d, '%Y-%m-%d %H:%M:%S')"],
  [
    "SELECT parse_datetime(d, 'yyyy-MM-dd''T''HH:mm:ss Z')",
    "SELECT CAST(strptime(d, '%Y-%m-%dT%H:%M:%S %z') AS TIMESTAMPTZ)",
  ],
  [
    "SELECT parse_datetime(d, 'hh ''o''''clock'' a'), parse_datetime(d, 'yyyyHH''''mm')",
    "SELECT CAST(strptime('1970 ' || (d), '%Y %I o''clock %p') AS TIMESTAMPTZ), CAST(strptime(d, '%Y%H''%M') AS TIMESTAMPTZ)",
  ],
  [
    "SELECT parse_datetime(d, 'dd.MM.yy'), parse_datetime(d, 'dd.MM.YY'), parse_datetime(d, 'YYYY')",
    "SELECT CAST(_century(strptime(d, '%d.%m.%y'), year(now()) - 80) AS TIMESTAMPTZ), CAST(_century(strptime(d, '%d.%m.%y'), year(now()) - 80) AS TIMESTAMPTZ), CAST(strptime(d, '%Y') AS TIMESTAMPTZ)",
  ],
  ["SELECT $$if(a, b); '$$, if(a, b)", "SELECT $$if(a, b); '$$, if(a, b, NULL)"],
  ["SELECT $t$'$$$T$ if(a, b)$t$, if(a, b)", "SELECT $t$'$$$T$ if(a, b)$t$, if(a, b, NULL)"],
  [String.raw`SELECT E'\'if(a, b);', if(a, b)`, String.raw`SELECT E'\'if(a, b);', if(a, b, NULL)`],
  ["SELECT /* /* */ ; ' */ if(a, b) -- '\r, if(a, b)", "SELECT /* /* */ ; ' */ if(a, b, NULL) -- '\r, if(a, b, NULL)"],
  ['SELECT a/* if(a, b)', 'SELECT a/* if(a, b)'],
  ['SELECT /* date_parse(x) */ 1', 'SELECT /* date_parse(x) */ 1'],
  ['SELECT 10.40 value, x desc FROM t time', 'SELECT 10.40 "value", x "desc" FROM t "time"'],
  ['SELECT x desc FROM t ORDER BY x desc LIMIT 1', 'SELECT x "desc" FROM t ORDER BY x desc LIMIT 1'],
  ['SELECT desc FROM t u(at) WHERE user > 1', 'SELECT "desc" FROM t "u"("at") WHERE "user" > 1'],
  [
    "SELECT at, at AT TIME ZONE 'UTC', desc AT TIME ZONE z FROM t WHERE at at time zone z > at AT TIME ZONE 'UTC'",
    `SELECT "at", "at" ::TIMESTAMPTZ AT TIME ZONE 'UTC', "desc" ::TIMESTAMPTZ AT TIME ZONE z FROM t WHERE "at" ::TIMESTAMPTZ AT time zone z > "at" ::TIMESTAMPTZ AT TIME ZONE 'UTC'`,
  ],
  ['SELECT ALL at time FROM t', 'SELECT ALL "at" "time" FROM t'],
  ['SELECT at time zone FROM t', 'SELECT "at" time zone FROM t'],
  ['SELECT array[1] FROM t array(array)', 'SELECT array[1] FROM t "array"("array")'],
  [
    'SELECT reduce(a, if(b, 0), (s, x) -> s + x, s -> s)',
    'SELECT list_transform([list_reduce(a, (s, x) -> s + x, if(b, 0, NULL))], s -> s)[1]',
  ],
  ['SHOW COLUMNS FROM t', 'DESCRIBE   t'],
  ['VALUES least(1, 2), 3', 'VALUES (CASE WHEN (1) IS NOT NULL AND (2) IS NOT NULL THEN least(1, 2) END), (3)'],
  ['VALUES 1, (2), f(3), (4) + (5), (6, 7)', 'VALUES (1), (2), (f(3)), ((4) + (5)), (6, 7)'],
  [
    "VALUES row(1, 2), ROW(3) = ROW(3), f(ARRAY[1, 2])[1] UNION ALL VALUES (SELECT * FROM (VALUES 'a', 'b')), 4 LIMIT 2",
    "VALUES (1, 2), (ROW(3) = ROW(3)), (f(ARRAY[1, 2])[1]) UNION ALL VALUES (SELECT * FROM (VALUES ('a'), ('b'))), (4) LIMIT 2",
  ],
  [
    'WITH a AS (VALUES 1), b AS (SELECT 1 EXCEPT VALUES 2) VALUES 3 UNION VALUES 4',
    'WITH a AS (VALUES (1)), b AS (SELECT 1 EXCEPT VALUES (2)) VALUES (3) UNION VALUES (4)',
  ],
  ['SELECT "values", f(x) values, 1', 'SELECT "values", f(x) values, 1'],
  ['SELECT lag(x) IGNORE NULLS OVER w', 'SELECT lag(x IGNORE NULLS)   OVER w'],
  [
    'SELECT first_value(f(x)) FILTER (WHERE (c)) IGNORE NULLS OVER (), sum(x) FILTER (WHERE c) respect',
    'SELECT first_value(f(x) IGNORE NULLS) FILTER (WHERE (c))   OVER (), sum(x) FILTER (WHERE c) "respect"',
  ],
  [
    'SELECT greatest(a, b) IGNORE NULLS, if(a, b) IGNORE NULLS OVER (), (a) RESPECT NULLS',
    'SELECT CASE WHEN (a) IS NOT NULL AND (b) IS NOT NULL THEN greatest(a, b) END IGNORE NULLS, if(a, b, NULL) IGNORE NULLS OVER (), (a) RESPECT NULLS',
  ],
  [
    'SELECT * FROM UNNEST(a) WITH ORDINALITY AS t(n, s, i), UNNEST(a) WITH ORDINALITY u(n, i), UNNEST(a) WITH ORDINALITY',
    'SELECT * FROM (SELECT unnest(a, max_depth := 2), unnest(range(1, len(a) + 1))) AS t(n, s, i), unnest(a) WITH ORDINALITY "u"(n, i), unnest(a) WITH ORDINALITY',
  ],
  [
    'SELECT CAST(a AS VARCHAR), CAST(CAST(b AS DATE) AS VARCHAR(3))',
    'SELECT _varchar(a  ), left(_varchar(CAST(b AS DATE) ), 3)',
  ],
  [
    "SELECT TIMESTAMP '2020-01-01 00:00:00', x AT TIME ZONE z",
    "SELECT TIMESTAMP '2020-01-01 00:00:00', x ::TIMESTAMPTZ AT TIME ZONE z",
  ],
  ['SELECT date(constructor(a, b)), constructor(c)', 'SELECT date(constructor(a, b)), constructor(c)'],
  [
    "SELECT extract(DOW FROM from_unixtime(t, 'JST')), CAST(at_timezone(t, z) AS DATE), yow(from_unixtime(t, z))",
    "SELECT extract(isodow FROM _local(t, 'JST')), CAST(_local_at(t, z) AS DATE), yow(_local(t, z))",
  ],
  [
    "SELECT format_datetime(from_unixtime(t, 'JST'), f), format_datetime(x AT TIME ZONE z, f), format_datetime(t, f)",
    "SELECT _format_unix(t, 'JST', f), _format_local(x ::TIMESTAMPTZ AT TIME ZONE z, z, f), format_datetime(t, f)",
  ],
  ['SELECT arbitrary(x) OVER w, set_agg(x)', 'SELECT any_value(x) OVER w, list(DISTINCT x)'],
  ['SELECT set_agg(DISTINCT x)', 'SELECT list(DISTINCT x)'],
  [
    'SELECT approx_distinct(x, 0.01), approx_percentile(x, p)',
    'SELECT approx_count_distinct(x ), approx_quantile(x, p)',
  ],
  [
    'SELECT max_by(x, y), min_by(DISTINCT x, y, 2) FILTER (WHERE (a)) OVER (ORDER BY b), max_by(f(x), y, 1) OVER w',
    'SELECT arg_max_null(x, y), _first_fields(arg_min(DISTINCT ROW( x) , y, 2) FILTER (WHERE (a)) OVER (ORDER BY b)), _first_fields(arg_max( ROW(f(x)) , y, 1) OVER w)',
  ],
  [
    'SELECT greatest(map_agg(k, v ORDER BY v) FILTER (WHERE c), 1), map_agg(k, v) "over"',
    'SELECT CASE WHEN (_map_of(list( ROW(k, v ) ORDER BY v) FILTER (WHERE c))) IS NOT NULL AND (1) IS NOT NULL THEN greatest(_map_of(list( ROW(k, v ) ORDER BY v) FILTER (WHERE c)), 1) END, _map_of(list( ROW(k, v) )) "over"',
  ],
  [
    'SELECT CAST(a AS INT), try_cast((SELECT 1) AS bigint), CAST(a AS DOUBLE)',
    'SELECT _cast_integer(a  ), list_transform([(SELECT 1)  ], lambda v: _try_cast_bigint(v))[1], CAST(a AS DOUBLE)',
  ],
  [
    'SELECT CAST(CAST(a AS INT) + 1 AS BIGINT)',
    'SELECT list_transform([_cast_integer(a  ) + 1  ], lambda v: _cast_bigint(v))[1]',
  ],
  [
    "SELECT TIMESTAMP '2026-11-01 01:30:00 Asia/Tokyo', TIMESTAMP '2026-11-01 01:30:00 UTC'",
    "SELECT _instant(TIMESTAMP '2026-11-01 01:30:00', 'Asia/Tokyo'), TIMESTAMPTZ '2026-11-01 01:30:00 UTC'",
  ],
])('translates %j to %j', (written, sql) => {
  expect(fromPresto(written).sql).toBe(sql);
});

test('translates a time with any number of blanks', () => {
  const time = (blanks: string, rest: string) =>
    fromPresto(`SELECT TIMESTAMP '2020-01-01 00:00:00${blanks}${rest}'`).sql;
  expect(time('   ', '+09:00')).toBe("SELECT TIMESTAMPTZ '2020-01-01 00:00:00+09:00'");
  expect(time(` Z${' '.repeat(300_000)}`, 'x')).toMatch(/^SELECT TIMESTAMPTZ '2020-01-01 00:00:00 Z +x'$/);
});

test('limits the growth of nested calls', () => {
  const nested = (depth: number): string => (depth === 0 ? 'x' : `greatest(${nested(depth - 1)}, 1)`);
  expect(fromPresto(`SELECT ${nested(5)}`).sql.length).toBeLessThan(10_000);
  expect(() => fromPresto(`SELECT ${nested(40)}`)).toThrow(expect.objectContaining({ code: 'query_too_nested' }));
});

test.each([
  ['SELECT 1; SELECT 2', 'query_one_statement', { line: 1, column: 9 }],
  ['\n DELETE FROM t', 'query_only_select', { line: 2, column: 2 }],
  ['SELECT date_parse(a, b)', 'query_pattern_not_literal', { name: 'date_parse', line: 1, column: 8 }],
  ['SELECT a,\n  td_sessionize(b)', 'query_function_unsupported', { name: 'td_sessionize', line: 2, column: 3 }],
  ["SELECT\nparse_datetime(a, 'QQ')", 'query_pattern_unknown', { name: 'parse_datetime', line: 2, column: 1 }],
  // The century depends on the local year, which the engine does not return.
  ["SELECT parse_datetime(a, 'yy-MM-dd Z')", 'query_pattern_unknown', { name: 'parse_datetime' }],
  // Weeks.
  ["SELECT date_parse(a, '%Y %U')", 'query_pattern_unknown', { name: 'date_parse' }],
  ["SELECT date_format(a, '%Y %U')", 'query_pattern_unknown', { name: 'date_format' }],
  // Another hash function would return other values.
  ['SELECT xxhash64(a)', 'query_function_unsupported', { name: 'xxhash64', instead: 'none', line: 1, column: 8 }],
])('%j is refused as %s', (written, code, params) => {
  const refusal = (() => {
    try {
      return fromPresto(written);
    } catch (error) {
      return error as UserError;
    }
  })();
  expect(refusal).toBeInstanceOf(UserError);
  expect(refusal).toMatchObject({ code, params });
});

/** The query is long enough for quadratic work to time out. */
test('translates many calls with repeated arguments', () => {
  const many = Array.from({ length: 10_000 }, () => 'least(a, b)').join(', ');
  const rewritten = 'CASE WHEN (a) IS NOT NULL AND (b) IS NOT NULL THEN least(a, b) END';
  expect(fromPresto(`SELECT ${many}`).sql).toBe(`SELECT ${many.replaceAll('least(a, b)', rewritten)}`);
});

test.each([
  [
    'that begin no query and stay as they are',
    `SELECT ${'values, '.repeat(25_000)}1`,
    `SELECT ${'values, '.repeat(25_000)}1`,
  ],
  [
    'in one query',
    `VALUES 1 ${'UNION ALL VALUES 1 '.repeat(10_000)}`,
    `VALUES (1) ${'UNION ALL VALUES (1) '.repeat(10_000)}`,
  ],
  [
    'within each other',
    `${'(VALUES '.repeat(400)}${'1, '.repeat(25_000)}1${')'.repeat(400)}`,
    `${'(VALUES '.repeat(400)}${'(1), '.repeat(25_000)}(1)${')'.repeat(400)}`,
  ],
])('translates many VALUES %s', (_, written, sql) => {
  expect(fromPresto(written).sql === sql).toBe(true);
});

test('translates many calls, and calls up to the maximum depth', () => {
  const deep = `SELECT ${'if(a, '.repeat(500)}b${')'.repeat(500)}`;
  expect(fromPresto(deep).sql).toBe(`SELECT ${'if(a, '.repeat(500)}b${', NULL)'.repeat(500)}`);
  expect(() => fromPresto(`SELECT ${'if('.repeat(80_000)}`)).toThrow(
    expect.objectContaining({ code: 'query_too_nested', params: { line: 1, column: 1510 } }),
  );
  const wide = `SELECT ${"date_parse(d, '%Y%i'), ".repeat(50_000)}1`;
  expect(fromPresto(wide).sql).toBe(`SELECT ${"strptime(d, '%Y%M'), ".repeat(50_000)}1`);
});

test.each([
  ['before all edits', 'SELECT a, if(b, c)', 7, { line: 1, column: 8 }],
  ['after an edit that adds text', 'SELECT if(b, c), x', 23, { line: 1, column: 18 }],
  ['after an edit that removes text', 'SELECT CAST(a AS ARRAY(BIGINT)),\n  x', 30, { line: 2, column: 3 }],
  ['within an edit', 'SELECT transform(a, f)', 12, { line: 1, column: 8 }],
  ['after multi-byte characters', "SELECT 'üñ漢😀', x", 22, { line: 1, column: 17 }],
])('maps a position %s to the original query', (_, written, bytes, place) => {
  expect(fromPresto(written).originalPosition(bytes)).toEqual(place);
});
