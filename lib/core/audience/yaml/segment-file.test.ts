import { expect, test } from 'vitest';
import { contentOf, findingsOf } from './reading/findings.test-kit.ts';
import { isSameSegment } from './same-meaning.ts';
import { formatSegment, parseSegment } from './segment-file.ts';

const indented = (text: string, spaces: number) => text.replaceAll('\n', `\n${' '.repeat(spaces)}`);
const ofSegmentRule = (rule: string) => `name: a\nrule:\n  ${indented(rule, 2)}\n`;
const ofRule = (condition: string) => ofSegmentRule(`type: And\nconditions:\n  - ${indented(condition, 4)}`);
const ofOperator = (operator: string) => ofRule(`type: Value\nattribute: x\noperator: ${operator}`);
const segmentRuleOf = (yaml: string) => contentOf(parseSegment(yaml, 'a.yml')).rule;
const ruleOf = (yaml: string) => segmentRuleOf(yaml).conditions[0]?.conditions[0];

const VIPS = `name: Loyal buyers in two countries
kind: batch
rule:
  type: And
  conditions:
    - type: Value
      attribute: country
      operator:
        type: In
        value: ["JP", "US"]
    - type: Value
      attribute: seen_at
      operator: {type: TimeWithinPast, value: 30, unit: day}
    - type: Value
      attribute: ""
      source: behavior_orders
      aggregation: {type: Sum, column: total}
      operator: {type: Greater, not: false, value: 500}
      timeWindow: {duration: 90, unit: day}
      filter:
        type: And
        conditions:
          - type: Column
            column: category
            operator: {type: Equal, value: Books}
    - type: exclude
      segment: Churned
    - type: Or
      conditions:
        - {type: Value, attribute: tags, arrayMatching: {atLeast: 2}, operator: {type: StartWith, value: [a]}}
        - {type: include, segment: Old/Testers}
`;

const VALUE = { arrayMatching: null, exclude: false, type: 'Value' };
const RULE = {
  type: 'And',
  conditions: [
    {
      type: 'And',
      conditions: [
        { ...VALUE, leftValue: { name: 'country' }, operator: { type: 'In', rightValues: ['JP', 'US'], not: false } },
        {
          ...VALUE,
          leftValue: { name: 'seen_at' },
          operator: { type: 'TimeWithinPast', value: 30, unit: 'day', not: false },
        },
        {
          ...VALUE,
          leftValue: {
            source: { name: 'behavior_orders' },
            aggregation: { type: 'Sum', column: 'total' },
            window: { type: 'TimeSliding', duration: { day: 90 } },
            filter: {
              type: 'And',
              conditions: [
                {
                  type: 'Column',
                  column: 'category',
                  operator: { type: 'Equal', rightValue: 'Books', not: false },
                  arrayMatching: null,
                },
              ],
            },
          },
          operator: { type: 'Greater', rightValue: 500, not: false },
        },
        { type: 'Reference', id: 'Churned', exclude: true },
      ],
    },
    {
      type: 'Or',
      conditions: [
        {
          ...VALUE,
          leftValue: { name: 'tags' },
          arrayMatching: { atLeast: 2 },
          operator: { type: 'StartWith', rightValues: ['a'], not: false },
        },
        { type: 'Reference', id: 'Old/Testers', exclude: false },
      ],
    },
  ],
};

test('reads a flat rule as one rule set, and each nested group as another', () => {
  expect(contentOf(parseSegment(VIPS, 'vips.yml'))).toEqual({
    name: 'Loyal buyers in two countries',
    description: '',
    rule: RULE,
    activations: [],
  });
});

test("writes tdx's keys in tdx's order", () => {
  const written = formatSegment(contentOf(parseSegment(VIPS, 'vips.yml')));
  expect(contentOf(parseSegment(written, 'vips.yml')).rule).toEqual(RULE);
  expect(written.split('\n').flatMap((line) => /^(?: {4}[- ] )?(\w+):/.exec(line)?.[1] ?? [])).toEqual([
    ...['name', 'kind', 'rule', 'type', 'attribute', 'operator', 'type', 'attribute', 'operator'],
    ...['type', 'attribute', 'source', 'aggregation', 'operator', 'timeWindow', 'filter'],
    ...['type', 'segment', 'type', 'conditions'],
  ]);
});

