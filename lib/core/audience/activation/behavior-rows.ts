import type { BuiltTable } from '../build.ts';
import { type ActivationBehavior, type JoinStrategy, repeatsCustomers } from './activation.ts';

/**
 * A new behavior, without columns. Only one behavior of an output may give several rows per customer. If another
 * behavior already does, the new behavior gives only the last row.
 */
export function newBehavior(table: BuiltTable, others: readonly ActivationBehavior[]): ActivationBehavior {
  const hasRepeats = others.some(repeatsCustomers);
  const behavior: ActivationBehavior = {
    behaviorTableName: table.table,
    joinStrategy: 'All',
    formatting: 'rows',
    orderBy: [],
    columns: [],
  };
  return hasRepeats ? withStrategy(behavior, 'Last', table) : behavior;
}

const DEFAULT_TOP_ROWS = 3;

/** The column with the time of a row. */
export function timeColumnOf({ timeColumn, columns }: BuiltTable): string | undefined {
  return timeColumn ?? columns.find(({ type }) => type === 'timestamp')?.name;
}

/**
 * A behavior with another join strategy. If the behavior has no order yet, it is ordered by its time column, or else by
 * its first column. Last takes rows from the end of the order, and Top-N from its start. A change from one to the other
 * therefore reverses the order, so that both take the same rows. All has no order. Only Top-N keeps the formatting
 * `cols`.
 */
export function withStrategy(
  behavior: ActivationBehavior,
  joinStrategy: JoinStrategy,
  table: BuiltTable,
): ActivationBehavior {
  const { joinRow = DEFAULT_TOP_ROWS, ...withoutJoinRow } = behavior;
  const orderBy = joinStrategy === 'All' ? [] : orderFor(joinStrategy, behavior, table);
  if (joinStrategy === 'Top-N') return { ...withoutJoinRow, joinStrategy, orderBy, joinRow };
  return { ...withoutJoinRow, joinStrategy, orderBy, formatting: 'rows' };
}

type OrderBy = ActivationBehavior['orderBy'];

function orderFor(next: JoinStrategy, { orderBy, joinStrategy }: ActivationBehavior, table: BuiltTable): OrderBy {
  const key = timeColumnOf(table) ?? table.columns[0]?.name;
  if (orderBy.length === 0)
    return key === undefined ? [] : [{ key, order: next === 'Top-N' ? 'descending' : 'ascending' }];
  const strategies = [joinStrategy, next];
  const isReversed = strategies.includes('Last') && strategies.includes('Top-N');
  return isReversed ? orderBy.map(reverse) : orderBy;
}

function reverse({ key, order }: OrderBy[number]): OrderBy[number] {
  return { key, order: order === 'ascending' ? 'descending' : 'ascending' };
}
