import type { BuiltTable } from '#lib/core/audience/build.ts';
import type { DataType } from '#lib/core/audience/data-type.ts';
import { AGGREGATED_TYPES, ORDER_TYPES } from '#lib/core/audience/rules/aggregation.ts';
import type { OperandKind } from '#lib/core/audience/rules/operands.ts';
import { OPERATOR_IDS, OPERATORS, type OperatorId } from '#lib/core/audience/rules/operators.ts';
import type { Aggregation } from '#lib/core/audience/rules/rule.ts';
import { isApplicable } from './parts-with-fields.ts';
import type { ColumnDraft, Comparison, OperandDraft, OperatorDraft, ValueDraft } from './rule-draft.ts';

/** The operators of a data type, in the order of `OPERATORS`. */
export function operatorsOf(type: DataType): readonly OperatorId[] {
  return OPERATOR_IDS.filter((id) => (OPERATORS[id].types as readonly DataType[]).includes(type));
}

/** What a new operand starts with. */
const INITIAL_OPERANDS: { readonly [Kind in OperandKind]: OperandDraft } = {
  none: {},
  value: {},
  values: { rightValues: [] },
  texts: { rightValues: [] },
  pattern: {},
  range: {},
  span: { value: 30, unit: 'day' },
  unit: { from: { unit: 'month' } },
  window: { from: { unit: 'month' } },
  units: { from: { next: 1, unit: 'day' }, to: { next: 7, unit: 'day' } },
};

/** Another operator, which keeps an operand of the same kind. */
export function withOperator(before: OperatorDraft, type: OperatorId, not: boolean): OperatorDraft {
  const { operand } = OPERATORS[type];
  if (OPERATORS[before.type].operand === operand) return { ...before, type, not };
  const { rightValue, rightValues } = before;
  const first = rightValues?.[0];
  // From "is" to "is one of" and back, the value stays.
  if ((operand === 'values' || operand === 'texts') && isEnteredValue(rightValue))
    return { type, not, rightValues: operand === 'texts' ? [String(rightValue)] : [rightValue] };
  if ((operand === 'values' || operand === 'texts') && rightValues)
    return { type, not, rightValues: operand === 'texts' ? rightValues.map(String) : rightValues };
  if (operand === 'value' && first !== undefined) return { type, not, rightValue: first };
  return { type, not, ...INITIAL_OPERANDS[operand] };
}

function isEnteredValue(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}

/** The comparison that a value of this type starts with. */
export function comparisonOf(type: DataType | undefined): Comparison {
  const id: OperatorId = type === 'timestamp' || type === 'date' ? 'TimeWithinPast' : 'Equal';
  const operand = type === 'boolean' ? { rightValue: true } : INITIAL_OPERANDS[OPERATORS[id].operand];
  return { operator: { type: id, not: false, ...operand }, arrayMatching: null };
}

/**
 * The part with another value to compare. It keeps its comparison if the type is the same, or if its column is lost and
 * the operator applies to the new type.
 */
export function withType<Part extends Comparison>(
  part: Part,
  before: DataType | undefined,
  after: DataType | undefined,
): Part {
  const isKept = before === after || (before === undefined && isApplicable(part.operator, after));
  return isKept ? part : { ...part, ...comparisonOf(after) };
}

export function newAttributeRule(name: string, type: DataType | undefined): ValueDraft {
  return { type: 'Value', leftValue: { name }, ...comparisonOf(type), exclude: false };
}

/** A rule for customers with at least one row. */
export function newBehaviorRule(table: string): ValueDraft {
  return {
    type: 'Value',
    leftValue: { source: { name: table }, aggregation: { type: 'Count' }, filter: null },
    operator: { type: 'GreaterEqual', not: false, rightValue: 1 },
    arrayMatching: null,
    exclude: false,
  };
}

export function newColumnCondition({ columns }: BuiltTable): ColumnDraft {
  const [first] = columns;
  return { type: 'Column', column: first?.name ?? '', ...comparisonOf(first?.type) };
}

export const AGGREGATIONS = ['Count', 'Sum', 'Min', 'Max', 'Average', 'CountDistinct', 'First', 'Last'] as const;
export type AggregationType = (typeof AGGREGATIONS)[number];

/** The columns that an aggregation takes. */
export function columnsFor(type: AggregationType, { columns }: BuiltTable): BuiltTable['columns'] {
  if (type === 'Count') return [];
  const types: readonly DataType[] = AGGREGATED_TYPES[type];
  return columns.filter((column) => types.includes(column.type));
}

export function orderColumns({ columns }: BuiltTable): BuiltTable['columns'] {
  return columns.filter(({ type }) => ORDER_TYPES.includes(type));
}

/** The aggregation of a type, with a previous column if the type takes it; undefined if no column fits. */
export function aggregationOf(type: AggregationType, table: BuiltTable, before: Aggregation): Aggregation | undefined {
  if (type === 'Count') return { type };
  const fitting = columnsFor(type, table).map(({ name }) => name);
  const column = columnsOf(before).find((name) => fitting.includes(name)) ?? fitting[0];
  if (column === undefined) return undefined;
  if (type === 'CountDistinct') return { type, columns: [column] };
  if (type !== 'First' && type !== 'Last') return { type, column };
  const orderColumn =
    ('orderColumn' in before ? before.orderColumn : undefined) ?? table.timeColumn ?? orderColumns(table)[0]?.name;
  return orderColumn === undefined ? undefined : { type, column, orderColumn };
}

function columnsOf(aggregation: Aggregation): readonly string[] {
  if ('column' in aggregation) return [aggregation.column];
  return 'columns' in aggregation ? aggregation.columns : [];
}
