import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draftOfRule, emptyDraft, ruleOfDraft } from '../../components/audience/editor/state/convert-rule.ts';
import { checkDraft } from '../../components/audience/editor/state/rule-problems.ts';
import { segmentRule } from '../../lib/core/audience/rules/rule.ts';
import { someRule } from '../kit/segment-rules/arbitrary-rule.ts';
import { someMoment } from '../kit/segment-rules/arbitrary-world.ts';

test('a rule that is opened and not changed is saved unchanged', () => {
  const rules = someMoment.chain((moment) => someRule(moment, ['21', '22']));
  fc.assert(
    fc.property(rules, (json) => {
      const rule = segmentRule.parse(json);
      const draft = draftOfRule(rule);
      expect(JSON.parse(JSON.stringify(ruleOfDraft(draft)))).toEqual(JSON.parse(JSON.stringify(rule)));
      expect(checkDraft(draft)).toEqual({ rule, problems: [] });
    }),
    { numRuns: 300 },
  );
});

test('the expression of a rule whose match logic is not Advanced is kept', () => {
  const rule = segmentRule.parse({ type: 'And', expr: 'left over', conditions: [] });
  expect(ruleOfDraft(draftOfRule(rule))).toEqual(rule);
});

test('a draft whose rule is not yet chosen has a problem at the path of that rule', () => {
  expect(checkDraft(emptyDraft())).toMatchObject({
    rule: undefined,
    problems: [{ field: 'conditions.0.conditions.0.type', code: 'segment_condition_unknown' }],
  });
});
