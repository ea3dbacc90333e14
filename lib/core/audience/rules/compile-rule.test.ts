import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BuildOnDisk } from '../../../../tests/kit/segment-rules/check.ts';
import { type Row, SCHEMA } from '../../../../tests/kit/segment-rules/world.ts';
import { parseInput } from '../../connector/parameters.ts';
import { compileRule } from './compile-rule.ts';
import { type SegmentRule, segmentRule } from './rule.ts';

const NOW = 1_710_500_400;
const DAY = 86_400;

type Json = Readonly<Record<string, unknown>>;

const attribute = (name: string, operator: Json, more: Json = {}) => ({
  type: 'Value',
  leftValue: { name },
  operator,
  ...more,
});
const orders = (aggregation: Json, operator: Json, { filter = null, window, ...more }: Json = {}) => ({
  type: 'Value',
  operator,
  leftValue: { source: { name: 'behavior_orders' }, aggregation, filter, ...(window === undefined ? {} : { window }) },
  ...more,
});
const rule = (...conditions: Json[]) => ({ type: 'And', conditions: [{ type: 'And', conditions }] });
const column = (name: string, operator: Json) => ({ type: 'Column', column: name, operator });
const reference = (id: string, exclude = false) => ({ type: 'Reference', id, exclude });

const COUNT = { type: 'Count' };
const equals = (rightValue: unknown) => ({ type: 'Equal', rightValue });
const MISSING = { type: 'IsNull' };

/** Segments that rules refer to, by id. */
const SEGMENTS: Readonly<Record<string, Json>> = {
  rich: rule(attribute('amount', { type: 'GreaterEqual', rightValue: 2 })),
  richest: {
    ...rule(reference('rich')),
    limit: { type: 'Count', number: 1, orderColumns: [{ type: 'Column', column: 'amount', order: 'descending' }] },
  },
  self: rule(reference('self')),
  there: rule(reference('back')),
  back: rule(reference('there')),
  broken: rule(attribute('gone', MISSING)),
};

const segmentOf = (id: string): { rule: SegmentRule; path: string } | undefined => {
  const ruleJson = SEGMENTS[id];
  return ruleJson && { rule: parseInput(segmentRule, ruleJson), path: `All/${id}` };
};

function compiled(ruleJson: Json, segment?: string) {
  const time = { now: NOW, timeZone: 'UTC' };
  return compileRule(parseInput(segmentRule, ruleJson), {
    database: 'cdp_audience_1',
    schema: SCHEMA,
    time,
    segmentOf,
    segment,
  });
}

/** Customers 1 to 4 have the amounts 1, 2, 3 and none; orders belong to 1 and 2. */
const CUSTOMERS: readonly Row[] = [
  { 'na"me': 'a', amount: 1, select: true },
  { 'na"me': 'b', amount: 2, select: false },
  { 'na"me': 'b', amount: 3 },
  { 'na"me': 'c', amount: null },
];
const ORDERS = [
  { id: 1, row: { what: 'x', amount: 1, time: NOW - 40 * DAY } },
  { id: 1, row: { what: 'y', amount: 3, time: NOW - DAY } },
  { id: 1, row: { what: 'z', amount: null, time: NOW - DAY } },
  { id: 2, row: { what: null, amount: 5, time: null } },
];

