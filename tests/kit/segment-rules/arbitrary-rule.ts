import fc from 'fast-check';
import type { DataType } from '../../../lib/core/audience/data-type.ts';
import { UNITS } from '../../../lib/core/audience/rules/calendar.ts';
import { OPERATOR_IDS, OPERATORS, type OperatorId } from '../../../lib/core/audience/rules/operators.ts';
import { type Moment, someDay, someNumber, TEXTS } from './arbitrary-world.ts';
import { BEHAVIOR_COLUMNS, BEHAVIORS, CUSTOMER_COLUMNS } from './world.ts';

/** Parts of rules in TD's JSON, as clients send them: with and without the members that have a default. */
type ArbitraryJson = fc.Arbitrary<unknown>;

const PATTERNS = ['^a', 'b$', '[%_]', "(?:o|x)'", 'ö', '\\d+', '😀', '^$', 'a{1,2}b', '\\\\', '', '(?i:A)'];

const unit = fc.constantFrom(...UNITS);
const smallCount = fc.constantFrom(0, 1, 2, 3, 7);
const positiveCount = fc.constantFrom(1, 2, 3, 7, 31);

const duration: ArbitraryJson = fc
  .record(
    {
      year: smallCount,
      quarter: smallCount,
      month: smallCount,
      week: smallCount,
      day: smallCount,
      hour: smallCount,
      minute: smallCount,
      second: smallCount,
    },
    { requiredKeys: [] },
  )
  .filter((units) => Object.keys(units).length > 0);
const oneUnit: ArbitraryJson = fc.tuple(unit, positiveCount).map(([name, count]) => ({ [name]: count }));
const distance: ArbitraryJson = fc.oneof({ weight: 3, arbitrary: smallCount as ArbitraryJson }, duration);

function comparand(type: DataType, moment: Moment): ArbitraryJson {
  switch (type) {
    case 'string':
    case 'string_array':
      return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...TEXTS) as ArbitraryJson }, fc.constantFrom(1, true));
    case 'number':
    case 'number_array':
      return fc.oneof({ weight: 9, arbitrary: someNumber as ArbitraryJson }, fc.constantFrom('1', '0.5', '-2'));
    case 'boolean':
      return fc.constantFrom<unknown>(true, false, 'true', 'false');
    default: {
      const time = fc.constantFrom(...moment.times);
      const day = someDay(moment);
      return fc.oneof<ArbitraryJson[]>(
        time,
        day,
        fc.record({ timestamp: fc.oneof(time.map(String), day) }),
        fc.record({ last: distance, unit }),
      );
    }
  }
}

function operand(id: OperatorId, type: DataType, moment: Moment): fc.Arbitrary<Record<string, unknown>> {
  const value = comparand(type, moment);
  switch (OPERATORS[id].operand) {
    case 'none':
      return fc.constant({});
    case 'value':
      return fc.record({ rightValue: value });
    case 'values':
      return fc.record({
        rightValues: fc.array(
          // A rule with a boolean in such a list is refused.
          comparand(type, moment).filter((given) => given !== true),
          { minLength: 1, maxLength: 4 },
        ),
      });
    case 'texts':
      return fc.record({ rightValues: fc.array(fc.constantFrom(...TEXTS), { minLength: 1, maxLength: 3 }) });
    case 'pattern':
      return fc.record({ rightValue: fc.constantFrom(...PATTERNS) });
    case 'range':
      return fc
        .record({ minValue: value, maxValue: value }, { requiredKeys: [] })
        .filter((range) => Object.keys(range).length > 0);
    case 'span':
      return fc.record({ value: fc.oneof<ArbitraryJson[]>(positiveCount, positiveCount.map(String)), unit });
    case 'unit':
      return fc.record({ from: fc.record({ unit }) });
    case 'window':
      return fc.oneof(
        fc.record({ from: fc.record({ unit }) }),
        fc.record({ duration: oneUnit, from: fc.record({ last: distance, unit }), reverse: fc.boolean() }),
      );
    case 'units':
      return fc.record({ from: fc.record({ next: distance, unit }), to: fc.record({ next: distance, unit }) });
  }
}

