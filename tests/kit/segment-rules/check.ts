import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { WorkbenchFiles } from '../../../lib/adapters/files/workbench-files.ts';
import { DuckdbEngine } from '../../../lib/adapters/query-engine/query-engine-duckdb.ts';
import type { DataType } from '../../../lib/core/audience/data-type.ts';
import { compileRule } from '../../../lib/core/audience/rules/compile-rule.ts';
import { type SegmentRule, segmentRule } from '../../../lib/core/audience/rules/rule.ts';
import { parseInput } from '../../../lib/core/connector/parameters.ts';
import { forTrino } from '../../../lib/core/sql/trino-sql.ts';
import { someRule } from './arbitrary-rule.ts';
import { someBehaviors, someCustomers, someMoment } from './arbitrary-world.ts';
import { evaluateRule } from './evaluate.ts';
import { BEHAVIOR_COLUMNS, BEHAVIORS, CUSTOMER_COLUMNS, type Row, SCHEMA, type Value, type World } from './world.ts';

const DATABASE = 'cdp_audience_1';
const SEGMENTS = ['21', '22', '23'];

const SQL_TYPES: Readonly<Record<DataType, string>> = {
  string: 'VARCHAR',
  number: 'DOUBLE',
  timestamp: 'BIGINT',
  date: 'DATE',
  boolean: 'BOOLEAN',
  string_array: 'VARCHAR[]',
  number_array: 'DOUBLE[]',
};

/** A build on disk, with the engine that queries it. */
export class BuildOnDisk implements AsyncDisposable {
  readonly #folder: string;
  readonly #engine: DuckdbEngine;

  private constructor(folder: string) {
    this.#folder = folder;
    const settings = { threads: 2, memoryBytes: 400_000_000, timeoutMs: 120_000 };
    this.#engine = new DuckdbEngine(new WorkbenchFiles(folder), settings);
  }

  static async create({ customers, behaviors }: Pick<World, 'customers' | 'behaviors'>): Promise<BuildOnDisk> {
    const folder = await mkdtemp(join(tmpdir(), 'pintd-segments-'));
    const build = new BuildOnDisk(folder);
    await mkdir(join(folder, DATABASE));
    const types = { ...CUSTOMER_COLUMNS, 'Größe 1': 'whole' } as const;
    const rows = customers.map((row, index) => ({ id: index + 1, row }));
    await build.#createTable('customers', types, rows);
    for (const name of BEHAVIORS) await build.#createTable(name, BEHAVIOR_COLUMNS, behaviors[name] ?? []);
    return build;
  }

