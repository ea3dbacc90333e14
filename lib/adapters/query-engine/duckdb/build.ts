import type { DuckDBConnection } from '@duckdb/node-api';
import { CUSTOMER_ID } from '../../../core/audience/audience-database.ts';
import type { BuildBehavior, BuildColumn, BuildJoin } from '../../../core/audience/build-plan.ts';
import type { BuildResult, JoinResult } from '../../../core/audience/build-result.ts';
import { comparedKey } from '../../../core/audience/key-text.ts';
import type { SourceTable } from '../../../core/audience/parent-segment.ts';
import { quoted, textLiteral } from '../../../core/audience/rules/literals.ts';
import { filterSql } from '../../../core/audience/source-tables.ts';
import { UserError } from '../../../core/errors.ts';
import { faultOf } from '../fault.ts';
import type { EngineBuild, EngineLimits } from '../protocol.ts';
import { convertedColumn, mayBeUnreadable } from './convert-column.ts';
import { openBuild, recordsOf, sourceName, targetName } from './session.ts';

/**
 * The temporary table of customers during a build. It has all columns of the source under their own names, because
 * joins compare them.
 */
const MASTER = 'temp.main.master';
/**
 * The column of MASTER with the number of the customer. It is not called `cdp_customer_id`, because a source that came
 * from another build has a column of that name.
 */
const CUSTOMER_NUMBER = quoted('customer number');
/** The number of a row, if a column of the table hides the engine's own `rowid`. */
const ROW_NUMBER = quoted('row number');
/** The number of the customer in the tables of the build. */
const NUMBER_AS_CUSTOMER_ID = `master.${CUSTOMER_NUMBER} AS ${quoted(CUSTOMER_ID)}`;

/**
 * Writes the tables of a build into new files: first the customers, then each behavior. The connection can read only
 * the sources and write only these files. Throws UserErrors of the engine; the files are then incomplete.
 */
export async function buildAudience(
  request: EngineBuild,
  { limits, onTable }: { limits: EngineLimits; onTable: (table: string) => void },
): Promise<BuildResult> {
  const connection = await openBuild(request, limits);
  try {
    return await new Build(connection, request, onTable).run();
  } catch (error) {
    const fault = error instanceof UserError ? undefined : faultOf(error);
    throw fault ? new UserError(fault.code, fault.params) : error;
  }
}

class Build {
  readonly #connection: DuckDBConnection;
  readonly #request: EngineBuild;
  readonly #onTable: (table: string) => void;

  constructor(connection: DuckDBConnection, request: EngineBuild, onTable: (table: string) => void) {
    this.#connection = connection;
    this.#request = request;
    this.#onTable = onTable;
  }

  async run(): Promise<BuildResult> {
    const { plan, targets } = this.#request;
    await this.#createMaster();
    await this.#createTable(0, await this.#customersSql());
    for (const [index, behavior] of plan.behaviors.entries())
      await this.#createTable(index + 1, this.#behaviorSql(behavior));
    const result = await this.#result();
    for (const index of targets.keys()) await this.#connection.run(`CHECKPOINT ${quoted(targetName(index))}`);
    for (const index of targets.keys()) await this.#connection.run(`DETACH ${quoted(targetName(index))}`);
    return result;
  }

