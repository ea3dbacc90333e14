import { comparedKey } from '../../../core/audience/key-text.ts';
import type { JoinKeys, MasterFilter, SourceTable } from '../../../core/audience/parent-segment.ts';
import { quoted } from '../../../core/audience/rules/literals.ts';
import { filterSql, sourceKey, sourceSql } from '../../../core/audience/source-tables.ts';
import { UserError } from '../../../core/errors.ts';
import type { QueryColumn, QueryEngine, QueryRequest } from '../../../core/job/query.ts';
import type { RecordSample } from '../../../core/query/workbench.ts';
import { type SourceOptions, sourceColumns } from './source-tables.ts';

export interface CheckOptions extends SourceOptions {
  readonly engineFor: (engine: QueryEngine) => {
    records(request: QueryRequest, limit: number, signal?: AbortSignal): Promise<RecordSample>;
  };
}

export interface CheckedMaster extends SourceTable {
  /** The engine that has the tables. */
  readonly engine: QueryEngine;
  readonly key?: string | undefined;
  readonly filters: readonly MasterFilter[];
}

/** What a build would find in the master table. All numbers are counts. */
export interface MasterCheck {
  readonly rows: number;
  /** Rows that pass the filters. */
  readonly customers: number;
  /** How many distinct keys the customers have; null without a key column. */
  readonly differentKeys: number | null;
  /** Customers without a key; null without a key column. */
  readonly missingKeys: number | null;
  /** Rows of the whole table with a value, by column. */
  readonly filled: Readonly<Record<string, number>>;
}

/** What a build would find about a joined table. All numbers are counts. */
export interface JoinCheck {
  readonly rows: number;
  /** Rows that match a customer. */
  readonly matched: number;
  readonly allCustomers: number;
  /** Customers with at least one row. */
  readonly customers: number;
  /** Rows whose key an earlier row already has. */
  readonly duplicateKeys: number;
  /** Rows with a value, by column. */
  readonly filled: Readonly<Record<string, number>>;
  /** The formats of some keys if almost nothing matches, else null. */
  readonly formats: { readonly parent: readonly string[]; readonly child: readonly string[] } | null;
}

export interface JoinToCheck {
  readonly source: SourceTable;
  readonly join: JoinKeys;
}

/** Below this share of matches, the keys probably have different formats. */
const LOW_MATCH_SHARE = 0.05;
const MAX_KEYS_READ = 100;
const MAX_FORMATS_SHOWN = 3;

/**
 * Counts the customers of a master table, and how many distinct keys they have. Throws UserErrors for unknown tables
 * and columns.
 */
export async function checkMaster(
  master: CheckedMaster,
  options: CheckOptions,
  signal?: AbortSignal,
): Promise<MasterCheck> {
  const columnsOf = await sourceColumns(sourcesToRead(master), options, signal);
  const columns = columnsOf(sourceOf(master));
  // Refuses columns that the table lacks.
  if (master.key !== undefined) typeIn(columns, master.key, master);
  const where = filterSql(master.filters, (column) => typeIn(columns, column, master));
  const key = master.key === undefined ? 'NULL' : quoted(master.key);
  const counts = [
    'count(*)',
    `count(CASE WHEN ${where} THEN 1 END)`,
    `count(DISTINCT CASE WHEN ${where} THEN ${key} END)`,
    `count(CASE WHEN ${where} THEN ${key} END)`,
    ...columns.map(({ name }) => `count(${quoted(name)})`),
  ];
  const sql = `SELECT ${withAliases(counts)} FROM ${sourceSql(master)}`;
  const [rows = 0, customers = 0, different = 0, withKey = 0, ...filled] = await countsOf(sql, master, options, signal);
  const hasKey = master.key !== undefined;
  return {
    rows,
    customers,
    filled: byColumn(columns, filled),
    differentKeys: hasKey ? different : null,
    missingKeys: hasKey ? customers - withKey : null,
  };
}

