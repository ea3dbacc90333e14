import { expect, test } from 'vitest';
import { parseInput } from '../../connector/parameters.ts';
import { UserError } from '../../errors.ts';
import { segmentRule } from './rule.ts';

const equal = { type: 'Equal', rightValue: 'a', not: false };
const valueRule = { type: 'Value', leftValue: { name: 'city' }, operator: equal, arrayMatching: null, exclude: false };
const ofRules = (...conditions: unknown[]) => ({ type: 'And', conditions: [{ type: 'And', conditions }] });
const ofOperator = (operator: object) => ofRules({ ...valueRule, operator });
const behavior = { source: { name: 'behavior_x' }, aggregation: { type: 'Count', groupingColumns: [] }, filter: {} };
const ofBehavior = (changes: object) => ofRules({ ...valueRule, leftValue: { ...behavior, ...changes } });
const ofFilter = (...conditions: unknown[]) => ofBehavior({ filter: { type: 'Or', conditions } });
const columnRule = { type: 'Column', column: 'x', operator: equal, arrayMatching: null };

test("reads TD's JSON, and adds defaults", () => {
  expect(parseInput(segmentRule, {})).toEqual({ type: 'And', conditions: [] });
  const short = { type: 'Value', leftValue: { name: 'city' }, operator: { type: 'Equal', rightValue: 'a' } };
  expect(parseInput(segmentRule, ofRules(short))).toEqual(ofRules(valueRule));
  expect(parseInput(segmentRule, ofBehavior({}))).toEqual(ofBehavior({ filter: null }));
  const range = { type: 'TimeRange', from: { unit: 'month' } };
  expect(parseInput(segmentRule, ofOperator(range))).toEqual(ofOperator({ ...range, not: false, reverse: false }));
  const past = { type: 'TimeWithinPast', value: '30', unit: 'day' };
  expect(parseInput(segmentRule, ofOperator(past))).toEqual(ofOperator({ ...past, value: 30, not: false }));
});

const DEEP = { type: 'And', conditions: [{ type: 'And', conditions: [{ type: 'And', conditions: [columnRule] }] }] };
const RULE = 'conditions.0.conditions.0';

