import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DATA_TYPES } from '../data-type.ts';
import { parentSegmentInput } from '../parent-segment.ts';
import { UNITS } from '../rules/calendar.ts';
import { segmentRule } from '../rules/rule.ts';
import { segmentInput } from '../segment.ts';
import { activationInFile } from './activation-in-file.ts';
import { formatParentSegment, parseParentSegment } from './parent-segment-file.ts';
import { contentOf } from './reading/findings.test-kit.ts';
import { isSameParentSegment, isSameSegment } from './same-meaning.ts';
import { formatSegment, parseSegment } from './segment-file.ts';

const RUNS = { numRuns: 300 };

/** Texts that YAML may take for something else, or that have to be quoted or escaped. */
const tricky = fc.constantFrom(
  'yes',
  'No',
  'null',
  '~',
  '',
  '1',
  '0x1F',
  '1e3',
  '.inf',
  '007',
  '2026-01-01',
  '12:30:00',
  '- a',
  '# a',
  'a: b',
  'a #b',
  '*a',
  '&a',
  '!a',
  '|',
  '>',
  '%a',
  '@a',
  '`a',
  '"a"',
  "'a'",
  '[a]',
  '{a}',
  ' a ',
  'a\nb',
  'a\r\nb\n',
  '\ta',
  '日本',
  '---',
  '...',
  '\u0085a',
  'a\u2028b',
  '\ufeffa',
  '<<',
  '=',
  '?',
  'a\\b',
  '__proto__',
  '\ud83d\ude00',
  'a\n\n\nb\n\n',
  ' a\n  b',
);
const anyText = fc.oneof(tricky, fc.string({ maxLength: 20 }), fc.string({ unit: 'binary', maxLength: 8 }));
/** Text as SQL can contain it. */
const textWithoutNul = anyText.filter((text) => !text.includes('\0'));
const someText = textWithoutNul.filter((text) => text !== '');
/** One printable line, as names are. */
const line = fc
  .oneof(tricky, fc.string({ maxLength: 20 }))
  .map((text) => `n${text.replace(/[\p{Cc}\p{Zl}\p{Zp}/]/gu, '')}`.trim());
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(1e21, 2 ** 60, 0.1),
);

const unit = fc.constantFrom(...UNITS);
const count = fc.nat(100_000);
const duration = fc.dictionary(unit, count, { minKeys: 1, maxKeys: 3 });
const distance = fc.oneof(count, duration);
const moment = fc.oneof(fc.record({ timestamp: textWithoutNul }), fc.record({ last: distance, unit }));
/** A pattern that matches the text itself. */
const literally = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
const comparand = fc.oneof(textWithoutNul, number, fc.boolean(), moment);

const OPERANDS = {
  value: fc.record({
    type: fc.constantFrom('Equal', 'Greater', 'GreaterEqual', 'Less', 'LessEqual'),
    rightValue: comparand,
  }),
  values: fc.record({
    type: fc.constant('In'),
    rightValues: fc.array(fc.oneof(textWithoutNul, number), { minLength: 1, maxLength: 4 }),
  }),
  texts: fc.record({
    type: fc.constantFrom('Contain', 'StartWith', 'EndWith'),
    rightValues: fc.array(textWithoutNul, { minLength: 1, maxLength: 4 }),
  }),
  pattern: fc.record({ type: fc.constant('Regexp'), rightValue: textWithoutNul.map(literally) }),
  none: fc.record({ type: fc.constantFrom('IsNull', 'TimeToday') }),
  range: fc.record({ type: fc.constant('Between'), minValue: comparand, maxValue: optional(comparand) }),
  span: fc.record({
    type: fc.constantFrom('TimeWithinPast', 'TimeWithinNext'),
    value: fc.integer({ min: 1, max: 100_000 }),
    unit,
  }),
  unit: fc.record({ type: fc.constantFrom('TimeThis', 'TimeNext'), from: fc.record({ unit }) }),
  window: fc.record({
    type: fc.constant('TimeRange'),
    duration,
    from: fc.record({ last: distance, unit }),
    reverse: fc.boolean(),
  }),
  units: fc.record({
    type: fc.constant('TimeInBetweenNext'),
    from: fc.record({ next: distance, unit }),
    to: fc.record({ next: distance, unit }),
  }),
};
const operator = fc
  .tuple(fc.oneof(...Object.values<fc.Arbitrary<object>>(OPERANDS)), fc.boolean())
  .map(([operand, not]) => ({ ...operand, not }));