/** Counts the rows and customers that a join matches. Throws UserErrors for unknown tables and columns. */
export async function checkJoin(
  master: CheckedMaster,
  { source, join }: JoinToCheck,
  options: CheckOptions,
  signal?: AbortSignal,
): Promise<JoinCheck> {
  const columnsOf = await sourceColumns(sourcesToRead(master, source), options, signal);
  const columns = columnsOf(source);
  const masterType = (column: string) => typeIn(columnsOf(sourceOf(master)), column, master);
  const parentType = masterType(join.parentKey);
  const childType = typeIn(columns, join.childKey, source);
  const parentKey = comparedKey(quoted(join.parentKey), parentType, childType);
  const childKey = comparedKey(quoted(join.childKey), childType, parentType);
  const parent = { key: parentKey, table: sourceSql(master), where: filterSql(master.filters, masterType) };
  const child = { key: childKey, table: sourceSql(source), where: 'true' };
  const matchesSql = `SELECT ${withAliases(matchCounts(parent, child))}`;
  const [allCustomers = 0, customers = 0, matched = 0] = await countsOf(matchesSql, master, options, signal);
  const key = quoted(join.childKey);
  const counts = [
    'count(*)',
    `count(${key}) - count(DISTINCT ${key})`,
    ...columns.map(({ name }) => `count(${quoted(name)})`),
  ];
  const rowsSql = `SELECT ${withAliases(counts)} FROM ${child.table}`;
  const [rows = 0, duplicateKeys = 0, ...filled] = await countsOf(rowsSql, master, options, signal);
  const hasFewMatches = customers < allCustomers * LOW_MATCH_SHARE && matched < rows * LOW_MATCH_SHARE;
  const formatsIn = (side: Keys) => readFormats(side, master, options, signal);
  return {
    rows,
    matched,
    allCustomers,
    customers,
    duplicateKeys,
    filled: byColumn(columns, filled),
    formats: hasFewMatches ? { parent: await formatsIn(parent), child: await formatsIn(child) } : null,
  };
}

/** The keys of one side of a join, as parts of SQL. */
interface Keys {
  readonly key: string;
  readonly table: string;
  readonly where: string;
}

/** SQL expressions that count the customers, those that match a row, and the rows that match a customer. */
function matchCounts(parent: Keys, child: Keys): readonly string[] {
  return [
    `(SELECT count(*) FROM ${parent.table} WHERE ${parent.where})`,
    `(SELECT count(*) FROM ${parent.table} WHERE ${parent.where} AND ${parent.key} IN (${keysOf(child)}))`,
    `(SELECT count(*) FROM ${child.table} WHERE ${child.key} IN (${keysOf(parent)}))`,
  ];
}

function keysOf({ key, table, where }: Keys): string {
  return `SELECT ${key} FROM ${table} WHERE ${where} AND ${key} IS NOT NULL`;
}

async function readFormats(
  { key, table, where }: Keys,
  { engine, database }: CheckedMaster,
  { engineFor }: CheckOptions,
  signal?: AbortSignal,
) {
  const sql = `SELECT CAST(${key} AS VARCHAR) AS n0 FROM ${table} WHERE ${where} AND ${key} IS NOT NULL LIMIT ${MAX_KEYS_READ}`;
  const { records } = await engineFor(engine).records({ database, sql, plannedAt: 0 }, MAX_KEYS_READ, signal);
  return [...new Set(records.map(([value]) => formatOf(value ?? '')))].slice(0, MAX_FORMATS_SHOWN);
}

/** Maximum length of a shown format, in characters. */
const MAX_FORMAT_LENGTH = 24;

/** A key with its letters and digits replaced: `SE-104482` becomes `AA-999999`. */
function formatOf(key: string): string {
  const format = key
    .slice(0, MAX_FORMAT_LENGTH)
    .replace(/[\p{L}\p{M}]/gu, (letter) => (/\p{Lu}/u.test(letter) ? 'A' : 'a'))
    .replace(/\p{N}/gu, '9');
  return key.length > MAX_FORMAT_LENGTH ? `${format}…` : format;
}

async function countsOf(
  sql: string,
  { engine, database }: CheckedMaster,
  { engineFor }: CheckOptions,
  signal?: AbortSignal,
) {
  const { records } = await engineFor(engine).records({ database, sql, plannedAt: 0 }, 1, signal);
  return (records[0] ?? []).map(Number);
}

/** Gives every expression an alias, because Presto refuses unnamed columns in a subquery. */
function withAliases(expressions: readonly string[]): string {
  return expressions.map((expression, index) => `${expression} AS n${index}`).join(', ');
}

function byColumn(columns: readonly QueryColumn[], counts: readonly number[]): Readonly<Record<string, number>> {
  return Object.fromEntries(columns.map(({ name }, index) => [name, counts[index] ?? 0]));
}

/** The type of a column of a table. Throws UserError `source_column_unknown`. */
export function typeIn(columns: readonly QueryColumn[], column: string, source: SourceTable): string {
  const type = columns.find(({ name }) => name === column)?.type;
  if (type === undefined) throw new UserError('source_column_unknown', { column, table: sourceKey(source) });
  return type;
}

/** A choice of sources, for `sourceColumns`, with only these tables. */
export function sourcesToRead(master: CheckedMaster, ...children: readonly SourceTable[]) {
  const table = { name: '', join: { parentKey: '', childKey: '' }, columns: [] };
  return {
    engine: master.engine,
    master: { ...sourceOf(master), filters: [], columns: [] },
    attributes: children.map((source) => ({ ...table, source })),
    behaviors: [],
  };
}

export function sourceOf({ database, table }: SourceTable): SourceTable {
  return { database, table };
}
