import { keyText, shownKeyText } from '../../../core/audience/key-text.ts';
import type { SourceTable } from '../../../core/audience/parent-segment.ts';
import { quoted, textLiteral } from '../../../core/audience/rules/literals.ts';
import { filterSql, sourceKey, sourceSql } from '../../../core/audience/source-tables.ts';
import { UserError } from '../../../core/errors.ts';
import type { RecordSample } from '../../../core/query/workbench.ts';
import {
  type CheckedMaster,
  type CheckOptions,
  type JoinToCheck,
  sourceOf,
  sourcesToRead,
  typeIn,
} from './check-parent-segment.ts';
import { sourceColumns } from './source-tables.ts';

/** Some customers, each with its first row of each joined table. The values of a row are in the order of `columns`. */
export interface ExampleCustomers {
  readonly master: RecordSample;
  /** In the order of the joins: for each customer its row, or null. */
  readonly joins: readonly {
    readonly columns: RecordSample['columns'];
    readonly rows: readonly (readonly (string | null)[] | null)[];
  }[];
}

const CUSTOMERS_READ = 5;

/**
 * The first customers of a master table, with their rows of the joined tables. Throws UserErrors of the queries, and
 * `source_column_unknown`.
 */
export async function exampleCustomers(
  master: CheckedMaster,
  joins: readonly JoinToCheck[],
  options: CheckOptions,
  signal?: AbortSignal,
): Promise<ExampleCustomers> {
  const read = (sql: string, limit: number) =>
    options.engineFor(master.engine).records({ database: master.database, sql, plannedAt: 0 }, limit, signal);
  const sources = sourcesToRead(master, ...joins.map(({ source }) => source));
  const columnsOf = await sourceColumns(sources, options, signal);
  const masterType = (column: string) => typeIn(columnsOf(sourceOf(master)), column, master);
  const from = `FROM ${sourceSql(master)} WHERE ${filterSql(master.filters, masterType)}`;
  const customers = await read(`SELECT * ${from} LIMIT ${CUSTOMERS_READ}`, CUSTOMERS_READ);
  const joined: ExampleCustomers['joins'][number][] = [];
  for (const { source, join } of joins) {
    const parentType = masterType(join.parentKey);
    const keys = valuesOf(customers, join.parentKey, master).map((value) => value && shownKeyText(value, parentType));
    const key = keyText(`t.${quoted(join.childKey)}`, typeIn(columnsOf(source), join.childKey, source));
    const { columns, records } = await read(firstRowsSql(source, key, keys), CUSTOMERS_READ);
    const rows = keys.map((value) => records.find(([rowKey]) => value !== null && rowKey === value)?.slice(1) ?? null);
    joined.push({ columns: columns.slice(1), rows });
  }
  return { master: customers, joins: joined };
}

/** Selects one row for each key, because the first rows for all keys together may all have the same key. */
function firstRowsSql(source: SourceTable, key: string, keys: readonly (string | null)[]): string {
  const select = (where: string) => `SELECT ${key} AS k, t.* FROM ${sourceSql(source)} t WHERE ${where} LIMIT 1`;
  const presentKeys = [...new Set(keys)].filter((value) => value !== null);
  if (presentKeys.length === 0) return select('1 = 0');
  return presentKeys.map((value) => `(${select(`${key} = ${textLiteral(value)}`)})`).join(' UNION ALL ');
}

function valuesOf({ columns, records }: RecordSample, column: string, master: CheckedMaster) {
  const index = columns.findIndex(({ name }) => name === column);
  if (index < 0) throw new UserError('source_column_unknown', { column, table: sourceKey(master) });
  return records.map((record) => record[index] ?? null);
}