  async #createTable(
    table: string,
    columns: Readonly<Record<string, DataType | 'whole'>>,
    rows: readonly { id: number; row: Row }[],
  ) {
    const instance = await DuckDBInstance.create(join(this.#folder, DATABASE, `${table}.duckdb`));
    const connection = await instance.connect();
    const names = Object.entries(columns).map(
      ([name, type]) => `"${name.replaceAll('"', '""')}" ${type === 'whole' ? 'BIGINT' : SQL_TYPES[type]}`,
    );
    await connection.run(`CREATE TABLE records (cdp_customer_id BIGINT, ${names.join(', ')})`);
    const tuples = rows.map(
      ({ id, row }) => `(${[id, ...Object.keys(columns).map((name) => sqlValue(row[name] ?? null))].join(', ')})`,
    );
    if (tuples.length > 0) await connection.run(`INSERT INTO records VALUES ${tuples.join(', ')}`);
    connection.closeSync();
    instance.closeSync();
  }

  /** The ids that each query returns; the engine runs them as one query. */
  async idsOf(queries: readonly string[]): Promise<readonly (readonly number[])[]> {
    const selects = queries.map(
      (sql, index) => `SELECT ${index} AS query, ids.cdp_customer_id FROM (\n${sql}\n) AS ids`,
    );
    const request = { database: DATABASE, sql: selects.join('\nUNION ALL\n'), plannedAt: 0 };
    const { records } = await this.#engine.records(request, 1_000_000);
    const idLists = queries.map((): number[] => []);
    for (const [query, id] of records) idLists[Number(query)]?.push(Number(id));
    return idLists.map((ids) => ids.sort((a, b) => a - b));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#folder, { recursive: true });
  }
}

function sqlValue(value: Value): string {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  return `[${value.map((element) => sqlValue(element)).join(', ')}]`;
}

/** A rule, and the world at its reference time. */
interface RuleInWorld {
  readonly rule: SegmentRule;
  readonly world: World;
}

const MOMENTS = 5;

/**
 * Rules on one build at several reference times, with segments that they refer to. A segment refers only to segments
 * before it.
 */
function someRules(count: number): fc.Arbitrary<readonly RuleInWorld[]> {
  const someMoments = fc.array(someMoment, { minLength: MOMENTS, maxLength: MOMENTS });
  return someMoments
    .chain((moments) =>
      someCustomers(moments).chain((customers) =>
        fc.tuple(fc.constant(moments), fc.constant(customers), someBehaviors(moments, customers.length)),
      ),
    )
    .chain(([moments, customers, behaviors]) => {
      const rulesOfMoments = moments.map((moment) =>
        fc
          .tuple(...SEGMENTS.map((_, index) => someRule(moment, SEGMENTS.slice(0, index)).map(parse)))
          .map((rules) => new Map(rules.map((rule, index) => [SEGMENTS[index] ?? '', rule])))
          .chain((segments) => {
            const world: World = { now: moment.now, timeZone: moment.timeZone, customers, behaviors, segments };
            const rules = fc.array(someRule(moment, SEGMENTS), {
              minLength: count / MOMENTS,
              maxLength: count / MOMENTS,
            });
            return rules.map((given) => given.map((rule) => ({ rule: parse(rule), world })));
          }),
      );
      return fc.tuple(...rulesOfMoments).map((rules) => rules.flat());
    });
}

function parse(json: unknown): SegmentRule {
  return parseInput(segmentRule, json);
}

/** A rule for which the engine selected other customers than the specification. */
export interface Disagreement {
  readonly rule: SegmentRule;
  readonly expected: readonly number[];
  readonly found: readonly number[];
  readonly sql: string;
  readonly world: World;
}

/** Describes a disagreement, with the rows of the customers concerned. */
export function disagreementText({ rule, expected, found, sql, world }: Disagreement): string {
  const differing = world.customers.flatMap((row, index) => {
    const id = index + 1;
    const rows = BEHAVIORS.map((name) =>
      world.behaviors[name]?.filter((behavior) => behavior.id === id).map(({ row }) => row),
    );
    return expected.includes(id) === found.includes(id) ? [] : [JSON.stringify({ id, row, rows })];
  });
  const { now, timeZone: zone, segments } = world;
  const facts = { now, zone, expected, found, rule, segments: Object.fromEntries(segments) };
  return [JSON.stringify(facts), ...differing, sql].join('\n');
}

function compile(rule: SegmentRule, { now, timeZone: zone, segments }: World): string {
  const time = { now, timeZone: zone };
  const segmentOf = (id: string) => {
    const found = segments.get(id);
    return found && { rule: found, path: id };
  };
  return compileRule(rule, { database: DATABASE, schema: SCHEMA, time, segmentOf }).sql;
}

async function disagreementsOf(rules: readonly RuleInWorld[]): Promise<readonly Disagreement[]> {
  const [first] = rules;
  if (!first) return [];
  await using build = await BuildOnDisk.create(first.world);
  const queries = rules.map(({ rule, world }) => compile(rule, world));
  for (const sql of queries) forTrino(sql, first.world.now); // throws if Trino could not run the query
  const idLists = await build.idsOf(queries);
  return rules.flatMap(({ rule, world }, index) => {
    const expected = evaluateRule(rule, world);
    const found = idLists[index] ?? [];
    const sql = queries[index] ?? '';
    return expected.join() === found.join() ? [] : [{ rule, expected, found, sql, world }];
  });
}

/** Rules in each query. */
const BATCH = 50;

/**
 * Checks at least this many random rules on random builds, up to the first batch with a disagreement. `nonEmpty` is
 * the number of rules that select any customers.
 */
export async function checkRandomRules(
  count: number,
  seed: number,
): Promise<{ checked: number; nonEmpty: number; disagreements: readonly Disagreement[] }> {
  let checked = 0;
  let nonEmpty = 0;
  while (checked < count) {
    const [rules = []] = fc.sample(someRules(BATCH), { numRuns: 1, seed: seed + checked });
    const disagreements = await disagreementsOf(rules);
    checked += rules.length;
    nonEmpty += rules.filter(({ rule, world }) => evaluateRule(rule, world).length > 0).length;
    if (disagreements.length > 0) return { checked, nonEmpty, disagreements };
  }
  return { checked, nonEmpty, disagreements: [] };
}