  async #result(): Promise<BuildResult> {
    const { plan, targets } = this.#request;
    const customers = await this.#count(`FROM ${MASTER}`);
    const masterRows = await this.#count(`FROM ${this.#recordsOf(plan.master.source)}`);
    const { duplicateMasterKeys, missingMasterKeys } = await this.#keyCounts();
    const behaviors: Record<string, number> = {};
    for (const [index, { table }] of plan.behaviors.entries())
      behaviors[table.slice('behavior_'.length)] = await this.#count(`FROM ${targetOf(index + 1)}`);
    const joins: JoinResult[] = [];
    for (const attribute of plan.attributes) joins.push(await this.#joinCounts(attribute, { isAttribute: true }));
    for (const behavior of plan.behaviors) joins.push(await this.#joinCounts(behavior, { isAttribute: false }));
    const unreadable = await this.#unreadable();
    const filled: Record<string, Readonly<Record<string, number>>> = {};
    for (const [index, { table }] of targets.entries()) filled[table] = await this.#filled(index);
    return {
      customers,
      filteredOut: masterRows - customers,
      duplicateMasterKeys,
      missingMasterKeys,
      behaviors,
      joins,
      unreadable,
      filled,
    };
  }

  /** Creates the master table with unconverted columns, so that joins compare the values of the source. */
  async #createMaster(): Promise<void> {
    const { master } = this.#request.plan;
    await this.#connection.run(
      `CREATE TEMP TABLE master AS SELECT row_number() OVER (ORDER BY rowid) AS ${CUSTOMER_NUMBER}, source.*
       FROM ${this.#recordsOf(master.source)} AS source WHERE ${filterSql(master.filters, this.#masterType)}`,
    );
  }

  readonly #masterType = (column: string): string =>
    this.#request.plan.master.columns.find((planned) => planned.column === column)?.sourceType ?? '';

  async #createTable(index: number, select: string): Promise<void> {
    await this.#connection.run(`CREATE TABLE ${targetOf(index)} AS ${select}`);
    this.#onTable(this.#request.targets[index]?.table ?? '');
  }

  async #customersSql(): Promise<string> {
    const { master, attributes } = this.#request.plan;
    const ownValues = master.columns.map((column) => namedValue('master', column));
    const joinedValues: string[] = [];
    const joins: string[] = [];
    for (const [index, attribute] of attributes.entries()) {
      const alias = `attribute_${index}`;
      joinedValues.push(...attribute.columns.map((column) => namedValue(alias, column)));
      joins.push(`LEFT JOIN (${await this.#firstRowsSql(attribute)}) AS ${alias} ON ${keysMatch(attribute, alias)}`);
    }
    return `SELECT ${[NUMBER_AS_CUSTOMER_ID, ...ownValues, ...joinedValues].join(', ')} FROM ${MASTER} AS master ${joins.join(' ')}
      ORDER BY master.${CUSTOMER_NUMBER}`;
  }

  /** SQL for the first row of each key, in the order of the table's rows. */
  async #firstRowsSql({ source, keys }: BuildJoin): Promise<string> {
    const rows = this.#recordsOf(source);
    const key = quoted(keys.childKey);
    if (await this.#hasOwnRowid(source))
      return `SELECT * FROM (SELECT *, row_number() OVER () AS ${ROW_NUMBER} FROM ${rows}) WHERE ${key} IS NOT NULL
        QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY ${ROW_NUMBER}) = 1`;
    return `SELECT * FROM ${rows}
      WHERE rowid IN (SELECT min(rowid) FROM ${rows} WHERE ${key} IS NOT NULL GROUP BY ${key})`;
  }

  /** Whether a table has a column `rowid`, which hides the engine's own and may contain duplicates. */
  async #hasOwnRowid(source: SourceTable): Promise<boolean> {
    const file = textLiteral(sourceName(this.#indexOf(source)));
    const columns = `FROM duckdb_columns() WHERE database_name = ${file} AND table_name = 'records'`;
    return (await this.#count(`${columns} AND lower(column_name) = 'rowid'`)) > 0;
  }

  /**
   * SQL for the rows of a behavior, ordered by customer. Rules group them by customer, which takes a third less time if
   * a customer's rows are adjacent.
   */
  #behaviorSql(behavior: BuildBehavior): string {
    const values = behavior.columns.map((column) => namedValue('child', column));
    return `SELECT ${[NUMBER_AS_CUSTOMER_ID, ...values].join(', ')}
      FROM ${this.#recordsOf(behavior.source)} AS child JOIN ${MASTER} AS master ON ${keysMatch(behavior, 'child')}
      ORDER BY master.${CUSTOMER_NUMBER}`;
  }

  async #keyCounts(): Promise<Pick<BuildResult, 'duplicateMasterKeys' | 'missingMasterKeys'>> {
    const { key } = this.#request.plan.master;
    if (key === null) return { duplicateMasterKeys: null, missingMasterKeys: null };
    const column = quoted(key);
    const [missing = 0, duplicates = 0] = await this.#numbers(
      `SELECT count(*) - count(${column}), count(${column}) - count(DISTINCT ${column}) FROM ${MASTER}`,
    );
    return { duplicateMasterKeys: duplicates, missingMasterKeys: missing };
  }

  async #joinCounts(join: BuildJoin, { isAttribute }: { readonly isAttribute: boolean }): Promise<JoinResult> {
    const rows = this.#recordsOf(join.source);
    const key = quoted(join.keys.childKey);
    const total = await this.#count(`FROM ${rows}`);
    const matched = await this.#count(
      `FROM ${rows} AS child SEMI JOIN ${MASTER} AS master ON ${keysMatch(join, 'child')}`,
    );
    const customers = await this.#count(
      `FROM ${MASTER} AS master SEMI JOIN ${rows} AS child ON ${keysMatch(join, 'child')}`,
    );
    const [duplicateKeys = 0] = isAttribute
      ? await this.#numbers(`SELECT count(${key}) - count(DISTINCT ${key}) FROM ${rows}`)
      : [0];
    return { table: join.name, matched, unmatched: total - matched, duplicateKeys, customers };
  }

  /** The number of values that could not be converted, by column. */
  async #unreadable(): Promise<BuildResult['unreadable']> {
    const { master, attributes, behaviors } = this.#request.plan;
    const unreadable: BuildResult['unreadable'][number][] = [];
    const tables = [{ name: 'customers', ...master }, ...attributes, ...behaviors];
    for (const table of tables) {
      const columns = table.columns.filter(mayBeUnreadable);
      if (columns.length === 0) continue;
      const counts = columns.map(
        (column) => `count(${quoted(column.column)}) - count(${convertedColumn(quoted(column.column), column)})`,
      );
      const numbers = await this.#numbers(`SELECT ${counts.join(', ')} FROM ${this.#recordsOf(table.source)}`);
      for (const [index, { name: column }] of columns.entries()) {
        const values = numbers[index] ?? 0;
        if (values > 0) unreadable.push({ table: table.name, column, values });
      }
    }
    return unreadable;
  }

  /** The number of values in each column of a table of the build. */
  async #filled(index: number): Promise<Readonly<Record<string, number>>> {
    const { master, attributes, behaviors } = this.#request.plan;
    const customers = [...master.columns, ...attributes.flatMap(({ columns }) => columns)];
    const columns = index === 0 ? customers : (behaviors[index - 1]?.columns ?? []);
    const counts = columns.map((column) => `count(${quoted(column.name)})`);
    const numbers = await this.#numbers(`SELECT ${counts.join(', ')} FROM ${targetOf(index)}`);
    return Object.fromEntries(columns.map((column, at) => [column.name, numbers[at] ?? 0]));
  }

  #recordsOf(source: SourceTable): string {
    return recordsOf(sourceName(this.#indexOf(source)));
  }

  #indexOf({ database, table }: SourceTable): number {
    return this.#request.sources.findIndex((source) => source.database === database && source.table === table);
  }

  async #count(from: string): Promise<number> {
    return (await this.#numbers(`SELECT count(*) ${from}`))[0] ?? 0;
  }

  async #numbers(sql: string): Promise<number[]> {
    const result = await this.#connection.runAndReadAll(sql);
    return (result.getRows()[0] ?? []).map(Number);
  }
}

function namedValue(table: string, column: BuildColumn): string {
  return `${convertedColumn(`${table}.${quoted(column.column)}`, column)} AS ${quoted(column.name)}`;
}

function keysMatch({ keys, keyTypes }: BuildJoin, child: string): string {
  const parentKey = comparedKey(`master.${quoted(keys.parentKey)}`, keyTypes.parentKey, keyTypes.childKey);
  const childKey = comparedKey(`${child}.${quoted(keys.childKey)}`, keyTypes.childKey, keyTypes.parentKey);
  return `${parentKey} = ${childKey}`;
}

function targetOf(index: number): string {
  return recordsOf(targetName(index));
}
