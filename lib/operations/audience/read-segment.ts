import { z } from 'zod';
import { audienceDatabase } from '../../core/audience/audience-database.ts';
import type { BuiltTables } from '../../core/audience/build.ts';
import { isArray } from '../../core/audience/rules/build-schema.ts';
import { type CompiledRule, compileCounts, compileRule } from '../../core/audience/rules/compile-rule.ts';
import { quoted } from '../../core/audience/rules/literals.ts';
import { segmentMembers } from '../../core/audience/segment.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';
import type { QueryRequest } from '../../core/job/query.ts';
import type { RecordSample } from '../../core/query/workbench.ts';
import { builtTables, type RuleOptions, ruleContext, segmentTables } from './rule-context.ts';

export interface ReadOptions extends RuleOptions {
  readonly engine: RuleOptions['engine'] & {
    records(request: QueryRequest, limit: number, signal?: AbortSignal): Promise<RecordSample>;
  };
}

/** A rule of a parent segment, saved or not. It must not refer to `segment`, the segment that it belongs to. */
export interface UnparsedRule {
  readonly parentSegment: number;
  readonly rule: unknown;
  readonly segment?: number | undefined;
}

/**
 * SQL that selects all columns of the customers that match a rule. Before the first build, these are the columns that
 * the build will have.
 */
export async function segmentSql(options: RuleOptions, unparsed: UnparsedRule): Promise<string> {
  const compiled = await compile(options, unparsed, await segmentTables(options, unparsed.parentSegment));
  return `${compiled.with}SELECT c.* FROM ${compiled.from} WHERE ${compiled.where}`;
}

/** How many customers of the build in use match a rule, and how many there are. */
export async function countSegment(
  options: ReadOptions,
  unparsed: UnparsedRule,
  signal?: AbortSignal,
): Promise<{ readonly count: number; readonly total: number }> {
  const { build, tables } = await builtTables(options, unparsed.parentSegment);
  const compiled = await compile(options, unparsed, tables);
  const sql = `${compiled.with}SELECT count(*) FROM ${compiled.from} WHERE ${compiled.where}`;
  const { records } = await read(options, unparsed.parentSegment, { sql, limit: 1 }, signal);
  return { count: Number(records[0]?.[0] ?? 0), total: build.result?.customers ?? 0 };
}

/** How many customers of the build in use match a rule, and how many match each rule set alone, in one query. */
export async function countRuleSets(options: ReadOptions, unparsed: UnparsedRule, signal?: AbortSignal) {
  const { build, tables } = await builtTables(options, unparsed.parentSegment);
  const { rule, context } = await parse(options, unparsed, tables);
  const sql = compileCounts(rule, context);
  const { records } = await read(options, unparsed.parentSegment, { sql, limit: 1 }, signal);
  const [count = 0, ...ruleSets] = (records[0] ?? []).map(Number);
  return { count, ruleSets, total: build.result?.customers ?? 0, builtAt: build.endedAt };
}

/** The first customers that match a rule, with all their attributes, in the order of the master table. */
export async function segmentProfiles(
  options: ReadOptions,
  unparsed: UnparsedRule,
  limit: number,
  signal?: AbortSignal,
): Promise<RecordSample> {
  const { tables } = await builtTables(options, unparsed.parentSegment);
  const compiled = await compile(options, unparsed, tables);
  const sql = `${compiled.with}SELECT c.* FROM ${compiled.from} WHERE ${compiled.where} ORDER BY c.cdp_customer_id`;
  return read(options, unparsed.parentSegment, { sql, limit }, signal);
}

/**
 * The most frequent values of a column in the build in use, each with its share of all values that are not NULL. The
 * elements of an array are values of their own.
 */
export async function columnValues(
  options: ReadOptions,
  { parentSegment, table, column }: { readonly parentSegment: number; readonly table: string; readonly column: string },
  limit: number,
  signal?: AbortSignal,
): Promise<readonly { readonly value: string; readonly share: number }[]> {
  const { tables } = await builtTables(options, parentSegment);
  const builtTable = tables.find((candidate) => candidate.table === table);
  if (!builtTable) throw new UserError('segment_behavior_unknown', { name: table });
  const type = builtTable.columns.find(({ name }) => name === column)?.type;
  if (type === undefined) throw new UserError('segment_column_unknown', { name: column });
  const name = quoted(column);
  const source = isArray(type) ? `${table} CROSS JOIN UNNEST(${name}) AS u (v)` : table;
  const value = isArray(type) ? 'v' : name;
  const sql = `SELECT CAST(${value} AS VARCHAR), count(*) * 1.0 / sum(count(*)) OVER () FROM ${source}
    WHERE ${value} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1`;
  const { records } = await read(options, parentSegment, { sql, limit }, signal);
  return records.map(([text, share]) => ({ value: text ?? '', share: Number(share) }));
}

/** The rule as a member, so that errors name a place in the `rule` of a request. */
const ruleInput = z.object({ rule: segmentMembers.rule });

async function compile(options: RuleOptions, unparsed: UnparsedRule, tables: BuiltTables): Promise<CompiledRule> {
  const { rule, context } = await parse(options, unparsed, tables);
  return compileRule(rule, context);
}

/** A checked rule, and the context in which it is compiled. */
async function parse(options: RuleOptions, unparsed: UnparsedRule, tables: BuiltTables) {
  const { parentSegment, segment } = unparsed;
  const { rule } = parseInput(ruleInput, { rule: unparsed.rule });
  return { rule, context: await ruleContext(options, { parentSegment, tables, rule, segment }) };
}

function read(
  { engine }: ReadOptions,
  parentSegment: number,
  { sql, limit }: { readonly sql: string; readonly limit: number },
  signal?: AbortSignal,
): Promise<RecordSample> {
  return engine.records({ database: audienceDatabase(parentSegment), sql, plannedAt: 0 }, limit, signal);
}
