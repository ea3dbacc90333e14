import { CUSTOMERS } from '../audience-database.ts';
import type { BuiltTables } from '../build.ts';
import type { DataType } from '../data-type.ts';
import { type ActivationBehavior, type ActivationOutput, maxRowsOf, type StringSource } from './activation.ts';

/** A column of an activation's output. */
export interface NamedOutput {
  readonly name: string;
  /** The column's position in the output: `columns.0`, `behaviors.0.columns.1`. Null if Export All Columns adds it. */
  readonly path: string | null;
  /** The column of the build that it takes its values from. */
  readonly source: { readonly table: string; readonly column: string } | null;
  /** Null for a column that the build lacks. */
  readonly type: DataType | null;
  /** A text that is the same in every row; null for a column of the build. */
  readonly string: StringSource | null;
}

/** The columns of an output, in their order. */
export function namedOutputs(
  { allColumns, columns, behaviors }: ActivationOutput,
  tables: BuiltTables,
): readonly NamedOutput[] {
  const customers = tables.find(({ table }) => table === CUSTOMERS)?.columns ?? [];
  const attributes = allColumns
    ? customers.map(({ name }) => fromTable(name, null, { table: CUSTOMERS, column: name }, tables))
    : [];
  const listed = columns.map(({ column, source }, index): NamedOutput => {
    const path = `columns.${index}`;
    if ('string' in source) return { name: column, path, source: null, type: 'string', string: source };
    return fromTable(column, path, { table: CUSTOMERS, column: source.column }, tables);
  });
  const ofBehaviors = behaviors.flatMap((behavior, index) => outputsOfBehavior(behavior, `behaviors.${index}`, tables));
  return [...attributes, ...listed, ...ofBehaviors];
}

function outputsOfBehavior(behavior: ActivationBehavior, path: string, tables: BuiltTables): readonly NamedOutput[] {
  const { behaviorTableName: table, formatting, columns } = behavior;
  const copies = maxRowsOf(behavior);
  return columns.flatMap(({ column, source }, index) => {
    const names = formatting === 'rows' ? [column] : Array.from({ length: copies }, (_, row) => `${column}_${row + 1}`);
    const columnPath = `${path}.columns.${index}`;
    return names.map((name) => fromTable(name, columnPath, { table, column: source.column }, tables));
  });
}

function fromTable(
  name: string,
  path: string | null,
  source: { readonly table: string; readonly column: string },
  tables: BuiltTables,
): NamedOutput {
  const table = tables.find((candidate) => candidate.table === source.table);
  const column = table?.columns.find((candidate) => candidate.name === source.column);
  return { name, path, source, type: column?.type ?? null, string: null };
}

/** The columns grouped by path: numbered columns of the same behavior column together, every other column alone. */
export function groupByPath(outputs: readonly NamedOutput[]): readonly (readonly NamedOutput[])[] {
  return [...Map.groupBy(outputs, (output) => output.path ?? output).values()];
}

/** The columns whose name an earlier column already has, ignoring case, except those that Export All Columns adds. */
export function repeatedOutputs(outputs: readonly NamedOutput[]): readonly NamedOutput[] {
  const used = new Set<string>();
  return outputs.filter(({ name, path }) => {
    const key = name.trim().toLowerCase();
    const isRepeated = key !== '' && used.has(key);
    used.add(key);
    return isRepeated && path !== null;
  });
}