function operator(type: DataType, moment: Moment): ArbitraryJson {
  const ids = OPERATOR_IDS.filter((id) => (OPERATORS[id].types as readonly DataType[]).includes(type));
  return fc
    .constantFrom(...ids)
    .chain((id) => operand(id, type, moment).map((members) => ({ type: id, ...members })))
    .chain((given) => fc.option(fc.boolean(), { nil: undefined }).map((not) => withMember(given, 'not', not)));
}

function withMember(object: object, name: string, value: unknown): object {
  return value === undefined ? object : { ...object, [name]: value };
}

const matching: ArbitraryJson = fc.oneof<ArbitraryJson[]>(
  fc.constantFrom(null, 'any', 'all', 'all', 'all'),
  fc.record({ atLeast: fc.nat(3) }),
  fc.record({ atMost: fc.nat(3) }),
  fc.record({ exactly: fc.nat(3) }),
);

/** A condition on a column or value of this type: its operator, and how arrays match. */
function condition(type: DataType, moment: Moment): fc.Arbitrary<object> {
  const arrayMatching = type.endsWith('_array') ? matching : fc.constantFrom(null, 'any', undefined);
  return fc
    .tuple(operator(type, moment), arrayMatching)
    .map(([given, how]) => withMember({ operator: given }, 'arrayMatching', how));
}

/** Most operators apply to times, so timestamps come up most often. */
const columnOf = (columns: Readonly<Record<string, DataType>>, types?: readonly DataType[]) =>
  fc.constantFrom(
    ...Object.entries(columns)
      .filter(([, type]) => types?.includes(type) ?? true)
      .flatMap((column) => (column[1] === 'timestamp' ? [column, column, column] : [column])),
  );

function filter(moment: Moment, depth = 1): ArbitraryJson {
  const column = columnOf(BEHAVIOR_COLUMNS).chain(([name, type]) =>
    condition(type, moment).map((given) => ({ type: 'Column', column: name, ...given })),
  );
  const part: ArbitraryJson =
    depth < 3 ? fc.oneof({ weight: 4, arbitrary: column as ArbitraryJson }, filter(moment, depth + 1)) : column;
  return fc.record({ type: fc.constantFrom('And', 'Or'), conditions: fc.array(part, { minLength: 1, maxLength: 3 }) });
}

const SCALAR_TYPES: readonly DataType[] = ['number', 'timestamp', 'date', 'string', 'boolean'];
const scalarColumn = columnOf(BEHAVIOR_COLUMNS, SCALAR_TYPES);
const columnWithMinimum = columnOf(BEHAVIOR_COLUMNS, ['number', 'timestamp', 'date']);
const sortColumn = columnOf(BEHAVIOR_COLUMNS, ['number', 'timestamp', 'date', 'string']);

/** An aggregation with the type of its value. */
const aggregation: fc.Arbitrary<readonly [object, DataType]> = fc.oneof(
  fc.constantFrom<readonly [object, DataType]>(
    [{ type: 'Count' }, 'number'],
    [{ type: 'Count', groupingColumns: [] }, 'number'],
  ),
  fc.constantFrom('Sum', 'Average').map((type) => [{ type, column: 'amount' }, 'number'] as const),
  fc
    .tuple(fc.constantFrom('Min', 'Max'), columnWithMinimum)
    .map(([type, [column, columnType]]) => [{ type, column }, columnType] as const),
  fc
    .uniqueArray(scalarColumn, { minLength: 1, maxLength: 2, selector: ([name]) => name })
    .map((columns) => [{ type: 'CountDistinct', columns: columns.map(([name]) => name) }, 'number'] as const),
  fc
    .tuple(fc.constantFrom('First', 'Last'), scalarColumn, sortColumn)
    .map(([type, [column, columnType], [orderColumn]]) => [{ type, column, orderColumn }, columnType] as const),
);

const window: ArbitraryJson = fc.record({ type: fc.constant('TimeSliding'), duration: oneUnit });

function leftValue(moment: Moment): fc.Arbitrary<readonly [object, DataType]> {
  const attribute = columnOf(CUSTOMER_COLUMNS).map(([name, type]) => [{ name }, type] as const);
  const behavior = fc
    .tuple(
      fc.constantFrom(...BEHAVIORS),
      aggregation,
      fc.oneof<ArbitraryJson[]>(filter(moment), fc.constantFrom(null, {}, undefined, { type: 'And', conditions: [] })),
      fc.option(window, { nil: undefined }),
    )
    .map(
      ([name, [given, type], where, during]) =>
        [
          withMember(withMember({ source: { name }, aggregation: given }, 'filter', where), 'window', during),
          type,
        ] as const,
    );
  return fc.oneof(attribute, behavior);
}