const RULES: readonly (readonly [what: string, rule: Json, ids: readonly number[]])[] = [
  ['no conditions: all customers', {}, [1, 2, 3, 4]],
  ['a count', rule(orders(COUNT, equals(3))), [1]],
  ['a count below a bound, also those without rows', rule(orders(COUNT, { type: 'Less', rightValue: 2 })), [2, 3, 4]],
  ['a count of 0', rule(orders(COUNT, equals(0))), [3, 4]],
  [
    'a count of filtered rows',
    rule(orders(COUNT, equals(0), { filter: { type: 'And', conditions: [column('what', equals('x'))] } })),
    [2, 3, 4],
  ],
  ['a count of distinct values', rule(orders({ type: 'CountDistinct', columns: ['what'] }, equals(0))), [2, 3, 4]],
  ['a sum', rule(orders({ type: 'Sum', column: 'amount' }, equals(4))), [1]],
  ['a missing sum', rule(orders({ type: 'Sum', column: 'amount' }, MISSING)), [3, 4]],
  ['an average', rule(orders({ type: 'Average', column: 'amount' }, equals(2))), [1]],
  ['a minimum', rule(orders({ type: 'Min', column: 'amount' }, { type: 'Less', rightValue: 5 })), [1]],
  [
    'the time of a maximum',
    rule(orders({ type: 'Max', column: 'time' }, { type: 'TimeWithinPast', value: 2, unit: 'day' })),
    [1],
  ],
  ['the first value', rule(orders({ type: 'First', column: 'what', orderColumn: 'time' }, equals('x'))), [1]],
  [
    'the greatest of the last values',
    rule(orders({ type: 'Last', column: 'what', orderColumn: 'time' }, equals('z'))),
    [1],
  ],
  [
    'a last value, skipping missing ones',
    rule(orders({ type: 'Last', column: 'amount', orderColumn: 'time' }, equals(3))),
    [1],
  ],
  ['rows in a window', rule(orders(COUNT, equals(2), { window: { type: 'TimeSliding', duration: { day: 30 } } })), [1]],
  ['the lack of a match', rule(attribute('amount', { type: 'Greater', rightValue: 1 }, { exclude: true })), [1, 4]],
  ['another segment', rule(reference('rich')), [2, 3]],
  ['not being in another segment', rule(reference('rich', true)), [1, 4]],
  ['a segment with a limit', rule(reference('richest')), [3]],
  [
    'the limit of a segment rule',
    {
      ...rule(attribute('amount', { ...MISSING, not: true })),
      limit: { type: 'Percent', number: 34, orderColumns: [{ type: 'Column', column: 'na"me', order: 'descending' }] },
    },
    [2, 3],
  ],
  [
    'the limit of a rule',
    rule(
      orders(
        { type: 'Sum', column: 'amount' },
        { ...MISSING, not: true },
        { limit: { type: 'Count', number: 1, orderColumns: [{ type: 'Aggregation', order: 'descending' }] } },
      ),
    ),
    [2],
  ],
  [
    'match logic',
    {
      type: 'Composite',
      expr: '1 and (2 or 3)',
      conditions: [
        rule(attribute('amount', { type: 'Less', rightValue: 3 })),
        rule(attribute('select', equals(true))),
        rule(attribute('na"me', equals('c'))),
      ].flatMap(({ conditions }) => conditions),
    },
    [1],
  ],
];

describe('a rule chooses customers', () => {
  let build: BuildOnDisk;
  let chosenIds: readonly (readonly number[])[];

  beforeAll(async () => {
    build = await BuildOnDisk.create({ customers: CUSTOMERS, behaviors: { behavior_orders: ORDERS } });
    chosenIds = await build.idsOf(RULES.map(([, ruleJson]) => compiled(ruleJson).sql));
  });
  afterAll(() => build[Symbol.asyncDispose]());

  test.each(RULES.map(([what, , ids], index) => [what, ids, index] as const))('by %s', (_, ids, index) => {
    expect(chosenIds[index]).toEqual(ids);
  });
});

test('aggregates of the same rows share one scan', () => {
  const filter = { type: 'And', conditions: [column('what', equals('x'))] };
  const { sql } = compiled(
    rule(
      orders(COUNT, equals(1), { filter }),
      orders({ type: 'Sum', column: 'amount' }, equals(1), { filter }),
      orders(COUNT, equals(2), { filter }),
    ),
  );
  expect(sql.match(/behavior_orders/g)).toHaveLength(1);
  expect(sql.match(/count\(\*\)/g)).toHaveLength(1);
});

test('the parts of a compiled rule form a query for any column', () => {
  const { with: common, from, where } = compiled(rule(attribute('amount', equals(1))));
  expect(`${common}SELECT c."time" FROM ${from} WHERE ${where}`).toBe(
    'SELECT c."time" FROM "cdp_audience_1"."customers" c WHERE c."amount" = 1',
  );
});

test.each([
  ['9007199254740993', '9007199254740993'],
  ['-9223372036854775807', '-9223372036854775807'],
  [' +0042', '42'],
  ['9223372036854775808', '9.223372036854776E+18'],
  ['19.90', '1.99E+1'],
])('the text %j becomes the number %s', (text, literal) => {
  expect(compiled(rule(attribute('amount', equals(text)))).where).toBe(`c."amount" = ${literal}`);
});

const PLACE = '/rule/conditions/0/conditions/0';