const OPERATORS: readonly (readonly [yaml: string, json: object])[] = [
  ['{type: Equal, value: a}', { type: 'Equal', rightValue: 'a', not: false }],
  ['{type: Equal, value: true}', { type: 'Equal', rightValue: true, not: false }],
  ['{type: Equal, value: "1"}', { type: 'Equal', rightValue: '1', not: false }],
  ['{type: NotEqual, value: 1}', { type: 'Equal', rightValue: 1, not: true }],
  ['{type: NotEqual, value: 1, not: true}', { type: 'Equal', rightValue: 1, not: false }],
  ['{type: NotEqual, value: 1, not: false}', { type: 'Equal', rightValue: 1, not: true }],
  ['{type: Equal, value: 1, not: true}', { type: 'Equal', rightValue: 1, not: true }],
  ['{type: Greater, value: 1.5}', { type: 'Greater', rightValue: 1.5, not: false }],
  [
    '{type: GreaterEqual, value: {timestamp: 2026-01-01}}',
    { type: 'GreaterEqual', rightValue: { timestamp: '2026-01-01' }, not: false },
  ],
  ['{type: Less, value: {last: 2, unit: week}}', { type: 'Less', rightValue: { last: 2, unit: 'week' }, not: false }],
  ['{type: LessEqual, value: 0, not: true}', { type: 'LessEqual', rightValue: 0, not: true }],
  ['{type: Between, min: 18, max: 65}', { type: 'Between', minValue: 18, maxValue: 65, not: false }],
  ['{type: Between, max: 65}', { type: 'Between', maxValue: 65, not: false }],
  ['{type: In, value: [1, a]}', { type: 'In', rightValues: [1, 'a'], not: false }],
  ['{type: NotIn, value: [a]}', { type: 'In', rightValues: ['a'], not: true }],
  ['{type: Contain, value: [2024, b]}', { type: 'Contain', rightValues: ['2024', 'b'], not: false }],
  ['{type: StartWith, value: [a]}', { type: 'StartWith', rightValues: ['a'], not: false }],
  ['{type: EndWith, value: ["@x"], not: true}', { type: 'EndWith', rightValues: ['@x'], not: true }],
  ['{type: Regexp, value: "^a$"}', { type: 'Regexp', rightValue: '^a$', not: false }],
  ['{type: IsNull, not: true}', { type: 'IsNull', not: true }],
  ['{type: TimeWithinPast, value: 3, unit: hour}', { type: 'TimeWithinPast', value: 3, unit: 'hour', not: false }],
  ['{type: TimeWithinNext, value: 1, unit: year}', { type: 'TimeWithinNext', value: 1, unit: 'year', not: false }],
  [
    '{type: TimeRange, duration: {day: 7}, from: {last: 1, unit: month}}',
    { type: 'TimeRange', duration: { day: 7 }, from: { last: 1, unit: 'month' }, reverse: false, not: false },
  ],
  [
    '{type: TimeRange, from: {unit: month}, reverse: true}',
    { type: 'TimeRange', from: { unit: 'month' }, reverse: true, not: false },
  ],
  ['{type: TimeToday}', { type: 'TimeToday', not: false }],
  ['{type: TimeThis, from: {unit: quarter}}', { type: 'TimeThis', from: { unit: 'quarter' }, not: false }],
  ['{type: TimeNext, from: {unit: day}}', { type: 'TimeNext', from: { unit: 'day' }, not: false }],
  [
    '{type: TimeInBetweenNext, from: {next: 1, unit: day}, to: {next: 2, unit: day}}',
    { type: 'TimeInBetweenNext', from: { next: 1, unit: 'day' }, to: { next: 2, unit: 'day' }, not: false },
  ],
];

