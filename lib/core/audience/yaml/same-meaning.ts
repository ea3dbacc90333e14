import { cronFields } from '../../schedule/cron-fields.ts';
import { OPERATORS, type Operator } from '../rules/operators.ts';
import type { Filter, Rule, RuleSet, SegmentRule } from '../rules/rule.ts';
import type { ActivationInFile } from './activation-in-file.ts';
import type { ActivationSchedule } from './activation-schedule.ts';
import type { ParentSegmentFile } from './parent-segment-file.ts';
import type { SegmentFile } from './segment-file.ts';

/**
 * Whether two files of a parent segment mean the same, so that a pull need not replace one with the other. A file
 * without a schedule means the same as one with the type `none`.
 */
export function isSameParentSegment(first: ParentSegmentFile, second: ParentSegmentFile): boolean {
  return isEqual(comparableParentSegment(first), comparableParentSegment(second));
}

/**
 * Whether two files of a segment mean the same. References are compared as they are written: two names of one segment
 * differ, unless ids have replaced them.
 */
export function isSameSegment(first: SegmentFile, second: SegmentFile): boolean {
  return isEqual(comparableSegment(first), comparableSegment(second));
}

/** Only the members that files have, because stored parent segments have more. */
function comparableParentSegment({ schedule, ...choice }: ParentSegmentFile): object {
  const { name, description, engine, timeZone, master, attributes, behaviors } = choice;
  const timetable = schedule ? { cron: cronFields(schedule.cron), timeZone: schedule.timeZone } : null;
  return { name, description, engine, timeZone, master, attributes, behaviors, schedule: timetable };
}

function comparableSegment({ name, description, rule, activations }: SegmentFile): object {
  const byName = [...activations].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { name, description, rule: comparableSegmentRule(rule), activations: byName.map(comparableActivation) };
}

function comparableActivation({
  schedule = null,
  notification,
  columns,
  behaviors,
  ...members
}: ActivationInFile): object {
  const { notifyOn = [], emailRecipients = [] } = notification ?? {};
  return {
    ...members,
    ...withoutColumnIds({ columns, behaviors }),
    schedule: schedule && comparableSchedule(schedule),
    notifyOn: [...notifyOn].sort(),
    emailRecipients: emailRecipients.map((address) => address.toLowerCase()).sort(),
  };
}

/** An output as files have it: without the ids of its columns. */
export function withoutColumnIds({ columns, behaviors, ...output }: Outputs): object {
  return {
    ...output,
    columns: columns.map(withoutId),
    behaviors: behaviors.map((behavior) => ({ ...behavior, columns: behavior.columns.map(withoutId) })),
  };
}

interface Outputs {
  readonly columns: readonly WithId[];
  readonly behaviors: readonly { readonly columns: readonly WithId[] }[];
}

interface WithId {
  readonly id?: string | undefined;
}

function withoutId({ id: _, ...column }: WithId): object {
  return column;
}

function comparableSchedule({ cron, ...schedule }: ActivationSchedule): object {
  return { ...schedule, cron: cron && cronFields(cron) };
}

/** A rule without parts that mean nothing: match logic of a single member, unused expressions, and empty filters. */
function comparableSegmentRule({ type, expr, conditions, limit }: SegmentRule): object {
  return { ...comparableMatch(type, expr, conditions.length), conditions: conditions.map(comparableSet), limit };
}

function comparableSet({ type, expr, conditions, description }: RuleSet): object {
  return {
    ...comparableMatch(type, expr, conditions.length),
    conditions: conditions.map(comparableRule),
    description: description === '' ? undefined : description,
  };
}

function comparableMatch(type: string, expr: string | undefined, memberCount: number): object {
  if (memberCount <= 1) return { type: 'And' };
  return type === 'Composite' ? { type, expr: expr?.split(/\s+/).join(' ') } : { type };
}

function comparableRule(rule: Rule): object {
  if (rule.type === 'Reference') return rule;
  return { ...rule, leftValue: comparableLeftValue(rule.leftValue), operator: comparableOperator(rule.operator) };
}

function comparableLeftValue(value: Extract<Rule, { type: 'Value' }>['leftValue']): object {
  if (!('source' in value)) return value;
  const { groupingColumns: _, ...aggregation } = value.aggregation as { groupingColumns?: unknown };
  return {
    ...value,
    aggregation,
    filter: value.filter && value.filter.conditions.length > 0 ? comparableFilter(value.filter) : null,
  };
}

function comparableFilter({ type, conditions }: Filter): object {
  const comparableConditions = conditions.map((condition) =>
    condition.type === 'Column'
      ? { ...condition, operator: comparableOperator(condition.operator) }
      : comparableFilter(condition),
  );
  return { type: conditions.length === 1 ? 'And' : type, conditions: comparableConditions };
}

/** Without the right value that TD's clients send with operators that need none. */
function comparableOperator(operator: Operator): object {
  const { operand } = OPERATORS[operator.type];
  if (operand !== 'none' && operand !== 'range') return operator;
  const { rightValue: _, ...withoutRightValue } = operator as { rightValue?: unknown };
  return withoutRightValue;
}

/** Whether two JSON values are equal, ignoring the order of members. An undefined member counts as absent. */
function isEqual(first: unknown, second: unknown): boolean {
  return JSON.stringify(first, sortMembers) === JSON.stringify(second, sortMembers);
}

function sortMembers(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
