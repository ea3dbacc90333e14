import { type ActivationBehavior, isMany, type JoinStrategy } from '#lib/core/audience/activation/activation.ts';
import type { BuiltTable } from '#lib/core/audience/build.ts';

/** A behavior without columns. Only one can give several rows for a customer: a further one starts with the last row. */
export function newBehavior(table: BuiltTable, others: readonly ActivationBehavior[]): ActivationBehavior {
  const isSingle = others.some(({ formatting, joinStrategy }) => formatting === 'rows' && isMany(joinStrategy));
  const behavior: ActivationBehavior = {
    ...{ behaviorTableName: table.table, joinStrategy: 'All', formatting: 'rows', orderBy: [], columns: [] },
  };
  return isSingle ? withStrategy(behavior, 'Last', table) : behavior;
}

const FIRST_ROWS = 3;

/** A behavior with another choice of rows, which are ordered by time unless they were ordered before. */
export function withStrategy(
  behavior: ActivationBehavior,
  joinStrategy: JoinStrategy,
  { timeColumn, columns }: BuiltTable,
): ActivationBehavior {
  const { joinRow: rows = FIRST_ROWS, ...rest } = behavior;
  const key = timeColumn ?? columns.find(({ type }) => type === 'timestamp')?.name ?? columns[0]?.name;
  const isOrdered = behavior.orderBy.length > 0 || joinStrategy === 'All' || key === undefined;
  const order = joinStrategy === 'Top-N' ? 'descending' : 'ascending';
  return {
    ...rest,
    joinStrategy,
    formatting: joinStrategy === 'Top-N' ? behavior.formatting : 'rows',
    orderBy: isOrdered ? behavior.orderBy : [{ key, order }],
    ...(joinStrategy === 'Top-N' && { joinRow: rows }),
  };
}
