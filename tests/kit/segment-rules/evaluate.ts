import type { DataType } from '../../../lib/core/audience/data-type.ts';
import type { Operator } from '../../../lib/core/audience/rules/operators.ts';
import type {
  ArrayMatching,
  BehaviorValue,
  Filter,
  RuleLimit,
  RuleSet,
  SegmentRule,
  ValueRule,
} from '../../../lib/core/audience/rules/rule.ts';
import { compare, holds } from './evaluate-operator.ts';
import { plus } from './local-time.ts';
import { BEHAVIOR_COLUMNS, CUSTOMER_COLUMNS, type Row, type Value, type World } from './world.ts';

/** Selects the customers of a rule by its specification: one customer and one rule at a time, without SQL. */
export function evaluateRule(rule: SegmentRule, world: World): readonly number[] {
  const ids = world.customers.map((_, index) => index + 1);
  const matching = ids.filter((id) => matches(rule, id, world));
  return rule.limit ? firstIds(matching, rule.limit, world).toSorted((a, b) => a - b) : matching;
}

function matches(rule: SegmentRule, id: number, world: World): boolean {
  if (rule.conditions.length === 0) return true;
  return combine(rule, (set: RuleSet) =>
    combine(set, (member) => {
      const isSelected =
        member.type === 'Value' ? valueMatches(member, id, world) : customersOf(member.id, world).includes(id);
      return isSelected !== member.exclude;
    }),
  );
}

const idsBySegment = new WeakMap<World, Map<string, readonly number[]>>();

/** The customers of a segment, evaluated once in each world. */
function customersOf(id: string, world: World): readonly number[] {
  const evaluated = idsBySegment.get(world) ?? new Map<string, readonly number[]>();
  idsBySegment.set(world, evaluated);
  const rule = world.segments.get(id);
  if (!rule) throw new Error(`no segment ${id}`);
  const ids = evaluated.get(id) ?? evaluateRule(rule, world);
  evaluated.set(id, ids);
  return ids;
}

/** A Composite's expression is JavaScript once `and` and `or` are replaced with operators, and names with results. */
function combine<Member>(
  { type, expr = '', conditions }: { type: string; expr?: string | undefined; conditions: readonly Member[] },
  test: (member: Member) => boolean,
): boolean {
  const results = conditions.map(test);
  if (type === 'And') return results.every(Boolean);
  if (type === 'Or') return results.some(Boolean);
  // A name is a letter or a digit. A digit after a bracket is the index that replaced a letter.
  const script = expr
    .replaceAll('and', '&&')
    .replaceAll('or', '||')
    .replaceAll(/[A-Z]/g, (letter) => `r[${letter.charCodeAt(0) - 65}]`)
    .replaceAll(/(?<![[\d])\d/g, (digit) => `r[${Number(digit) - 1}]`);
  return new Function('r', `return ${script}`)(results) as boolean;
}

function valueMatches(rule: ValueRule, id: number, world: World): boolean {
  const test = (customer: number) => {
    const { value, type } = leftValue(rule.leftValue, customer, world);
    return isMet(value, type, rule, world);
  };
  if (!rule.limit) return test(id);
  const evaluated = idsByLimitedRule.get(rule);
  if (evaluated) return evaluated.includes(id);
  const met = world.customers.map((_, index) => index + 1).filter(test);
  const ids = firstIds(met, rule.limit, world, (customer) => leftValue(rule.leftValue, customer, world).value);
  idsByLimitedRule.set(rule, ids);
  return ids.includes(id);
}

/** The customers of evaluated rules with a limit. A rule is evaluated in one world only. */
const idsByLimitedRule = new WeakMap<ValueRule, readonly number[]>();

/** The ids of the first customers in the order of a limit: missing values last, equal values by id. */
function firstIds(
  ids: readonly number[],
  { type, number, orderColumns }: RuleLimit,
  world: World,
  aggregated?: (id: number) => Value,
): readonly number[] {
  const orderValue = (id: number, order: RuleLimit['orderColumns'][number]): Value =>
    order.type === 'Aggregation' ? (aggregated?.(id) ?? null) : (world.customers[id - 1]?.[order.column] ?? null);
  const compareIds = (a: number, b: number) =>
    orderColumns
      .map((order) => compareInOrder(orderValue(a, order), orderValue(b, order), order.order))
      .find((sign) => sign !== 0) ?? a - b;
  const sorted = ids.toSorted(compareIds);
  return sorted.slice(0, type === 'Count' ? number : Math.ceil((ids.length * number) / 100));
}

/** Missing values are last in both orders. */
function compareInOrder(left: Value, right: Value, order: RuleLimit['orderColumns'][number]['order']): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return order === 'ascending' ? compare(left, right) : -compare(left, right);
}