const arrayMatching = fc.oneof(
  fc.constantFrom(null, 'any', 'all'),
  fc.nat(9).map((atLeast) => ({ atLeast })),
  fc.nat(9).map((exactly) => ({ exactly })),
);
const orderColumns = fc.array(
  fc.oneof(
    fc.record({ type: fc.constant('Column'), column: someText, order: fc.constantFrom('ascending', 'descending') }),
    fc.record({ type: fc.constant('Aggregation'), order: fc.constantFrom('ascending', 'descending') }),
  ),
  { maxLength: 2 },
);
const limit = fc.oneof(
  fc.record({ type: fc.constant('Count'), number: fc.nat(1000), orderColumns }),
  fc.record({ type: fc.constant('Percent'), number: fc.integer({ min: 1, max: 100 }), orderColumns }),
);

const column = fc.record({ type: fc.constant('Column'), column: someText, operator, arrayMatching });
const group = (conditions: fc.Arbitrary<unknown>) =>
  fc.record({
    type: fc.constantFrom('And', 'Or'),
    conditions: fc.array(conditions, { minLength: 1, maxLength: 3 }),
  });
const filter = fc.oneof(fc.constant(null), group(fc.oneof(column, group(column))));
const aggregation = fc.oneof(
  fc.constant({ type: 'Count' }),
  fc.record({ type: fc.constantFrom('Sum', 'Min', 'Max', 'Average'), column: someText }),
  fc.record({ type: fc.constant('CountDistinct'), columns: fc.array(someText, { minLength: 1, maxLength: 3 }) }),
  fc.record({ type: fc.constantFrom('First', 'Last'), column: someText, orderColumn: someText }),
);
const leftValue = fc.oneof(
  fc.record({ name: someText }),
  fc.record({
    source: fc.record({ name: someText }),
    aggregation,
    filter,
    window: optional(fc.record({ type: fc.constant('TimeSliding'), duration })),
  }),
);
const rule = fc.oneof(
  fc.record({
    type: fc.constant('Value'),
    leftValue,
    operator,
    arrayMatching,
    exclude: fc.boolean(),
    limit: optional(limit),
  }),
  fc.record({ type: fc.constant('Reference'), id: someText, exclude: fc.boolean() }),
);

/** Conditions that are combined by And, by Or, or by the expression of a Composite. */
const matched = (conditions: fc.Arbitrary<unknown[]>, names: string) =>
  fc.tuple(conditions, fc.constantFrom('And', 'Or', 'Composite')).map(([list, type]) => {
    const validType = list.length === 0 ? 'And' : type;
    const expr = names.slice(0, list.length).split('').join(' or ');
    return { type: validType, conditions: list, ...(validType === 'Composite' ? { expr } : {}) };
  });
const ruleSet = fc
  .tuple(matched(fc.array(rule, { minLength: 1, maxLength: 3 }), 'ABC'), optional(textWithoutNul))
  .map(([set, description]) => ({ ...set, ...(description === undefined ? {} : { description }) }));
const wholeRule = fc
  .tuple(matched(fc.array(ruleSet, { maxLength: 4 }), '1234'), optional(limit))
  .map(([root, ruleLimit]) => ({ ...root, ...(ruleLimit === undefined ? {} : { limit: ruleLimit }) }));

