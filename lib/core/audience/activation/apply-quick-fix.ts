import { CUSTOMERS } from '../audience-database.ts';
import type { BuiltTables } from '../build.ts';
import { type ActivationBehavior, type ActivationOutput, type OutputColumn, repeatsCustomers } from './activation.ts';
import { timeColumnOf, withStrategy } from './behavior-rows.ts';
import { stringOf } from './built-string.ts';
import type { QuickFix } from './compatibility.ts';
import { newColumnId } from './output-edits.ts';

/** The output after a quick fix. Other columns that already have the name that the fix gives are removed. */
export function applyQuickFix(output: ActivationOutput, fix: QuickFix, tables: BuiltTables): ActivationOutput {
  if (fix.kind === 'remove') return removeColumn(output, fix.path);
  if (fix.kind === 'rename') return renameColumn(output, fix.path, fix.name);
  if (fix.kind === 'column' && fix.path !== null) return renameColumn(output, fix.path, fix.name);
  if (fix.kind === 'rows')
    return changeBehavior(output, fix.behavior, (behavior) => ({ ...behavior, formatting: 'rows' }));
  const cleared = withoutName(output, fix.name);
  const id = newColumnId(output);
  if (fix.kind === 'string') {
    const source = stringOf([{ type: 'String', string: '' }]);
    return { ...cleared, columns: [...cleared.columns, { id, column: fix.name, source }] };
  }
  const column = { id, column: fix.name, source: { column: fix.column } };
  if (fix.table === CUSTOMERS) return { ...cleared, columns: [...cleared.columns, column] };
  return { ...cleared, behaviors: addColumn(cleared.behaviors, fix.table, column, tables) };
}

/**
 * Adds the column to a behavior of the table with the formatting `rows`, preferably one that can give a customer
 * several rows, so that the column's values differ. If the table has no behavior with `rows`, adds one. If the table
 * has times, the new behavior has only the newest row of each customer, because older events may be too old to be sent.
 */
function addColumn(
  behaviors: readonly ActivationBehavior[],
  table: string,
  column: ActivationBehavior['columns'][number],
  tables: BuiltTables,
): readonly ActivationBehavior[] {
  const candidates = behaviors.filter(({ behaviorTableName }) => behaviorTableName === table);
  const target = candidates.find(repeatsCustomers) ?? candidates.find(({ formatting }) => formatting === 'rows');
  if (target)
    return behaviors.map((behavior) =>
      behavior === target ? { ...behavior, columns: [...behavior.columns, column] } : behavior,
    );
  const allRows: ActivationBehavior = {
    behaviorTableName: table,
    joinStrategy: 'All',
    formatting: 'rows',
    orderBy: [],
    columns: [column],
  };
  const builtTable = tables.find((candidate) => candidate.table === table);
  const hasTime = builtTable !== undefined && timeColumnOf(builtTable) !== undefined;
  return [...behaviors, hasTime ? withStrategy(allRows, 'Last', builtTable) : allRows];
}

/** The output without the columns of this name. */
function withoutName(output: ActivationOutput, name: string): ActivationOutput {
  const hasOtherName = ({ column }: { readonly column: string }) => column.trim().toLowerCase() !== name.toLowerCase();
  return {
    ...output,
    columns: output.columns.filter(hasOtherName),
    behaviors: output.behaviors.map((behavior) => ({ ...behavior, columns: behavior.columns.filter(hasOtherName) })),
  };
}

/** Parses a path: `columns.0`, or `behaviors.0.columns.1`. */
function parsePath(path: string): { readonly behavior: number | null; readonly index: number } {
  const numbers = path.match(/\d+/g)?.map(Number) ?? [];
  const [first = 0, second] = numbers;
  return second === undefined ? { behavior: null, index: first } : { behavior: first, index: second };
}

function removeColumn(output: ActivationOutput, path: string): ActivationOutput {
  const { behavior, index } = parsePath(path);
  if (behavior === null) return { ...output, columns: output.columns.toSpliced(index, 1) };
  return changeBehavior(output, behavior, (target) => ({ ...target, columns: target.columns.toSpliced(index, 1) }));
}

/** Renames the column at a path, and removes the columns that already have its new name. */
function renameColumn(output: ActivationOutput, path: string, name: string): ActivationOutput {
  const { behavior, index } = parsePath(path);
  const renamed = behavior === null ? output.columns[index] : output.behaviors[behavior]?.columns[index];
  const isRenamed = (column: object) => column === renamed;
  const withName = <Column extends OutputColumn>(columns: readonly Column[]) =>
    columns
      .filter((column) => isRenamed(column) || column.column.trim().toLowerCase() !== name.toLowerCase())
      .map((column) => (isRenamed(column) ? { ...column, column: name } : column));
  return {
    ...output,
    columns: withName(output.columns),
    behaviors: output.behaviors.map((target) => ({ ...target, columns: withName(target.columns) })),
  };
}

function changeBehavior(
  output: ActivationOutput,
  index: number,
  change: (behavior: ActivationBehavior) => ActivationBehavior,
): ActivationOutput {
  const behaviors = output.behaviors.map((behavior, position) => (position === index ? change(behavior) : behavior));
  return { ...output, behaviors };
}
