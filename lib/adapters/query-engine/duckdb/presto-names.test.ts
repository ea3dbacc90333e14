import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { WorkbenchFiles } from '../../files/workbench-files.ts';
import { DuckdbEngine } from '../query-engine-duckdb.ts';

/** Trino's non-reserved keywords, and keywords that only DuckDB has. */
const KEYWORDS =
  `absent add admin after all analyze any array asc at authorization begin bernoulli both call called cascade
  catalog catalogs column columns comment commit committed conditional copartition count current data date day declare default
  define definer deny desc descriptor deterministic distributed do double elseif empty encoding error excluding explain fetch
  filter final first following format function functions grace grant granted grants graphviz groups hour if ignore immediate
  including initial input interval invoker io iterate isolation json keep key keys language last lateral leading leave level
  limit local logical loop map match matched matches match_recognize materialized measures merge minute month nested next nfc
  nfd nfkc nfkd no none nullif nulls object of offset omit one only option ordinality output over overflow partition partitions
  passing past path pattern per period permute plan position preceding precision privileges properties prune quotes range read
  refresh rename repeat repeatable replace reset respect restrict return returning returns revoke role roles rollback row rows
  running scalar schema schemas second security seek serializable session set sets show some start stats subset substring
  system tables tablesample text text_string ties time timestamp to trailing transaction truncate try_cast type unbounded
  uncommitted unconditional unique unknown unmatched until update use user utf16 utf32 utf8 validate value verbose version view
  while window within without work wrapper write year zone
  name label status category url currency index check collate foreign freeze glob ilike lambda pivot primary qualify references
  semi similar summarize symmetric variadic`
    .trim()
    .split(/\s+/);

type Form = readonly [description: string, query: (keyword: string) => string];

/** Each query returns one value, 1. */
const FORMS: readonly Form[] = [
  ['an alias without AS', (w) => `SELECT x ${w} FROM (SELECT 1.00 ${w}, 1 x) t`],
  ['an alias with AS', (w) => `SELECT ${w} FROM (SELECT abs(1) AS ${w}) AS ${w}`],
  [
    'an alias after a CASE with a cast',
    (w) => `SELECT CASE WHEN true THEN CAST(u.x AS BIGINT) END ${w} FROM (SELECT abs(1) x) u`,
  ],
  ['an alias in a union', (w) => `SELECT * FROM (SELECT '1' ${w} UNION ALL SELECT '2' ${w}) t ORDER BY 1 LIMIT 1`],
  [
    'a column',
    (w) => `SELECT ${w} FROM (SELECT 1 "${w}") t WHERE ${w} = 1 GROUP BY ${w} HAVING max(${w}) = 1 ORDER BY ${w} DESC`,
  ],
  ['a column of a table', (w) => `SELECT t.${w} ${w} FROM (SELECT 1 "${w}") t ORDER BY t.${w}`],
  [
    'a column in an expression',
    (w) => `SELECT coalesce(${w}, 0) * ${w} FROM (SELECT 1 "${w}") t WHERE ${w} IN (1) AND NOT ${w} <> 1`,
  ],
  ['a table', (w) => `SELECT ${w}.x FROM (SELECT 1 x) ${w} JOIN (SELECT 1 y) u ON u.y = ${w}.x`],
  ['a table with column names', (w) => `SELECT ${w} FROM (VALUES (1)) ${w}(${w})`],
  ['a table after AS', (w) => `SELECT ${w}.x FROM (SELECT 1 y) u LEFT JOIN (SELECT 1 x) AS ${w} ON ${w}.x = u.y`],
  ['a WITH query', (w) => `WITH ${w} AS (SELECT 1 ${w}), c(${w}) AS (SELECT 1) SELECT ${w}.${w} FROM ${w}, c`],
  ['a column from UNNEST', (w) => `SELECT ${w} FROM UNNEST(ARRAY[1]) AS t(${w})`],
  ['a parameter of a lambda', (w) => `SELECT element_at(transform(ARRAY[0], ${w} -> ${w} + 1), 1)`],
  [
    'a column in a window',
    (w) => `SELECT row_number() OVER (PARTITION BY ${w} ORDER BY ${w}) ${w} FROM (SELECT 1 "${w}") t`,
  ],
];

let engine: DuckdbEngine;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pintd-names-'));
  const files = new WorkbenchFiles(folder);
  await files.createDatabase('any_db');
  engine = new DuckdbEngine(files, { threads: 2, memoryBytes: 500_000_000, timeoutMs: 60_000 });
  return () => rm(folder, { recursive: true });
});