const stringBuilder = fc.oneof(
  line.map((text) => ({ string: text.replaceAll('$', () => '$$'), parameters: [] })),
  fc.record({
    string: fc.constant('$2, $1'),
    parameters: fc.tuple(
      fc.record({ type: fc.constant('String'), string: textWithoutNul }),
      fc.oneof(
        fc.record({ type: fc.constant('Timestamp'), format: fc.constantFrom('unix', 'iso8601', 'YYYY') }),
        fc.record({ type: fc.constantFrom('SegmentName', 'SegmentId', 'AudienceId') }),
      ),
    ),
  }),
);
const outputColumn = fc.record({ column: line, source: fc.oneof(fc.record({ column: line }), stringBuilder) });
const outputColumns = fc.uniqueArray(outputColumn, {
  minLength: 1,
  maxLength: 3,
  selector: ({ column: name }) => name.toLowerCase(),
});
const time = fc.constantFrom(undefined, '2026-12-01T09:30:00');
const repeated = (...units: string[]) =>
  fc.record({ repeatUnit: fc.constantFrom(...units), repeatFrequency: fc.integer({ min: 1, max: 9 }), startAt: time });
const schedule = fc.oneof(
  fc.constant(undefined),
  fc.constant({ type: 'none' }),
  fc.constant({ repeatUnit: 'once', startAt: '2026-12-01T09:30:00' }),
  fc.constant({ repeatUnit: 'cron', cron: '0 9 * * 1-5', endOn: '2027-01-01', timeZone: 'Asia/Tokyo' }),
  repeated('minute', 'hour', 'day', 'month'),
  fc
    .tuple(repeated('week'), fc.array(fc.integer({ min: 1, max: 7 })))
    .map(([weekly, days]) => ({ ...weekly, repeatSubFrequency: days })),
);
const behaviorColumns = fc.array(fc.record({ column: line, source: fc.record({ column: line }) }), {
  minLength: 1,
  maxLength: 3,
});
const behavior = fc
  .tuple(line, fc.constantFrom('All', 'First', 'Last', 'Top-N'), behaviorColumns, fc.constantFrom('rows', 'cols'))
  .map(([name, joinStrategy, columns, formatting]) => ({
    behaviorTableName: name,
    joinStrategy,
    joinRow: 3,
    formatting: joinStrategy === 'All' ? 'rows' : formatting,
    orderBy: [{ key: 'at', order: 'descending' }],
    columns,
  }));
const output = {
  allColumns: fc.boolean(),
  columns: outputColumns,
  behaviors: fc.array(behavior, { maxLength: 1 }),
};
const activation = fc.record({
  name: line,
  description: anyText,
  connection: line,
  ...output,
  schedule,
  connectorConfig: fc.dictionary(anyText, fc.jsonValue(), { maxKeys: 3 }),
  notification: optional(
    fc.record({
      notifyOn: fc.subarray(['onSuccess', 'onFailure']),
      emailRecipients: fc.subarray(['a@example.com', 'b@example.com']),
    }),
  ),
});

const reread = (yaml: string) => contentOf(parseSegment(yaml, 'a.yml'));

test('reads each segment as it was written', () => {
  const segment = fc.record({ name: line, description: anyText, rule: wholeRule });
  const activations = fc.uniqueArray(activation, { maxLength: 2, selector: ({ name }) => name });
  fc.assert(
    fc.property(segment, activations, (input, list) => {
      const content = {
        ...segmentInput.parse(input),
        activations: list.map((each) => activationInFile.parse(each)),
      };
      const written = formatSegment(content);
      const read = reread(written);
      expect(read).toEqual(content);
      expect(formatSegment(read)).toBe(written);
      expect(isSameSegment(read, content)).toBe(true);
    }),
    RUNS,
  );
});

