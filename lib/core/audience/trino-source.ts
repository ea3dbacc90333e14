import type { QueryColumn } from '../job/query.ts';
import type { MasterFilter, ParentSegmentChoice, SourceTable } from './parent-segment.ts';
import { quoted, textLiteral } from './rules/literals.ts';
import { sourceKey, sourceSql, sourceTables } from './source-tables.ts';

/** Types that both engines have under the same name. */
const SAME_TYPE = /^(?:tinyint|smallint|integer|bigint|double|boolean|date|decimal\(\d+,\s*\d+\))$/i;
const ARRAY = /^array\(([\s\S]+)\)$/i;

/** The built-in engine's type for a copied column of a Trino table. A type without a counterpart becomes text. */
export function copiedType(type: string): string {
  if (/^real$/i.test(type)) return 'FLOAT';
  if (SAME_TYPE.test(type)) return type.toUpperCase().replace(/\s/g, '');
  if (/^timestamp(?:\(\d+\))?$/i.test(type)) return 'TIMESTAMP';
  if (/^timestamp(?:\(\d+\))? with time zone$/i.test(type)) return 'TIMESTAMP WITH TIME ZONE';
  const [, element] = ARRAY.exec(type) ?? [];
  return element === undefined ? 'VARCHAR' : `${copiedType(element)}[]`;
}

export function copiedColumns(columns: readonly QueryColumn[]): readonly QueryColumn[] {
  return columns.map(({ name, type }) => ({ name, type: copiedType(type) }));
}

/** How a Trino table is copied for a build. */
export interface SourceCopy extends SourceTable {
  readonly sql: string;
  /** Counts all rows, if a filter makes `sql` leave some of them out; otherwise null. */
  readonly countSql: string | null;
}

/** The copies of all tables of a parent segment: of joined tables only the columns that the build reads. */
export function copiesOf(
  choice: Pick<ParentSegmentChoice, 'master' | 'attributes' | 'behaviors'>,
  columnsOf: (source: SourceTable) => readonly QueryColumn[],
): readonly SourceCopy[] {
  const { master, attributes, behaviors } = choice;
  const joins = [...attributes, ...behaviors];
  return sourceTables(choice).map(({ database, table }) => {
    const key = sourceKey({ database, table });
    const isMaster = sourceKey(master) === key;
    const joined = joins.filter(({ source }) => sourceKey(source) === key);
    const available = columnsOf({ database, table });
    const joinedColumns = new Set(
      joined.flatMap(({ join, columns }) => [join.childKey, ...columns.map(({ column }) => column)]),
    );
    const copied = isMaster ? available : available.filter(({ name }) => joinedColumns.has(name));
    // Filters of the master do not apply to a table that is also joined, because the join needs all rows.
    const filters = isMaster && joined.length === 0 ? master.filters : [];
    const conditions = filters.flatMap((filter) => conditionOf(filter, available));
    const from = `FROM ${sourceSql({ database, table })}`;
    const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
    return {
      database,
      table,
      sql: `SELECT ${copied.map(({ name }) => quoted(name)).join(', ')} ${from}${where}`,
      countSql: conditions.length === 0 ? null : `SELECT count(*) AS n ${from}`,
    };
  });
}

/**
 * The condition of a filter, if both engines print the values of its column in the same way and Trino accepts the
 * values of the filter; otherwise none. The build applies all filters to the copy in any case.
 */
function conditionOf({ column, values }: MasterFilter, columns: readonly QueryColumn[]): readonly string[] {
  const type = columns.find(({ name }) => name === column)?.type ?? '';
  const isInteger = /^(?:tinyint|smallint|integer|bigint)$/i.test(type);
  if (!isInteger && !/^varchar(?:\(\d+\))?$/i.test(type)) return [];
  // Trino refuses an integer literal beyond BIGINT.
  if (isInteger && values.some((value) => /\d{19}/.test(value))) return [];
  const literals = isInteger ? values.filter(isPlainInteger) : values.map(textLiteral);
  return [literals.length === 0 ? '1 = 0' : `${quoted(column)} IN (${literals.join(', ')})`];
}

/** Whether engines print an integer in this way: they never print `01`. */
function isPlainInteger(value: string): boolean {
  return /^(?:0|-?[1-9]\d*)$/.test(value);
}