const REFUSED: readonly (readonly [what: string, rule: Json, code: string, params: Json, pointer: string])[] = [
  [
    'an unknown attribute',
    rule(attribute('gone', MISSING)),
    'segment_column_unknown',
    { name: 'gone' },
    '/leftValue/name',
  ],
  [
    'a property that all objects inherit',
    rule(attribute('toString', MISSING)),
    'segment_column_unknown',
    { name: 'toString' },
    '/leftValue/name',
  ],
  [
    'an unknown behavior',
    rule({ ...orders(COUNT, equals(1)), leftValue: { source: { name: 'behavior_x' }, aggregation: COUNT } }),
    'segment_behavior_unknown',
    { name: 'behavior_x' },
    '/leftValue/source/name',
  ],
  [
    'an unknown column of a behavior',
    rule(orders(COUNT, equals(1), { filter: { type: 'Or', conditions: [column('gone', MISSING)] } })),
    'segment_column_unknown',
    { name: 'gone' },
    '/leftValue/filter/conditions/0/column',
  ],
  [
    'an operator of texts on a number',
    rule(attribute('amount', { type: 'Contain', rightValues: ['1'] })),
    'segment_operator_type',
    { operator: 'Contain', name: 'amount', type: 'number' },
    '/operator',
  ],
  [
    'a text for a number',
    rule(attribute('amount', equals('many'))),
    'segment_value_type',
    { name: 'amount', type: 'number' },
    '/operator',
  ],
  [
    'milliseconds for a time',
    rule(attribute('time', equals(1_710_500_400_000))),
    'segment_value_type',
    { name: 'time', type: 'timestamp' },
    '/operator',
  ],
  [
    'a date without hyphens, which would be a time in 1970',
    rule(attribute('time', equals('20240315'))),
    'segment_value_type',
    { name: 'time', type: 'timestamp' },
    '/operator',
  ],
  [
    'a date that does not exist',
    rule(attribute('date', equals('2024-02-30'))),
    'segment_value_type',
    { name: 'date', type: 'date' },
    '/operator',
  ],
  [
    'array matching of a single value',
    rule(attribute('amount', equals(1), { arrayMatching: { atLeast: 1 } })),
    'segment_not_an_array',
    { name: 'amount' },
    '/arrayMatching',
  ],
  [
    'a sum of texts',
    rule(orders({ type: 'Sum', column: 'what' }, equals(1))),
    'segment_aggregation_type',
    { aggregation: 'Sum', name: 'what', type: 'string' },
    '/leftValue/aggregation/column',
  ],
  [
    'an order by the aggregation of a rule that has none',
    rule(
      attribute('amount', MISSING, {
        limit: { type: 'Count', number: 1, orderColumns: [{ type: 'Aggregation', order: 'ascending' }] },
      }),
    ),
    'segment_limit_order',
    {},
    '/limit/orderColumns/0',
  ],
  ['an unknown segment', rule(reference('none')), 'segment_unknown', { id: 'none' }, '/id'],
  [
    'a segment that refers to itself',
    rule(reference('self')),
    'segment_circle',
    { path: 'All/self → All/self' },
    '/id',
  ],
  ['a longer cycle', rule(reference('there')), 'segment_circle', { path: 'All/there → All/back → All/there' }, '/id'],
  [
    'a reference to a segment whose rule has an error',
    rule(reference('broken')),
    'segment_column_unknown',
    { name: 'gone' },
    '/id',
  ],
];

test.each(REFUSED)('refuses %s', (_, ruleJson, code, params, pointer) => {
  expect(refusalOf(() => compiled(ruleJson))).toMatchObject({ code, params, pointer: `${PLACE}${pointer}` });
});

test('refuses a reference to the segment itself, which may not be stored yet', () => {
  expect(refusalOf(() => compiled(rule(reference('back')), 'there'))).toMatchObject({ code: 'segment_circle' });
});

test('refuses a window for a behavior without a time column', () => {
  const behaviors = new Map([['behavior_orders', { columns: new Map(), timeColumn: null }]]);
  const ruleJson = rule(orders(COUNT, equals(1), { window: { type: 'TimeSliding', duration: { day: 1 } } }));
  const context = { database: 'd', time: { now: NOW, timeZone: 'UTC' }, segmentOf };
  const compile = () =>
    compileRule(parseInput(segmentRule, ruleJson), { ...context, schema: { customers: new Map(), behaviors } });
  expect(refusalOf(compile)).toMatchObject({
    code: 'segment_time_column_missing',
    params: { name: 'behavior_orders' },
  });
});

function refusalOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}
