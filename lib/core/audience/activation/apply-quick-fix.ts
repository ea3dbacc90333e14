import { CUSTOMERS } from '../audience-database.ts';
import type { BuildColumns } from '../build.ts';
import { type ActivationBehavior, type ActivationOutput, type OutputColumn, repeatsCustomers } from './activation.ts';
import { timeColumnOf, withStrategy } from './behavior-rows.ts';
import type { QuickFix } from './compatibility.ts';
import { newColumnId } from './output-edits.ts';
import { stringOf } from './string-parts.ts';

/** The output after a quick fix. A column that already has the name of the field is replaced. */
export function applyQuickFix(output: ActivationOutput, fix: QuickFix, build: BuildColumns): ActivationOutput {
  if (fix.kind === 'remove') return removeColumn(output, fix.path);
  if (fix.kind === 'rename') return renameColumn(output, fix.path, fix.name);
  if (fix.kind === 'column' && fix.path !== null) return renameColumn(output, fix.path, fix.name);
  if (fix.kind === 'rows') return changeBehavior(output, fix.behavior, (each) => ({ ...each, formatting: 'rows' }));
  const cleared = withoutName(output, fix.name);
  const id = newColumnId(output);
  if (fix.kind === 'string') {
    const source = stringOf([{ type: 'String', string: '' }]);
    return { ...cleared, columns: [...cleared.columns, { id, column: fix.name, source }] };
  }
  const column = { id, column: fix.name, source: { column: fix.column } };
  if (fix.table === CUSTOMERS) return { ...cleared, columns: [...cleared.columns, column] };
  return { ...cleared, behaviors: addColumn(cleared.behaviors, fix.table, column, build) };
}

/**
 * Adds the column to a behavior of the table, preferably one that can give a customer several rows, so that the
 * column's values differ. A new behavior has only the newest row of each customer, because older events may be too old
 * to be sent.
 */
function addColumn(
  behaviors: readonly ActivationBehavior[],
  table: string,
  column: ActivationBehavior['columns'][number],
  build: BuildColumns,
): readonly ActivationBehavior[] {
  const candidates = behaviors.filter(({ behaviorTableName }) => behaviorTableName === table);
  const target = candidates.find(repeatsCustomers) ?? candidates.find(({ formatting }) => formatting === 'rows');
  if (target)
    return behaviors.map((each) => (each === target ? { ...each, columns: [...each.columns, column] } : each));
  const all: ActivationBehavior = {
    behaviorTableName: table,
    joinStrategy: 'All',
    formatting: 'rows',
    orderBy: [],
    columns: [column],
  };
  const built = build.find((each) => each.table === table);
  const isTimed = built !== undefined && timeColumnOf(built) !== undefined;
  return [...behaviors, isTimed ? withStrategy(all, 'Last', built) : all];
}

/** The output without the columns of this name. */
function withoutName(output: ActivationOutput, name: string): ActivationOutput {
  const isOther = ({ column }: { readonly column: string }) => column.trim().toLowerCase() !== name.toLowerCase();
  return {
    ...output,
    columns: output.columns.filter(isOther),
    behaviors: output.behaviors.map((each) => ({ ...each, columns: each.columns.filter(isOther) })),
  };
}

/** `columns.0`, or `behaviors.0.columns.1`. */
function placeOf(path: string): { readonly behavior: number | null; readonly index: number } {
  const numbers = path.match(/\d+/g)?.map(Number) ?? [];
  const [first = 0, second] = numbers;
  return second === undefined ? { behavior: null, index: first } : { behavior: first, index: second };
}

function removeColumn(output: ActivationOutput, path: string): ActivationOutput {
  const { behavior, index } = placeOf(path);
  if (behavior === null) return { ...output, columns: output.columns.toSpliced(index, 1) };
  return changeBehavior(output, behavior, (each) => ({ ...each, columns: each.columns.toSpliced(index, 1) }));
}

function renameColumn(output: ActivationOutput, path: string, name: string): ActivationOutput {
  const { behavior, index } = placeOf(path);
  const kept = behavior === null ? output.columns[index] : output.behaviors[behavior]?.columns[index];
  const isKept = (column: object) => column === kept;
  const named = <Column extends OutputColumn>(columns: readonly Column[]) =>
    columns
      .filter((each) => isKept(each) || each.column.trim().toLowerCase() !== name.toLowerCase())
      .map((each) => (isKept(each) ? { ...each, column: name } : each));
  return {
    ...output,
    columns: named(output.columns),
    behaviors: output.behaviors.map((each) => ({ ...each, columns: named(each.columns) })),
  };
}

function changeBehavior(
  output: ActivationOutput,
  index: number,
  change: (behavior: ActivationBehavior) => ActivationBehavior,
): ActivationOutput {
  return { ...output, behaviors: output.behaviors.map((each, at) => (at === index ? change(each) : each)) };
}
