import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DuckdbEngine } from '../query-engine-duckdb.ts';
import { WorkbenchFiles } from '../workbench-files.ts';

/** What Presto's and TD's own documents say of their functions, all asked in one query. `now` is 2023-11-14 22:13:20 UTC. */

const NOW = 1_700_000_000;

const RESULTS: readonly (readonly [expression: string, result: string | null])[] = [
  ["TD_TIME_FORMAT(1412382292, 'yyyy-MM-dd HH:mm:ss z', 'JST')", '2014-10-04 09:24:52 JST'],
  ["TD_TIME_FORMAT(1412382292, 'MMMM d yyyy EEEE', 'JST')", 'October 4 2014 Saturday'],
  ["TD_TIME_FORMAT(1412382292, 'yyyy-MM-dd HH:mm:ssZ', 'JST')", '2014-10-04 09:24:52+0900'],
  ["TD_TIME_FORMAT(1412382292, 'yyyyMMdd')", '20141004'],
  ["TD_TIME_FORMAT(1412382292, 'hh ''o''''clock'' a', 'JST')", "09 o'clock AM"],
  ["TD_TIME_PARSE('2015-01-01', 'JST')", '1420038000'],
  ["TD_TIME_PARSE('2015-01-01 15:25:26', 'JST')", '1420093526'],
  ["TD_TIME_PARSE('2015-01-01 00:00:00 +0530')", '1420050600'],
  ["TD_TIME_PARSE('no time')", null],
  ["TD_TIME_RANGE(1420038000, '2015-01-01', '2015-02-01', 'JST')", 'true'],
  ["TD_TIME_RANGE(1420037999, '2015-01-01', '2015-02-01', 'JST')", 'false'],
  ["TD_TIME_RANGE(1422716400, '2015-01-01', '2015-02-01', 'JST')", 'false'],
  ["TD_TIME_RANGE(1609426800, '2021-01-01 JST')", 'true'],
  ["TD_TIME_RANGE(5, NULL, '1970-01-02')", 'true'],
  ["TD_TIME_RANGE(5, 5, NULL, 'JST')", 'true'],
  ["TD_TIME_ADD('2013-01-01', '1d')", '1357084800'],
  ["TD_TIME_ADD(1356998400, '-1d')", '1356912000'],
  ["TD_TIME_ADD(0, '1w2d3h4m5s')", '788645'],
  ["TD_DATE_TRUNC('day', 1416787667)", '1416787200'],
  ["TD_DATE_TRUNC('day', 1416787667, 'JST')", '1416754800'],
  ["TD_DATE_TRUNC('month', 1416787667, 'PST')", '1414825200'],
  ["TD_TIME_STRING(1700000000, 'd!', 'JST')", '2023-11-15'],
  ["TD_TIME_STRING(1700000000, 's!')", '2023-11-14 22:13:20'],
  ['TD_SCHEDULED_TIME()', String(NOW)],
  ["TD_INTERVAL(1699833600, '-1d')", 'true'],
  ["TD_INTERVAL(1699919999, '-1d')", 'true'],
  ["TD_INTERVAL(1699920000, '-1d')", 'false'],
  ["TD_INTERVAL(1699747200, '-1d/-1d')", 'true'],
  ["TD_INTERVAL(1699833600, '-1d/-1d')", 'false'],
  ["TD_INTERVAL(1699999999, '-1h/now')", 'true'],
  ["TD_INTERVAL(1699887600, '-1d', 'JST')", 'true'],
  ["TD_INTERVAL(1690848000, '-1M/-2M')", 'true'],
  ["date_format(TIMESTAMP '2001-08-22 03:04:05.321', '%Y-%m-%d %H:%i:%s')", '2001-08-22 03:04:05'],
  [
    "date_format(TIMESTAMP '2001-08-22 03:04:05.321', '%W %M %e %c %l:%i %p %T %f %%')",
    'Wednesday August 22 8 3:04 AM 03:04:05 321000 %',
  ],
  ["date_parse('2022/10/20/05', '%Y/%m/%d/%H')", '2022-10-20T05:00:00'],
  ["format_datetime(TIMESTAMP '2001-08-22 03:04:05.321', 'yyyy-MM-dd''T''HH:mm:ss.SSS')", '2001-08-22T03:04:05.321'],
  ["parse_datetime('2020-01-02 03:04 +0900', 'yyyy-MM-dd HH:mm Z')", '2020-01-01T18:04:00Z'],
  ['from_unixtime(1700000000)', '2023-11-14T22:13:20Z'],
  ["from_unixtime(1700000000, 'Asia/Tokyo')", '2023-11-14T22:13:20Z'],
  ["to_unixtime(TIMESTAMP '2020-01-01 00:00:00')", '1577836800'],
  ["from_iso8601_timestamp('2020-05-11T11:15:05+09:00')", '2020-05-11T02:15:05Z'],
  ["date_add('day', 1, TIMESTAMP '2020-03-01 00:00:00')", '2020-03-02T00:00:00'],
  ["date_add('month', -1, TIMESTAMP '2020-03-31 00:00:00')", '2020-02-29T00:00:00'],
  ["date_diff('day', DATE '2020-03-01', DATE '2020-03-02')", '1'],
  ["date_diff('hour', TIMESTAMP '2020-03-01 00:30:00', TIMESTAMP '2020-03-01 02:00:00')", '1'],
  ["date_trunc('month', TIMESTAMP '2024-05-06 01:02:03')", '2024-05-01T00:00:00'],
  ["day_of_week(DATE '2024-01-01')", '1'],
  ["last_day_of_month(DATE '2024-02-10')", '2024-02-29'],
  ["date('2024-01-01')", '2024-01-01'],
  ["regexp_like('1a 2b 14m', '\\d+b')", 'true'],
  ["regexp_extract('1a 2b 14m', '\\d+')", '1'],
  ["regexp_extract('1a 2b 14m', '(\\d+)([a-z]+)', 2)", 'a'],
  ["regexp_extract('none', '\\d+')", null],
  ["regexp_replace('1a 2b 14m', '\\d+[ab] ')", '14m'],
  ["regexp_replace('1a 2b 14m', '(\\d+)([ab]) ', '3c$2 ')", '3ca 3cb 14m'],
  ['json_extract_scalar(\'{"a":{"b":"x"}}\', \'$.a.b\')', 'x'],
  ['json_extract_scalar(\'{"a":{"b":"x"}}\', \'$.a\')', null],
  ["json_extract_scalar('no json', '$.a')", null],
  ['json_extract(\'{"a":{"b":"x"}}\', \'$.a\')', '{"b":"x"}'],
  ["json_array_length('[1,2]')", '2'],
  ['json_array_get(\'[1,"b"]\', 1)', '"b"'],
  ['json_format(json_parse(\'{"a":1}\'))', '{"a":1}'],
  ['element_at(ARRAY[1,2,3], -1)', '3'],
  ['element_at(ARRAY[1], 5)', null],
  ["element_at(map(ARRAY['a'], ARRAY[1]), 'a')", '1'],
  ["element_at(map(ARRAY['a'], ARRAY[1]), 'b')", null],
  ['cardinality(ARRAY[1,2,3])', '3'],
  ["cardinality(map(ARRAY['a','b'], ARRAY[1,2]))", '2'],
  ["split_part('a,b', ',', 2)", 'b'],
  ["split_part('a,b', ',', 3)", null],
  ["split_to_map('a=1&b=2', '&', '=')['b']", '2'],
  ["url_extract_host('https://user@www.example.com:8080/a/b?x=1')", 'www.example.com'],
  ["url_extract_port('https://www.example.com:8080/a')", '8080'],
  ["url_extract_path('https://www.example.com:8080/a/b?x=1')", '/a/b'],
  ["url_extract_query('https://e.com/a?x=1&y=2#f')", 'x=1&y=2'],
  ["url_extract_parameter('https://e.com/?x=1&y=a%20b+c#f', 'y')", 'a b c'],
  ["url_extract_parameter('https://e.com/?x=1', 'z')", null],
  ["url_extract_protocol('https://e.com')", 'https'],
  [
    "lower(to_hex(sha256(to_utf8('some_one@mail.com'))))",
    '23f775514d49ea5b80505b80c8cde4aa65a768cddca000d4ed89be1f4a452e94',
  ],
  ["sha256(to_utf8('some_one@mail.com'))", '23f775514d49ea5b80505b80c8cde4aa65a768cddca000d4ed89be1f4a452e94'],
  ["to_hex(md5(to_utf8('a')))", '0CC175B9C0F1B6A831C399E269772661'],
  ["from_utf8(from_hex('6162'))", 'ab'],
  ["to_base64(to_utf8('a'))", 'YQ=='],
  ["concat('a', 'b', 'c')", 'abc'],
  ["concat('a', NULL)", null],
  ["'a' || 'b'", 'ab'],
  ["array_join(ARRAY['a', NULL, 'b'], '-')", 'a-b'],
  ["array_join(ARRAY['a', NULL], '-', 'x')", 'a-x'],
  ['transform(ARRAY[1,2], x -> x + 1)', '["2","3"]'],
  ['filter(ARRAY[1,2], x -> x > 1)', '["2"]'],
  ['contains(ARRAY[1,2], 2)', 'true'],
  ["try(CAST('a' AS INTEGER))", null],
  ["try_cast('1' AS BIGINT)", '1'],
  ["if(1 = 2, 'y')", null],
  ["if(1 = 1, 'y', 'n')", 'y'],
  ['coalesce(NULL, 2)', '2'],
  ['nullif(1, 1)', null],
  ['5 / 2', '2'],
  ["strpos('abc', 'c')", '3'],
  ["replace('abc', 'b')", 'ac'],
  ['(SELECT approx_distinct(x) FROM (VALUES (1), (2), (2)) t(x))', '2'],
  ['(SELECT approx_percentile(x, 0.5) FROM (VALUES (1), (2), (3)) t(x))', '2'],
  ["(SELECT map_agg(k, v)['b'] FROM (VALUES ('a', 1), ('b', 2)) t(k, v))", '2'],
  ['(SELECT count_if(x > 1) FROM (VALUES (1), (2)) t(x))', '1'],
  ['(SELECT max_by(x, y) FROM (VALUES (1, 2), (2, 1)) t(x, y))', '1'],
  ['(SELECT sum(x) FROM (SELECT ARRAY[1,2] a) CROSS JOIN UNNEST(a) AS t(x))', '3'],
];

let folder: string;
let found: readonly (string | null)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pintd-functions-'));
  const files = new WorkbenchFiles(folder);
  await files.createDatabase('any_db');
  const engine = new DuckdbEngine(files, { threads: 2, memoryBytes: 500_000_000, timeoutMs: 60_000 });
  const sql = `SELECT ${RESULTS.map(([expression], index) => `${expression} AS r${index}`).join(',\n')}`;
  const { records } = await engine.records({ database: 'any_db', sql, plannedAt: NOW }, 1);
  found = records[0] ?? [];
});

afterAll(() => rm(folder, { recursive: true }));

test.each(RESULTS.map(([expression, result], index) => ({ expression, result, index })))(
  '$expression is $result',
  ({ result, index }) => {
    expect(found[index]).toBe(result);
  },
);
