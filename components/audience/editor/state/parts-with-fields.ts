import type { DataType } from '#lib/core/audience/data-type.ts';
import type { Duration, Unit } from '#lib/core/audience/rules/calendar.ts';
import type { Comparand } from '#lib/core/audience/rules/operands.ts';
import { OPERATORS } from '#lib/core/audience/rules/operators.ts';
import { columnType, comparedType, type RuleChoices, tableOf } from './rule-choices.ts';
import type { BehaviorDraft, ColumnDraft, FilterDraft, OperatorDraft, RuleDraft } from './rule-draft.ts';

type Tables = Pick<RuleChoices, 'tables'>;

/**
 * Whether the editor has fields for a rule. Rules without fields are shown in words, and saved as they are. Parts that
 * a build lost are ignored here: the fields show them in words until something else is chosen in their place.
 */
export function hasFields(choices: Tables, rule: RuleDraft): boolean {
  if (rule.type !== 'Value') return true;
  const { leftValue, operator, limit } = rule;
  if (limit !== undefined || !hasOperatorFields(operator, comparedType(choices, rule))) return false;
  return 'source' in leftValue ? hasBehaviorFields(choices, leftValue) : true;
}

function hasBehaviorFields(choices: Tables, { source, filter, window }: BehaviorDraft): boolean {
  if (!tableOf(choices, source.name)) return true;
  return (
    hasFilterFields(choices, filter, source.name) && (window === undefined || singleUnit(window.duration) !== undefined)
  );
}

function hasFilterFields(choices: Tables, filter: FilterDraft | null, table: string): boolean {
  return (filter?.conditions ?? []).every(
    (condition) =>
      isColumnCondition(condition) &&
      hasOperatorFields(condition.operator, columnType(choices, table, condition.column)),
  );
}

export function isColumnCondition(condition: FilterDraft | ColumnDraft): condition is ColumnDraft {
  return condition.type === 'Column';
}

/** Whether an operator applies to a type. It does not if the build lost the column, or gave it another type. */
export function isApplicable({ type: id }: OperatorDraft, type: DataType | undefined): type is DataType {
  const { types }: { readonly types: readonly DataType[] } = OPERATORS[id];
  return type !== undefined && types.includes(type);
}

function hasOperatorFields(operator: OperatorDraft, type: DataType | undefined): boolean {
  if (!isApplicable(operator, type)) return true;
  const { rightValue, minValue, maxValue, from, to, duration } = operator;
  return (
    [rightValue, minValue, maxValue].every(hasComparandFields) &&
    [from?.last, from?.next].every((distance) => hasDistanceFields(distance, from?.unit)) &&
    hasDistanceFields(to?.next, to?.unit) &&
    (duration === undefined || singleUnit(duration) !== undefined)
  );
}

function hasComparandFields(value: Comparand | undefined): boolean {
  return typeof value !== 'object' || hasDistanceFields(value.last, value.unit);
}

function hasDistanceFields(distance: number | Duration | undefined, unit: Unit | undefined): boolean {
  return distance === undefined || typeof distance === 'number' || singleUnit(distance)?.unit === unit;
}

/** The only unit of a duration; undefined if it has several. */
export function singleUnit(duration: Duration): { readonly unit: Unit; readonly count: number } | undefined {
  const parts = Object.entries(duration).filter(([, count]) => count !== undefined);
  const [only] = parts;
  return only && parts.length === 1 ? { unit: only[0] as Unit, count: only[1] as number } : undefined;
}

/** The number of units of a distance; undefined if it has several units. */
export function countOf(distance: number | Duration | undefined): number | undefined {
  return typeof distance === 'object' ? singleUnit(distance)?.count : distance;
}