test("leaves out parts of TD's JSON that have no meaning", () => {
  const fromTd = {
    type: 'And',
    conditions: [
      {
        type: 'Or',
        expr: 'A',
        conditions: [
          {
            type: 'Value',
            leftValue: {
              source: { name: 'behavior_x' },
              aggregation: { type: 'Count', groupingColumns: [] },
              filter: { type: 'Or', conditions: [] },
            },
            operator: { type: 'IsNull', rightValue: true },
          },
        ],
      },
    ],
  };
  const content = { name: 'a', description: '', rule: segmentRule.parse(fromTd), activations: [] };
  expect(isSameSegment(reread(formatSegment(content)), content)).toBe(true);
  expect(formatSegment(content)).not.toMatch(/groupingColumns|expr|true/);
});

const segmentColumn = fc.record({
  column: line,
  name: optional(line),
  type: optional(fc.constantFrom(...DATA_TYPES)),
  group: optional(line),
});
const joined = {
  source: fc.record({ database: line, table: line }),
  join: fc.record({ parentKey: line, childKey: line }),
  columns: fc.array(segmentColumn, { minLength: 1, maxLength: 3 }),
};
const tables = <T>(table: fc.Arbitrary<T>) =>
  fc.array(table, { maxLength: 2 }).map((list) => list.map((each, index) => ({ ...each, name: `Table ${index}` })));
const parentSegment = fc.record({
  name: line,
  description: anyText,
  engine: fc.constantFrom('duckdb', 'trino'),
  master: fc.record({
    database: line,
    table: line,
    key: optional(line),
    filters: fc.array(fc.record({ column: line, values: fc.array(textWithoutNul, { minLength: 1, maxLength: 3 }) }), {
      maxLength: 2,
    }),
    columns: fc.array(segmentColumn, { maxLength: 3 }),
  }),
  attributes: tables(fc.record(joined)),
  behaviors: tables(fc.record({ ...joined, timeColumn: optional(line) })),
});
const CRONS = [
  '@hourly',
  '@daily',
  '@weekly',
  '@monthly',
  '0 0 * * *',
  '30 23 * * 1',
  '0 0 * * 1',
  '5 * * * *',
  '07 7 * * *',
  '*/5 0-3 * * 1',
];
const zone = fc.constantFrom('UTC', 'Asia/Tokyo');
/** In a file, the time zone is part of the schedule. */
const scheduleWithZone = fc.oneof(
  fc.constant({ schedule: undefined, timeZone: 'UTC' }),
  zone.map((timeZone) => ({ schedule: null, timeZone })),
  fc.tuple(fc.constantFrom(...CRONS), zone).map(([cron, timeZone]) => ({ schedule: { cron, timeZone }, timeZone })),
);

test('reads each parent segment as it was written', () => {
  fc.assert(
    fc.property(parentSegment, scheduleWithZone, (input, times) => {
      const content = { ...parentSegmentInput.parse(input), ...times };
      const written = formatParentSegment(content);
      const read = contentOf(parseParentSegment(written, 'a.yml'));
      expect(read).toEqual(content);
      expect(formatParentSegment(read)).toBe(written);
      expect(isSameParentSegment(read, content)).toBe(true);
    }),
    RUNS,
  );
});

test('no text makes the readers throw', () => {
  const words = fc.constantFrom(
    'name: ',
    'rule: ',
    'type: ',
    'conditions:',
    'And',
    'Value',
    '\n',
    '\n  ',
    '\n    ',
    '- ',
    '{',
    '}',
    '[',
    ']',
    ', ',
    'operator: ',
    'activations:',
    'columns: ',
    'schedule: ',
    '!!map ',
    '&a ',
    '*a',
    '? ',
    ': ',
    '"',
    "'",
    '|',
    '#',
    '---',
    '%YAML 1.1',
    '\t',
    'filter: ',
  );
  const texts = fc.oneof(
    fc.array(fc.oneof(words, anyText), { maxLength: 40 }).map((parts) => parts.join('')),
    anyText,
  );
  fc.assert(
    fc.property(texts, (text) => {
      parseSegment(text, 'a.yml');
      parseParentSegment(text, 'a.yml');
    }),
    { numRuns: 1000 },
  );
});