const REFUSED: readonly (readonly [what: string, rule: unknown, code: string, params: object])[] = [
  [
    'a rule outside a rule set',
    { type: 'And', conditions: [valueRule] },
    'segment_rule_set_expected',
    { field: 'conditions.0.type' },
  ],
  ['an empty rule set', ofRules(), 'segment_rule_set_empty', { field: 'conditions.0.conditions' }],
  [
    'a third level of rules',
    ofRules({ type: 'Or', conditions: [valueRule] }),
    'segment_rule_too_deep',
    { name: 'Or', field: `${RULE}.type` },
  ],
  [
    'a funnel stage',
    ofRules({ type: 'FunnelStageReference', id: '1', exclude: false }),
    'segment_part_unsupported',
    { name: 'FunnelStageReference', field: `${RULE}.type` },
  ],
  [
    'a variant of an A/B test',
    ofRules({ type: 'AbTestVariantReference', id: '1' }),
    'segment_part_unsupported',
    { name: 'AbTestVariantReference', field: `${RULE}.type` },
  ],
  [
    'a predictive score',
    ofRules({ type: 'PredictiveScoreReference', id: '1' }),
    'segment_part_unsupported',
    { name: 'PredictiveScoreReference', field: `${RULE}.type` },
  ],
  [
    'an attribute of a model',
    ofRules({ type: 'MlAttributeReference', id: '1' }),
    'segment_part_unsupported',
    { name: 'MlAttributeReference', field: `${RULE}.type` },
  ],
  [
    'a customer group',
    ofRules({ ...valueRule, leftValue: { customerGroup: 'g', name: 'n' } }),
    'segment_part_unsupported',
    { name: 'customerGroup', field: `${RULE}.leftValue` },
  ],
  [
    'grouping columns',
    ofBehavior({ aggregation: { type: 'Count', groupingColumns: ['a'] } }),
    'segment_part_unsupported',
    { name: 'groupingColumns', field: `${RULE}.leftValue.aggregation.groupingColumns` },
  ],
  ['a rule of an unknown type', ofRules({ type: 'Nothing' }), 'segment_condition_unknown', { field: `${RULE}.type` }],
  [
    'an unknown operator',
    ofOperator({ type: 'NotEqual', rightValue: 1 }),
    'segment_operator_unknown',
    { field: `${RULE}.operator.type` },
  ],
  [
    'an unknown aggregation',
    ofBehavior({ aggregation: { type: 'Median', column: 'a' } }),
    'segment_aggregation_unknown',
    { field: `${RULE}.leftValue.aggregation.type` },
  ],
  ['an unknown member', ofRules({ ...valueRule, extra: 1 }), 'parameter_unknown', { field: 'extra' }],
  ['a missing operand', ofOperator({ type: 'Equal' }), 'input_required', { field: `${RULE}.operator.rightValue` }],
  [
    'an empty list of values',
    ofOperator({ type: 'In', rightValues: [] }),
    'input_required',
    { field: `${RULE}.operator.rightValues` },
  ],
  ['a range without an end', ofOperator({ type: 'Between' }), 'segment_range_empty', { field: `${RULE}.operator` }],
  [
    'a window without its start',
    ofOperator({ type: 'TimeRange', duration: { day: 1 }, from: { unit: 'day' } }),
    'segment_time_range_incomplete',
    { field: `${RULE}.operator` },
  ],
  [
    'a moment without its unit',
    ofOperator({ type: 'Equal', rightValue: { last: 1 } }),
    'segment_moment_incomplete',
    { field: `${RULE}.operator.rightValue` },
  ],
  [
    'too many values',
    ofOperator({ type: 'In', rightValues: Array(1001).fill(1) }),
    'segment_list_too_long',
    { max: 1000, field: `${RULE}.operator.rightValues` },
  ],
  [
    'a text that is too long',
    ofOperator({ type: 'Regexp', rightValue: 'a'.repeat(10_001) }),
    'segment_text_too_long',
    { field: `${RULE}.operator.rightValue` },
  ],
  [
    'an expression that is too long',
    { ...ofRules(valueRule), type: 'Composite', expr: '('.repeat(501) },
    'expression_too_long',
    { field: 'expr' },
  ],
  [
    'a duration without units',
    ofOperator({ type: 'TimeRange', duration: {}, from: { last: 1, unit: 'day' } }),
    'segment_duration_empty',
    { field: `${RULE}.operator.duration` },
  ],
  [
    'a negative number of units',
    ofOperator({ type: 'TimeWithinPast', value: -1, unit: 'day' }),
    'number_out_of_range',
    { min: 1, max: 100_000, field: `${RULE}.operator.value` },
  ],
  [
    'a unit in the plural',
    ofOperator({ type: 'TimeThis', from: { unit: 'days' } }),
    'input_malformed',
    { field: `${RULE}.operator.from.unit` },
  ],
  [
    'a NUL',
    ofOperator({ type: 'Regexp', rightValue: 'a\0' }),
    'input_malformed',
    { field: `${RULE}.operator.rightValue` },
  ],
  [
    'a pattern with a lookahead',
    ofOperator({ type: 'Regexp', rightValue: '^(?!a)' }),
    'segment_pattern_malformed',
    { position: 2, field: `${RULE}.operator.rightValue` },
  ],
  [
    'a filter that is too deep',
    ofFilter(DEEP),
    'segment_filter_too_deep',
    { name: 'And', field: `${RULE}.leftValue.filter.conditions.0.conditions.0.conditions.0.type` },
  ],
  [
    'an empty part of a filter',
    ofFilter({ type: 'And', conditions: [] }),
    'segment_rule_set_empty',
    { field: `${RULE}.leftValue.filter.conditions.0.conditions` },
  ],
  [
    'a percentage above 100',
    { ...ofRules(valueRule), limit: { type: 'Percent', number: 101 } },
    'percent_out_of_range',
    { field: 'limit.number' },
  ],
  [
    'a Composite without an expression',
    { ...ofRules(valueRule), type: 'Composite' },
    'expression_malformed',
    { column: 1, name: '', field: 'expr' },
  ],
  [
    'a letter for a rule set',
    { ...ofRules(valueRule), type: 'Composite', expr: 'A' },
    'expression_condition_unknown',
    { column: 1, name: 'A', field: 'expr' },
  ],
  [
    'an expression for ten rule sets',
    { type: 'Composite', expr: '1', conditions: Array(10).fill(ofRules(valueRule).conditions[0]) },
    'expression_too_many',
    { max: 9, field: 'expr' },
  ],
];

test.each(REFUSED)('refuses %s', (_, rule, code, params) => {
  let refusal: unknown;
  try {
    parseInput(segmentRule, rule);
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toBeInstanceOf(UserError);
  expect(refusal).toMatchObject({ code, params });
});