test.each(OPERATORS)('reads the operator %s, also after writing it', (yaml, operator) => {
  const content = contentOf(parseSegment(ofOperator(yaml), 'a.yml'));
  expect(content.rule.conditions[0]?.conditions[0]).toMatchObject({ operator });
  expect(contentOf(parseSegment(formatSegment(content), 'a.yml'))).toEqual(content);
});

test('writes a negated Equal as NotEqual, as tdx does', () => {
  expect(formatSegment(contentOf(parseSegment(ofOperator('{type: Equal, value: 1, not: true}'), 'a.yml')))).toContain(
    'operator:\n        type: NotEqual\n        value: 1\n',
  );
});

const CITY = 'type: Value\nattribute: city\noperator: {type: IsNull}';
const item = (text: string) => `\n  - ${indented(text, 4)}`;
const or = (...items: string[]) => `type: Or\nconditions:${items.map(item).join('')}`;
const ruleSet = (type: string, count = 1) =>
  expect.objectContaining({ type, conditions: Array(count).fill(expect.anything()) });

test('orders rule sets by the places of their first rules', () => {
  const { type, conditions } = segmentRuleOf(
    ofSegmentRule(`type: Or\nconditions:${item(or(CITY))}${item(CITY)}${item(or(CITY, CITY, CITY))}${item(CITY)}`),
  );
  expect(type).toBe('Or');
  expect(conditions).toEqual([ruleSet('Or', 1), ruleSet('Or', 2), ruleSet('Or', 3)]);
});

test('a flat Composite has letters and is one rule set; a nested one has digits', () => {
  const flat = ofSegmentRule(`type: Composite\nexpr: A or B\nconditions:${item(CITY)}${item(CITY)}`);
  expect(segmentRuleOf(flat)).toMatchObject({ type: 'And', conditions: [{ type: 'Composite', expr: 'A or B' }] });
  const inner = `type: Composite\ndescription: Either\nexpr: A or B\nconditions:${item(CITY)}${item(CITY)}`;
  const nested = ofSegmentRule(`type: Composite\nexpr: 1 and 2\nconditions:${item(or(CITY))}${item(inner)}`);
  expect(segmentRuleOf(nested)).toMatchObject({
    type: 'Composite',
    expr: '1 and 2',
    conditions: [{ type: 'Or' }, { type: 'Composite', expr: 'A or B', description: 'Either' }],
  });
});

test('reads the limits of a segment rule and of one of its rules', () => {
  const limit = '{type: Count, number: 10, orderColumns: [{type: Column, column: x, order: descending}]}';
  const parsed = { type: 'Count', number: 10, orderColumns: [{ type: 'Column', column: 'x', order: 'descending' }] };
  expect(segmentRuleOf(ofSegmentRule(`type: And\nlimit: ${limit}\nconditions: []`))).toEqual({
    type: 'And',
    conditions: [],
    limit: parsed,
  });
  expect(ruleOf(ofRule(`${CITY}\nexclude: true\nlimit: {type: Percent, number: 5}`))).toMatchObject({
    exclude: true,
    limit: { type: 'Percent', number: 5, orderColumns: [] },
  });
});

test.each(['{}', '{type: And, conditions: []}', ''])('the filter "%s" counts as no filter', (filter) => {
  const behavior =
    'type: Value\nattribute: ""\nsource: behavior_x\naggregation: {type: Count}\noperator: {type: Equal, value: 0}';
  expect(ruleOf(ofRule(`${behavior}\nfilter: ${filter}`))).toMatchObject({
    leftValue: { source: { name: 'behavior_x' }, aggregation: { type: 'Count' }, filter: null },
  });
});

const BEHAVIOR = 'type: Value\nsource: behavior_x\noperator: {type: Equal, value: 0}';
const PATH = 'rule.conditions.0';