function limit(hasAggregation: boolean): ArbitraryJson {
  const column = fc.record({
    type: fc.constant('Column'),
    column: columnOf(CUSTOMER_COLUMNS, SCALAR_TYPES).map(([name]) => name),
    order: fc.constantFrom('ascending', 'descending'),
  });
  const aggregated = fc.record({ type: fc.constant('Aggregation'), order: fc.constantFrom('ascending', 'descending') });
  const orderColumns = fc.array(hasAggregation ? fc.oneof<ArbitraryJson[]>(column, aggregated) : column, {
    maxLength: 2,
  });
  return fc.oneof(
    fc.record({ type: fc.constant('Count'), number: fc.nat(6), orderColumns }),
    fc.record({ type: fc.constant('Percent'), number: fc.constantFrom(1, 10, 25, 33.5, 50, 100), orderColumns }),
  );
}

/** The member is present in one of eleven cases. */
const seldom = (given: ArbitraryJson) =>
  fc.oneof({ weight: 10, arbitrary: fc.constant(undefined) as ArbitraryJson }, given);

function someValueRule(moment: Moment): fc.Arbitrary<object> {
  return leftValue(moment).chain(([left, type]) =>
    fc
      .tuple(condition(type, moment), fc.option(fc.boolean(), { nil: undefined }), seldom(limit('source' in left)))
      .map(([given, exclude, ruleLimit]) =>
        withMember(withMember({ type: 'Value', leftValue: left, ...given }, 'exclude', exclude), 'limit', ruleLimit),
      ),
  );
}

/** `and`, `or` and parentheses over all names in their order, some of them twice. */
function expression(names: readonly string[]): fc.Arbitrary<string> {
  const [only, ...more] = names;
  if (only !== undefined && more.length === 0) return fc.constantFrom(only, `(${only})`, `${only} or ${only}`);
  return fc
    .tuple(fc.integer({ min: 1, max: names.length - 1 }), fc.constantFrom('and', 'or'), fc.boolean())
    .chain(([leftCount, word, enclosed]) =>
      fc
        .tuple(expression(names.slice(0, leftCount)), expression(names.slice(leftCount)))
        .map(([left, right]) => (enclosed ? `(${left} ${word} ${right})` : `${left} ${word} ${right}`)),
    );
}

function withMatchLogic(conditions: readonly unknown[], names: string): fc.Arbitrary<object> {
  return fc.constantFrom('And', 'Or', 'Composite').chain((type): fc.Arbitrary<object> => {
    if (type !== 'Composite' || conditions.length === 0)
      return fc.constant({ type: type === 'Or' ? 'Or' : 'And', conditions });
    return expression(Array.from(names.slice(0, conditions.length))).map((expr) => ({ type, expr, conditions }));
  });
}

/** Conditions hide each other's faults, so most rules have few of them. */
function mostlyOne<T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  const exactly = (length: number) => fc.array(item, { minLength: length, maxLength: length });
  return fc.oneof(
    { weight: 20, arbitrary: exactly(1) },
    { weight: 4, arbitrary: exactly(2) },
    { weight: 2, arbitrary: exactly(3) },
  );
}

/** A rule that may refer to these segments. */
export function someRule(moment: Moment, segments: readonly string[]): ArbitraryJson {
  const reference = fc.record({
    type: fc.constant('Reference'),
    id: fc.constantFrom(...segments, ''), // '' is filtered out below; without segments, the list would be empty
    exclude: fc.boolean(),
  });
  const rule: ArbitraryJson =
    segments.length === 0
      ? someValueRule(moment)
      : fc.oneof(
          { weight: 6, arbitrary: someValueRule(moment) as ArbitraryJson },
          reference.filter(({ id }) => id !== ''),
        );
  const ruleSet = mostlyOne(rule).chain((rules) => withMatchLogic(rules, 'ABC'));
  return fc
    .tuple(
      mostlyOne(ruleSet).chain((sets) => withMatchLogic(sets, '123')),
      seldom(limit(false)),
    )
    .map(([given, ruleLimit]) => withMember(given, 'limit', ruleLimit));
}
