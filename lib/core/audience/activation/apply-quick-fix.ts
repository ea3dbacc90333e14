import { CUSTOMERS } from '../audience-database.ts';
import type { BuildColumns } from '../build.ts';
import { type ActivationBehavior, type ActivationOutput, type OutputColumn, repeatsCustomers } from './activation.ts';
import { timeOf, withStrategy } from './behavior-rows.ts';
import type { QuickFix } from './compatibility.ts';
import { newColumnId } from './output-edits.ts';
import { stringOf } from './string-parts.ts';

/** The output after a quick fix. A column that already has the name of the field is replaced. */
export function applyQuickFix(output: ActivationOutput, fix: QuickFix, build: BuildColumns): ActivationOutput {
  if (fix.kind === 'remove') return withoutColumn(output, fix.path);
  if (fix.kind === 'rename') return renamed(output, fix.path, fix.name);
  if (fix.kind === 'column' && fix.path !== null) return renamed(output, fix.path, fix.name);
  if (fix.kind === 'rows') return changedBehavior(output, fix.behavior, (each) => ({ ...each, formatting: 'rows' }));
  const cleared = withoutName(output, fix.name);
  const id = newColumnId(output);
  if (fix.kind === 'string') {
    const source = stringOf([{ type: 'String', string: '' }]);
    return { ...cleared, columns: [...cleared.columns, { id, column: fix.name, source }] };
  }
  const column = { id, column: fix.name, source: { column: fix.column } };
  if (fix.table === CUSTOMERS) return { ...cleared, columns: [...cleared.columns, column] };
  return { ...cleared, behaviors: withColumn(cleared.behaviors, fix.table, column, build) };
}

/**
 * Of several behaviors of the table, the one that can give a customer several rows gets the column, so that its values
 * differ. An added behavior has only the newest row of each customer, because older events may be too old to be sent.
 */
function withColumn(
  behaviors: readonly ActivationBehavior[],
  table: string,
  column: ActivationBehavior['columns'][number],
  build: BuildColumns,
): readonly ActivationBehavior[] {
  const own = behaviors.filter(({ behaviorTableName }) => behaviorTableName === table);
  const changed = own.find(repeatsCustomers) ?? own.find(({ formatting }) => formatting === 'rows');
  if (changed)
    return behaviors.map((each) => (each === changed ? { ...each, columns: [...each.columns, column] } : each));
  const all: ActivationBehavior = {
    ...{ behaviorTableName: table, joinStrategy: 'All', formatting: 'rows', orderBy: [], columns: [column] },
  };
  const built = build.find((each) => each.table === table);
  const isTimed = built !== undefined && timeOf(built) !== undefined;
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

function withoutColumn(output: ActivationOutput, path: string): ActivationOutput {
  const { behavior, index } = placeOf(path);
  if (behavior === null) return { ...output, columns: output.columns.toSpliced(index, 1) };
  return changedBehavior(output, behavior, (each) => ({ ...each, columns: each.columns.toSpliced(index, 1) }));
}

function renamed(output: ActivationOutput, path: string, name: string): ActivationOutput {
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

function changedBehavior(
  output: ActivationOutput,
  index: number,
  change: (behavior: ActivationBehavior) => ActivationBehavior,
): ActivationOutput {
  return { ...output, behaviors: output.behaviors.map((each, at) => (at === index ? change(each) : each)) };
}