interface Typed {
  readonly value: Value;
  readonly type: DataType;
}

function leftValue(left: ValueRule['leftValue'], id: number, world: World): Typed {
  if ('source' in left) return aggregate(left, id, world);
  return {
    value: world.customers[id - 1]?.[left.name] ?? null,
    type: CUSTOMER_COLUMNS[left.name as keyof typeof CUSTOMER_COLUMNS],
  };
}

function aggregate({ source, aggregation, filter, window }: BehaviorValue, id: number, world: World): Typed {
  const { now, timeZone } = world;
  const since = window ? plus(now, window.duration, -1, timeZone) : 0;
  const rows = (world.behaviors[source.name] ?? [])
    .filter((behavior) => behavior.id === id)
    .map(({ row }) => row)
    .filter(({ time }) => !window || (typeof time === 'number' && time >= since && time <= now))
    .filter((row) => !filter || filter.conditions.length === 0 || filterMatches(filter, row, world));
  if (aggregation.type === 'Count') return { value: rows.length, type: 'number' };
  if (aggregation.type === 'CountDistinct') {
    const complete = rows.filter((row) => aggregation.columns.every((column) => hasValue(row, column)));
    const distinct = new Set(complete.map((row) => JSON.stringify(aggregation.columns.map((column) => row[column]))));
    return { value: distinct.size, type: 'number' };
  }
  const type = BEHAVIOR_COLUMNS[aggregation.column as keyof typeof BEHAVIOR_COLUMNS];
  if (aggregation.type === 'First' || aggregation.type === 'Last') {
    const { column, orderColumn } = aggregation;
    const sorted = rows
      .filter((row) => hasValue(row, column) && hasValue(row, orderColumn))
      .toSorted(
        (a, b) =>
          compare(valueIn(a, orderColumn), valueIn(b, orderColumn)) || compare(valueIn(a, column), valueIn(b, column)),
      );
    return { value: sorted.at(aggregation.type === 'First' ? 0 : -1)?.[column] ?? null, type };
  }
  const values = rows.map((row) => valueIn(row, aggregation.column)).filter((value) => value !== null);
  if (values.length === 0) return { value: null, type };
  const sum = values.reduce<number>((total, value) => total + Number(value), 0);
  if (aggregation.type === 'Sum') return { value: sum, type: 'number' };
  if (aggregation.type === 'Average') return { value: sum / values.length, type: 'number' };
  return { value: values.toSorted(compare).at(aggregation.type === 'Min' ? 0 : -1) ?? null, type };
}

function valueIn(row: Row, column: string): Value {
  return row[column] ?? null;
}

function hasValue(row: Row, column: string): boolean {
  return valueIn(row, column) !== null;
}

function filterMatches(filter: Filter, row: Row, world: World): boolean {
  const results = filter.conditions.map((condition) =>
    condition.type === 'Column'
      ? isMet(
          valueIn(row, condition.column),
          BEHAVIOR_COLUMNS[condition.column as keyof typeof BEHAVIOR_COLUMNS],
          condition,
          world,
        )
      : filterMatches(condition, row, world),
  );
  return filter.type === 'And' ? results.every(Boolean) : results.some(Boolean);
}

interface Condition {
  readonly operator: Operator;
  readonly arrayMatching: ArrayMatching;
}

/** A missing value meets no condition but IsNull; `not` negates the result. */
function isMet(value: Value, type: DataType, { operator, arrayMatching }: Condition, world: World): boolean {
  if (operator.type === 'IsNull') return (value === null) !== operator.not;
  const test = (single: Value) => holds(single, elementType(type), operator, world);
  const result = Array.isArray(value) ? enoughMatch(value as readonly Value[], arrayMatching, test) : test(value);
  return result !== operator.not;
}

function elementType(type: DataType): DataType {
  return type === 'string_array' ? 'string' : type === 'number_array' ? 'number' : type;
}

function enoughMatch(values: readonly Value[], how: ArrayMatching, test: (value: Value) => boolean): boolean {
  const count = values.filter(test).length;
  if (how === 'all') return count === values.length;
  if (how === null || how === 'any') return count > 0;
  if ('atLeast' in how) return count >= how.atLeast;
  return 'atMost' in how ? count <= how.atMost : count === how.exactly;
}