const REFUSED: readonly (readonly [yaml: string, ...findings: string[]])[] = [
  ['name: a', '1:1 input_required rule'],
  ['kind: batch\nrule: {type: And, conditions: []}', '1:1 segment_name_required name'],
  ['name: a/b\nrule: {type: And, conditions: []}', '1:7 name_with_slash name'],
  ['name: a\nkind: realtime\nrule: {type: And, conditions: []}', '2:7 yaml_part_unsupported kind'],
  ['name: a\nkind: funnel_stage\nrule: {type: And, conditions: []}', '2:7 yaml_part_unsupported kind'],
  ['name: a\nfunnel: {}\nrule: {type: And, conditions: []}', '2:1 yaml_part_unsupported funnel'],
  ['name: a\nrules: {}\nrule: {type: And, conditions: []}', '2:1 yaml_key_unknown rules'],
  ['name: a\nrule: x', '2:7 type_wrong rule'],
  ['name: a\nrule: {conditions: []}', '2:7 input_required rule.type'],
  ['name: a\nrule: {type: And}', '2:7 input_required rule.conditions'],
  ['name: a\nrule: {type: Xor, conditions: []}', '2:14 segment_rule_set_expected rule.type'],
  [ofSegmentRule(`type: And\nexpr: A\nconditions: []`), '4:9 yaml_key_misplaced rule.expr'],
  [
    ofSegmentRule(`type: Composite\nexpr: 1 and A\nconditions:${item(CITY)}${item(or(CITY))}`),
    '4:9 expression_condition_unknown rule.expr',
    '6:7 segment_rule_set_expected rule.conditions.0',
  ],
  [ofSegmentRule(`type: Composite\nexpr: A and\nconditions:${item(CITY)}`), '4:9 expression_malformed rule.expr'],
  [
    ofSegmentRule(`type: And\nconditions:${item(or(or(CITY)))}`),
    `7:17 segment_rule_too_deep ${PATH}.conditions.0.type`,
  ],
  [
    ofSegmentRule(`type: And\nconditions:${item('type: Or\nconditions: []')}`),
    `6:19 segment_rule_set_empty ${PATH}.conditions`,
  ],
  [ofRule('type: Reference\nid: 1'), `5:13 segment_condition_unknown ${PATH}.type`],
  [ofRule('type: Behavior'), `5:13 segment_condition_unknown ${PATH}.type`],
  [ofRule('type: FunnelStageReference'), `5:13 segment_part_unsupported ${PATH}.type`],
  [ofRule('type: PredictiveScoreReference'), `5:13 segment_part_unsupported ${PATH}.type`],
  [ofRule('type: AbTestVariantReference'), `5:13 segment_part_unsupported ${PATH}.type`],
  [ofRule('type: include'), `5:7 input_required ${PATH}.segment`],
  [ofRule('type: include\nsegment: a\nid: 1'), `7:7 yaml_key_unknown ${PATH}.id`],
  [ofRule('type: Value\nattribute: ""\noperator: {type: IsNull}'), `6:18 input_required ${PATH}.attribute`],
  [ofRule('type: Value\noperator: {type: IsNull}'), `5:7 input_required ${PATH}.attribute`],
  [ofRule('type: Value\nattribute: a'), `5:7 input_required ${PATH}.operator`],
  [ofRule('type: Value\nattribute: a\ncolumn: b\noperator: {type: IsNull}'), `7:7 yaml_key_unknown ${PATH}.column`],
  [ofOperator('{type: Like, value: a}'), `7:24 segment_operator_unknown ${PATH}.operator.type`],
  [ofOperator('{type: Equal}'), `7:17 input_required ${PATH}.operator.value`],
  [ofOperator('{type: Between}'), `7:17 segment_range_empty ${PATH}.operator`],
  [ofOperator('{type: In, value: a}'), `7:35 type_wrong ${PATH}.operator.value`],
  [ofOperator('{type: In, value: []}'), `7:35 input_required ${PATH}.operator.value`],
  [
    ofOperator('{type: Equal, values: a}'),
    `7:17 input_required ${PATH}.operator.value`,
    `7:31 yaml_key_unknown ${PATH}.operator.values`,
  ],
  [ofOperator('{type: TimeWithinPast, value: 3, unit: days}'), `7:56 input_malformed ${PATH}.operator.unit`],
  [ofOperator('{type: TimeWithinPast, value: 3}'), `7:17 input_required ${PATH}.operator.unit`],
  [
    ofOperator('{type: TimeRange, duration: {days: 1}, from: {last: 1, unit: day}}'),
    `7:45 segment_duration_empty ${PATH}.operator.duration`,
    `7:52 yaml_key_unexpected ${PATH}.operator.duration.days`,
  ],
  [ofOperator('{type: IsNull, not: maybe}'), `7:37 type_wrong ${PATH}.operator.not`],
  [ofOperator('{type: NotEqual, value: 1, not: no}'), `7:49 type_wrong ${PATH}.operator.not`],
  [ofRule(`${CITY}\narrayMatching: {most: 1}`), `8:22 input_malformed ${PATH}.arrayMatching`],
  [ofRule(BEHAVIOR), `5:7 input_required ${PATH}.aggregation`],
  [ofRule(`${BEHAVIOR}\nattribute: x\naggregation: {type: Count}`), `8:18 yaml_keys_exclusive ${PATH}.attribute`],
  [
    ofRule(`${CITY}\ntimeWindow: {duration: 1, unit: day}`),
    `5:7 input_required ${PATH}.source`,
    `5:7 input_required ${PATH}.aggregation`,
    `6:18 yaml_keys_exclusive ${PATH}.attribute`,
  ],
  [
    ofRule(`${BEHAVIOR}\naggregation: {type: Median, column: a}`),
    `8:27 segment_aggregation_unknown ${PATH}.aggregation.type`,
  ],
  [ofRule(`${BEHAVIOR}\naggregation: {type: Sum}`), `8:20 input_required ${PATH}.aggregation.column`],
  [
    ofRule(`${BEHAVIOR}\naggregation: {type: Count}\ntimeWindow: {duration: 1}`),
    `9:19 input_required ${PATH}.timeWindow.unit`,
  ],
  [
    ofRule(`${BEHAVIOR}\naggregation: {type: Count}\ntimeWindow: {duration: x, unit: day}`),
    `9:30 type_wrong ${PATH}.timeWindow.duration`,
  ],
  [
    ofRule(`${BEHAVIOR}\naggregation: {type: Count}\nfilter: {type: And, conditions: [{type: Value, attribute: a}]}`),
    `9:47 segment_condition_unknown ${PATH}.filter.conditions.0.type`,
  ],
];