async function valuesOf(queries: readonly string[]): Promise<readonly (string | null)[]> {
  const sql = `SELECT ${queries.map((query, index) => `CAST((${query}) AS BIGINT) AS r${index}`).join(',\n')}`;
  const { records } = await engine.records({ database: 'any_db', sql, plannedAt: 0 }, 1);
  return records[0] ?? [];
}

test.each(FORMS)('%s may have a keyword as its name', async (_, query) => {
  const values = await valuesOf(KEYWORDS.map(query));
  expect(KEYWORDS.filter((_keyword, index) => values[index] !== '1')).toEqual([]);
});

test('an alias without AS names the column of the result', async () => {
  const aliases = ['value', 'language', 'name', 'type', 'time', 'desc', 'limit', '"full name"'];
  const sql = `SELECT ${aliases.map((alias) => `10.40 ${alias}`).join(', ')}, now() all`;
  const columns = await engine.columns({ database: 'any_db', sql, plannedAt: 0 });
  expect(columns.map(({ name }) => name)).toEqual([...aliases.map((alias) => alias.replaceAll('"', '')), 'all']);
});

test.each([
  ['SELECT ALL x FROM (VALUES 1, 2) t(x) ORDER BY x DESC NULLS LAST LIMIT ALL', ['2', '1']],
  ['SELECT x FROM (VALUES 1, 2, 3) AS t(x) ORDER BY x OFFSET 1 ROWS FETCH FIRST 1 ROW ONLY', ['2']],
  ['SELECT 1 x UNION ALL SELECT 2 ORDER BY x DESC FETCH NEXT ROW ONLY', ['2']],
  ['SELECT 1 x INTERSECT ALL SELECT 1', ['1']],
  ['SELECT x FROM (VALUES 1) t(x) WHERE x = ALL (SELECT 1) AND x = ANY (VALUES 1)', ['1']],
  ['SELECT sum(x) OVER w value FROM (VALUES 1) t(x) WINDOW w AS (ORDER BY x ROWS UNBOUNDED PRECEDING)', ['1']],
  ['SELECT last_value(x) IGNORE NULLS OVER (ORDER BY x) last FROM (VALUES 1) t(x)', ['1']],
  ['SELECT count(ALL x) FILTER (WHERE x > 1) value FROM (VALUES 1, 2) t(x)', ['1']],
  ["SELECT listagg(x, ',') WITHIN GROUP (ORDER BY x) within FROM (VALUES 'b', 'a') t(x)", ['a,b']],
  ["SELECT trim(BOTH 'x' FROM 'xax') value", ['a']],
  ["SELECT INTERVAL '1' DAY day", ['1 00:00:00.000']],
  ["SELECT TIMESTAMP '2020-01-01 00:00:00' AT TIME ZONE 'Asia/Tokyo' time", ['2020-01-01 09:00:00.000']],
  ["SELECT TIMESTAMP '2020-01-01 00:00:00 +09:00' time", ['2019-12-31 15:00:00.000 UTC']],
  ['SELECT x IS DISTINCT FROM y value FROM (VALUES (1, 2)) t(x, y)', ['true']],
  ["SELECT X'6162' value", ['6162']],
  ["SELECT DECIMAL '1.50' value", ['1.50']],
  ['SELECT CAST(row(1) AS ROW(desc BIGINT)).desc', ['1']],
  ['SELECT x FROM (SELECT 1 x) TABLESAMPLE BERNOULLI (100)', ['1']],
  [
    "SELECT value || CAST(n AS VARCHAR) FROM UNNEST(ARRAY['a', 'b']) WITH ORDINALITY AS u(value, n) ORDER BY n",
    ['a1', 'b2'],
  ],
  ["SELECT concat(a, b) FROM UNNEST(ARRAY['a', 'b'], ARRAY['x', 'y']) AS t(a, b)", ['ax', 'by']],
  ["SELECT a || b FROM (SELECT ARRAY[ROW('a', 'x')] r) s CROSS JOIN UNNEST(r) AS t(a, b)", ['ax']],
  [
    "SELECT k || CAST(v AS VARCHAR) || CAST(n AS VARCHAR) FROM (SELECT map(ARRAY['a'], ARRAY[7]) m) s CROSS JOIN UNNEST(map_keys(m), map_values(m)) WITH ORDINALITY t(k, v, n)",
    ['a71'],
  ],
])('a word of a clause is not taken for a name: %s', async (sql, values) => {
  const { records } = await engine.records({ database: 'any_db', sql, plannedAt: 0 }, 10);
  expect(records.flat()).toEqual(values);
});
