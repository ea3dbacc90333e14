import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BuildOnDisk } from '../../../../tests/kit/segment-rules/check.ts';
import { type Row, SCHEMA } from '../../../../tests/kit/segment-rules/world.ts';
import { parseInput } from '../../connector/parameters.ts';
import type { DataType } from '../data-type.ts';
import { compileRule } from './compile-rule.ts';
import { OPERATOR_IDS, OPERATORS } from './operators.ts';
import { segmentRule } from './rule.ts';

/** Friday, 15 March 2024, 12:00 in Berlin. The clocks there go forward on 31 March. */
const NOW = 1_710_500_400;
const TIME_ZONE = 'Europe/Berlin';
const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[${TIME_ZONE}]`).epochMilliseconds / 1000;

/** The values of each type, apart from the missing one. */
const VALUES = {
  string: ['Berlin', 'berlin', '50% off', 'a_b', ''],
  number: [-1, 0, 1.5, 2, 10],
  timestamp: [
    at('2024-02-29T23:59:59'),
    at('2024-03-01T00:00'),
    at('2024-03-15T12:00'),
    at('2024-03-16T00:00'),
    at('2024-04-01T00:00'),
  ],
  date: ['2024-02-29', '2024-03-01', '2024-03-15', '2024-03-16', '2024-04-01'],
  boolean: [true, false],
  string_array: [['a', 'b'], ['b'], [null], []],
  number_array: [[1, 2, 2], [2], [null, 3], []],
} as const satisfies Record<DataType, readonly Row[string][]>;

/** The column of each type. */
const COLUMNS = {
  string: 'na"me',
  number: 'amount',
  timestamp: 'time',
  date: 'date',
  boolean: 'select',
  string_array: 'item',
  number_array: 'scores',
} as const satisfies Record<DataType, string>;

/**
 * An operator with the indexes in VALUES of the values that it matches. The index after the last is the missing value.
 */
type Case = readonly [
  type: DataType,
  operator: { type: string } & Record<string, unknown>,
  matches: readonly number[],
  arrayMatching?: unknown,
];

const LAST_WEEK = { duration: { week: 1 }, from: { last: 1, unit: 'week' } };

const CASES: readonly Case[] = [
  ['string', { type: 'Equal', rightValue: 'Berlin' }, [0]],
  ['string', { type: 'Equal', rightValue: 'Berlin', not: true }, [1, 2, 3, 4, 5]],
  ['string', { type: 'In', rightValues: ['berlin', 'a_b', ''] }, [1, 3, 4]],
  ['string', { type: 'Contain', rightValues: ['%', 'er'] }, [0, 1, 2]],
  ['string', { type: 'Contain', rightValues: ['_'], not: true }, [0, 1, 2, 4, 5]],
  ['string', { type: 'Contain', rightValues: [''] }, [0, 1, 2, 3, 4]],
  ['string', { type: 'StartWith', rightValues: ['B', '5_'] }, [0]],
  ['string', { type: 'EndWith', rightValues: ['lin', '%b', ' off'] }, [0, 1, 2]],
  ['string', { type: 'Regexp', rightValue: 'r.i' }, [0, 1]],
  ['string', { type: 'Regexp', rightValue: '^.$|^$' }, [4]],
  ['string', { type: 'IsNull' }, [5]],
  ['string', { type: 'IsNull', not: true }, [0, 1, 2, 3, 4]],
  ['number', { type: 'Equal', rightValue: 1.5 }, [2]],
  ['number', { type: 'Equal', rightValue: '2' }, [3]],
  ['number', { type: 'Greater', rightValue: 1.5 }, [3, 4]],
  ['number', { type: 'GreaterEqual', rightValue: 1.5 }, [2, 3, 4]],
  ['number', { type: 'Less', rightValue: 0 }, [0]],
  ['number', { type: 'LessEqual', rightValue: 0 }, [0, 1]],
  ['number', { type: 'LessEqual', rightValue: 0, not: true }, [2, 3, 4, 5]],
  ['number', { type: 'Between', minValue: 0, maxValue: 2 }, [1, 2, 3]],
  ['number', { type: 'Between', maxValue: -1 }, [0]],
  ['number', { type: 'Between', minValue: 3, maxValue: 2 }, []],
  ['number', { type: 'In', rightValues: [0, '10', 3] }, [1, 4]],
  ['number', { type: 'Equal', rightValue: 1e300 }, []],
  ['number', { type: 'IsNull' }, [5]],
  ['timestamp', { type: 'Equal', rightValue: { timestamp: String(NOW) } }, [2]],
  ['timestamp', { type: 'Equal', rightValue: '2024-03-01' }, [1]],
  ['timestamp', { type: 'Equal', rightValue: { last: 1, unit: 'month' } }, [0]],
  ['timestamp', { type: 'Greater', rightValue: { last: 1, unit: 'month' } }, [1, 2, 3, 4]],
  ['timestamp', { type: 'Greater', rightValue: '2024-03-15 12:00:00' }, [3, 4]],
  ['timestamp', { type: 'GreaterEqual', rightValue: NOW }, [2, 3, 4]],
  ['timestamp', { type: 'Less', rightValue: '2024-03-01' }, [0]],
  ['timestamp', { type: 'LessEqual', rightValue: '2024-03-15' }, [0, 1, 2]],
  ['timestamp', { type: 'Between', minValue: { last: 14, unit: 'day' }, maxValue: { last: 0, unit: 'day' } }, [1, 2]],
  ['timestamp', { type: 'TimeWithinPast', value: 1, unit: 'month' }, [0, 1, 2]],
  ['timestamp', { type: 'TimeWithinNext', value: '12', unit: 'hour' }, [2, 3]],
  ['timestamp', { type: 'TimeRange', from: { unit: 'month' } }, [0]],
  ['timestamp', { type: 'TimeRange', duration: { month: 1 }, from: { last: 1, unit: 'month' } }, [0]],
  ['timestamp', { type: 'TimeRange', duration: { day: 2 }, from: { last: 0, unit: 'day' } }, [2, 3]],
  ['timestamp', { type: 'TimeRange', duration: { month: 1 }, from: { last: 0, unit: 'month' }, reverse: true }, [0]],
  ['timestamp', { type: 'TimeRange', ...LAST_WEEK, not: true }, [0, 1, 2, 3, 4, 5]],
  ['timestamp', { type: 'TimeToday' }, [2]],
  ['timestamp', { type: 'TimeThis', from: { unit: 'week' } }, [2, 3]],
  ['timestamp', { type: 'TimeThis', from: { unit: 'quarter' } }, [0, 1, 2, 3]],
  ['timestamp', { type: 'TimeNext', from: { unit: 'month' } }, [4]],
  ['timestamp', { type: 'TimeInBetweenNext', from: { next: 1, unit: 'day' }, to: { next: 1, unit: 'month' } }, [3, 4]],
  ['timestamp', { type: 'IsNull' }, [5]],
  ['date', { type: 'Equal', rightValue: '2024-03-15' }, [2]],
  ['date', { type: 'Equal', rightValue: { timestamp: String(NOW) } }, [2]],
  ['date', { type: 'Greater', rightValue: '2024-03-01' }, [2, 3, 4]],
  ['date', { type: 'GreaterEqual', rightValue: { last: 0, unit: 'month' } }, [1, 2, 3, 4]],
  ['date', { type: 'Less', rightValue: '2024-03-01' }, [0]],
  ['date', { type: 'LessEqual', rightValue: '9999-12-31' }, [0, 1, 2, 3, 4]],
  ['date', { type: 'Between', minValue: '2024-03-01', maxValue: '2024-03-15' }, [1, 2]],
  ['date', { type: 'TimeWithinPast', value: 1, unit: 'day' }, [2]],
  ['date', { type: 'TimeWithinNext', value: 1, unit: 'day' }, [3]],
  ['date', { type: 'TimeRange', from: { unit: 'month' } }, [0]],
  ['date', { type: 'TimeToday' }, [2]],
  ['date', { type: 'TimeThis', from: { unit: 'year' } }, [0, 1, 2, 3, 4]],
  ['date', { type: 'TimeNext', from: { unit: 'quarter' } }, [4]],
  ['date', { type: 'TimeInBetweenNext', from: { next: 1, unit: 'day' }, to: { next: { week: 1 }, unit: 'day' } }, [3]],
  ['date', { type: 'IsNull' }, [5]],
  ['boolean', { type: 'Equal', rightValue: true }, [0]],
  ['boolean', { type: 'Equal', rightValue: 'true', not: true }, [1, 2]],
  ['boolean', { type: 'IsNull', not: true }, [0, 1]],
  ['string_array', { type: 'Equal', rightValue: 'b' }, [0, 1]],
  ['string_array', { type: 'Equal', rightValue: 'b', not: true }, [2, 3, 4]],
  ['string_array', { type: 'Equal', rightValue: 'b' }, [1, 3], 'all'],
  ['string_array', { type: 'In', rightValues: ['a', 'b'] }, [0], { atLeast: 2 }],
  ['string_array', { type: 'In', rightValues: ['a', 'b'] }, [1, 2, 3], { atMost: 1 }],
  ['string_array', { type: 'Contain', rightValues: ['a'] }, [0]],
  ['string_array', { type: 'StartWith', rightValues: ['b'] }, [0, 1], { exactly: 1 }],
  ['string_array', { type: 'EndWith', rightValues: ['b', ''] }, [0, 1, 3], 'all'],
  ['string_array', { type: 'Regexp', rightValue: '[a]' }, [0], 'any'],
  ['string_array', { type: 'IsNull' }, [4]],
  ['number_array', { type: 'Equal', rightValue: 2 }, [0], { exactly: 2 }],
  ['number_array', { type: 'Greater', rightValue: 2 }, [2]],
  ['number_array', { type: 'GreaterEqual', rightValue: 2 }, [1, 3], 'all'],
  ['number_array', { type: 'Less', rightValue: 2 }, [0]],
  ['number_array', { type: 'LessEqual', rightValue: 2 }, [0, 1]],
  ['number_array', { type: 'Between', minValue: 1, maxValue: 2 }, [0], { atLeast: 3 }],
  ['number_array', { type: 'In', rightValues: [1, 3] }, [0, 2]],
  ['number_array', { type: 'IsNull', not: true }, [0, 1, 2, 3]],
];

/** Each type has one customer for each value, and one more without a value. */
const FIRST_ID = new Map<DataType, number>();
const CUSTOMERS: Row[] = [];
for (const [type, values] of Object.entries(VALUES) as [DataType, readonly Row[string][]][]) {
  FIRST_ID.set(type, CUSTOMERS.length + 1);
  CUSTOMERS.push(...[...values, null].map((value) => ({ [COLUMNS[type]]: value })));
}

function sqlOf([type, operator, , arrayMatching = null]: Case): string {
  const condition = { type: 'Value', leftValue: { name: COLUMNS[type] }, operator, arrayMatching };
  const rule = parseInput(segmentRule, { type: 'And', conditions: [{ type: 'And', conditions: [condition] }] });
  const time = { now: NOW, timeZone: TIME_ZONE };
  return compileRule(rule, { database: 'cdp_audience_1', schema: SCHEMA, time, segmentOf: () => undefined }).sql;
}

describe('an operator', () => {
  let build: BuildOnDisk;
  let chosenIds: readonly (readonly number[])[];

  beforeAll(async () => {
    build = await BuildOnDisk.create({ customers: CUSTOMERS, behaviors: {} });
    chosenIds = await build.idsOf(CASES.map(sqlOf));
  });
  afterAll(() => build[Symbol.asyncDispose]());

  const titles = CASES.map(
    ([type, operator], index) => [JSON.stringify(type), JSON.stringify(operator), index] as const,
  );

  test.each(titles)('on %s matches as listed: %s', (_, _operator, index) => {
    const [type, , matches] = CASES[index]!;
    const first = FIRST_ID.get(type) ?? 0;
    const indexes = chosenIds[index]!.map((id) => id - first);
    const matched = indexes.filter((each) => each >= 0 && each <= VALUES[type].length);
    expect(matched).toEqual(matches);
  });

  test('of each kind, on each of its types, is in the table', () => {
    const all = OPERATOR_IDS.flatMap((id) => OPERATORS[id].types.map((type) => `${id} on ${type}`));
    const tested = new Set(CASES.map(([type, operator]) => `${operator.type} on ${type}`));
    expect(all.filter((each) => !tested.has(each))).toEqual([]);
  });
});