test.each(REFUSED)('refuses %j', (yaml, ...findings) => {
  expect(findingsOf(parseSegment(yaml, 'a.yml'))).toEqual(findings);
});

test('finds the position of a part of the rule in the file', () => {
  const read = parseSegment(VIPS, 'vips.yml');
  if ('findings' in read) throw new Error('refused');
  expect(read.positionOf('/rule/conditions/0/conditions/2/leftValue/source/name')).toEqual({ line: 16, column: 15 });
  expect(read.positionOf('/rule/conditions/0/conditions/2/leftValue/filter/conditions/0/column')).toMatchObject({
    line: 24,
  });
  expect(read.positionOf('/rule/conditions/1/conditions/0/operator/rightValues/0')).toMatchObject({ line: 30 });
  expect(read.positionOf('/rule/conditions/1/conditions/1/id')).toMatchObject({ line: 31 });
});

test('recognizes segments that mean the same', () => {
  const read = (yaml: string) => contentOf(parseSegment(yaml, 'a.yml'));
  const same = (one: string, other: string) => isSameSegment(read(one), read(other));
  const flat = ofSegmentRule(or(CITY, CITY));
  expect(same(flat, ofSegmentRule(`type: And\nconditions:${item(or(CITY, CITY))}`))).toBe(true);
  expect(same(flat, ofSegmentRule(`type: And\nconditions:${item(CITY)}${item(CITY)}`))).toBe(false);
  expect(same(ofSegmentRule(or(CITY)), ofSegmentRule(`type: And\nconditions:${item(CITY)}`))).toBe(true);
  expect(same(flat, `description: b\n${flat}`)).toBe(false);
});
