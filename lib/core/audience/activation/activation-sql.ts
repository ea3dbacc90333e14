import { UserError } from '../../errors.ts';
import { CUSTOMER_ID, CUSTOMERS } from '../audience-database.ts';
import type { BuiltTables } from '../build.ts';
import type { CompiledRule } from '../rules/compile-rule.ts';
import { quoted, textLiteral } from '../rules/literals.ts';
import { type ActivationBehavior, type ActivationOutput, maxRowsOf } from './activation.ts';
import { buildString, type StringContext } from './string-builder.ts';

export interface ActivationContext extends StringContext {
  /** The customers of the segment. */
  readonly rule: CompiledRule;
  /** The tables of the build. */
  readonly tables: BuiltTables;
  readonly database: string;
}

/** The name of the rank column. It has a space, so that it is unlikely to be a column of a table. */
const RANK = quoted('output row');

/** A column of the output: its name and SQL. */
interface SelectedColumn {
  readonly name: string;
  readonly sql: string;
}

/**
 * The Presto query for the rows of an activation. Throws UserErrors `segment_column_unknown` and
 * `segment_behavior_unknown` for what the build lacks, and `output_name_taken` for two columns with the same name,
 * ignoring case.
 */
export function activationSql(output: ActivationOutput, context: ActivationContext): string {
  const { rule } = context;
  const behaviors = output.behaviors.map((behavior, index) =>
    joinBehavior(behavior, quoted(`output ${index + 1}`), context),
  );
  const selected = [...customerColumns(output, context), ...behaviors.flatMap(({ columns }) => columns)];
  refuseRepeatedNames(selected);
  const columns = selected.map(({ name, sql }) => `${sql} AS ${quoted(name)}`).join(', ');
  const joins = behaviors.map(({ join }) => join).join('');
  return `${rule.with}SELECT ${columns} FROM ${rule.from}${joins} WHERE ${rule.where}`;
}

function customerColumns(
  { allColumns, columns }: ActivationOutput,
  context: ActivationContext,
): readonly SelectedColumn[] {
  const names = builtTable(CUSTOMERS, context.tables).columns.map(({ name }) => name);
  const all = allColumns ? names.map((name) => ({ name, sql: `c.${quoted(name)}` })) : [];
  const listed = columns.map(({ column: name, source }) => {
    if ('string' in source) return { name, sql: textLiteral(buildString(source, context)) };
    if (!names.includes(source.column)) throw new UserError('segment_column_unknown', { name: source.column });
    return { name, sql: `c.${quoted(source.column)}` };
  });
  return [...all, ...listed];
}

/** Joins a behavior to the customers. With the formatting `rows`, customers without rows of a behavior are left out. */
function joinBehavior(behavior: ActivationBehavior, alias: string, context: ActivationContext) {
  const { behaviorTableName: table, formatting, orderBy, columns } = behavior;
  const tableColumns = builtTable(table, context.tables).columns.map(({ name }) => name);
  const used = [...columns.map(({ source }) => source.column), ...orderBy.map(({ key }) => key)];
  const missingColumn = used.find((name) => !tableColumns.includes(name));
  if (missingColumn !== undefined) throw new UserError('segment_column_unknown', { name: missingColumn });
  const on = `ON ${alias}.${CUSTOMER_ID} = c.${CUSTOMER_ID}`;
  const rows = rankedRows(behavior, context.database);
  if (formatting === 'rows')
    return {
      join: ` JOIN ${rows} AS ${alias} ${on}`,
      columns: columns.map(({ column, source }) => ({ name: column, sql: `${alias}.${quoted(source.column)}` })),
    };
  // `price_2` is the price in the customer's second row.
  const numbered = columns.flatMap(({ column, source }) =>
    Array.from({ length: maxRowsOf(behavior) }, (_, index) => ({
      name: `${column}_${index + 1}`,
      cell: `MAX(CASE WHEN ${RANK} = ${index + 1} THEN ${quoted(source.column)} END)`,
    })),
  );
  const cells = numbered.map(({ cell }, index) => `${cell} AS v${index}`);
  return {
    join: ` LEFT JOIN (SELECT ${[CUSTOMER_ID, ...cells].join(', ')} FROM ${rows} AS r GROUP BY ${CUSTOMER_ID}) AS ${alias} ${on}`,
    columns: numbered.map(({ name }, index) => ({ name, sql: `${alias}.v${index}` })),
  };
}

/**
 * The rows that the join strategy chooses, ranked from 1 for each customer unless the strategy is All. The columns of
 * the output break ties, so that each run chooses the same rows.
 */
function rankedRows(behavior: ActivationBehavior, database: string): string {
  const source = `${database}.${behavior.behaviorTableName}`;
  if (behavior.joinStrategy === 'All') return source;
  const isLast = behavior.joinStrategy === 'Last';
  // Last takes rows from the end of the order, so their ranks count from the end.
  const chosenOrder = behavior.orderBy.map(({ key, order }) => {
    const isAscending = (order === 'ascending') !== isLast;
    return `${quoted(key)} ${isAscending ? 'ASC' : 'DESC'} NULLS LAST`;
  });
  const tieBreakers = new Set(behavior.columns.map(({ source: { column } }) => quoted(column)));
  const orders = [...chosenOrder, ...tieBreakers].join(', ');
  const ranked = `SELECT *, row_number() OVER (PARTITION BY ${CUSTOMER_ID} ORDER BY ${orders}) AS ${RANK} FROM ${source}`;
  return `(SELECT * FROM (${ranked}) AS n WHERE ${RANK} <= ${maxRowsOf(behavior)})`;
}

function builtTable(table: string, tables: BuiltTables): BuiltTables[number] {
  const built = tables.find((candidate) => candidate.table === table);
  if (!built) throw new UserError('segment_behavior_unknown', { name: table });
  return built;
}

function refuseRepeatedNames(selected: readonly SelectedColumn[]): void {
  const used = new Set<string>();
  for (const { name } of selected) {
    if (used.has(name.toLowerCase())) throw new UserError('output_name_taken', { name });
    used.add(name.toLowerCase());
  }
}
