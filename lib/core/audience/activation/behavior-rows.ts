import type { BuiltTable } from '../build.ts';
import { type ActivationBehavior, type JoinStrategy, repeatsCustomers } from './activation.ts';

/**
 * A behavior without columns. Only one behavior can give several rows for a customer, so a second one gives the last
 * row.
 */
export function newBehavior(table: BuiltTable, others: readonly ActivationBehavior[]): ActivationBehavior {
  const isSingle = others.some(repeatsCustomers);
  const behavior: ActivationBehavior = {
    ...{ behaviorTableName: table.table, joinStrategy: 'All', formatting: 'rows', orderBy: [], columns: [] },
  };
  return isSingle ? withStrategy(behavior, 'Last', table) : behavior;
}

const FIRST_ROWS = 3;

/** The column that says when a row happened. */
export function timeOf({ timeColumn, columns }: BuiltTable): string | undefined {
  return timeColumn ?? columns.find(({ type }) => type === 'timestamp')?.name;
}

/**
 * A behavior with another choice of rows, ordered by time unless it already has an order. Last takes rows from the end
 * of the order and Top-N from its start: a change from one to the other reverses the order, so that the same rows come
 * first. All has no order.
 */
export function withStrategy(
  behavior: ActivationBehavior,
  joinStrategy: JoinStrategy,
  table: BuiltTable,
): ActivationBehavior {
  const { joinRow: rows = FIRST_ROWS, ...rest } = behavior;
  return {
    ...rest,
    joinStrategy,
    formatting: joinStrategy === 'Top-N' ? behavior.formatting : 'rows',
    orderBy: joinStrategy === 'All' ? [] : orderFor(joinStrategy, behavior, table),
    ...(joinStrategy === 'Top-N' && { joinRow: rows }),
  };
}

type OrderBy = ActivationBehavior['orderBy'];

function orderFor(next: JoinStrategy, { orderBy, joinStrategy }: ActivationBehavior, table: BuiltTable): OrderBy {
  const key = timeOf(table) ?? table.columns[0]?.name;
  if (orderBy.length === 0)
    return key === undefined ? [] : [{ key, order: next === 'Top-N' ? 'descending' : 'ascending' }];
  const isReversed = [joinStrategy, next].toSorted().join() === 'Last,Top-N';
  return isReversed ? orderBy.map(reversed) : orderBy;
}

function reversed({ key, order }: OrderBy[number]): OrderBy[number] {
  return { key, order: order === 'ascending' ? 'descending' : 'ascending' };
}
