import type { Rule, RuleSet, SegmentRule } from '../../rules/rule.ts';
import {
  listOf,
  mapping,
  member,
  readMembers,
  refuseOtherKeys,
  type Shape,
  text,
  verbatim,
  writeMembers,
} from '../reading/shape.ts';
import type { YamlValue } from '../reading/yaml-value.ts';
import { aggregationShape, ROW_MEMBERS } from './behavior-shape.ts';
import { operatorShape } from './operator-shape.ts';

/**
 * Converts between tdx's flat rule and our two levels: conditions directly under the root are one rule set of the
 * root's type, and each nested And, Or or Composite is another. A Composite without nested rule sets becomes a rule
 * with one rule set, because its expression names conditions by letters.
 */
export const ruleShape: Shape = { read: readRule, write: (rule) => writeRule(rule as SegmentRule) };

const limitShape = mapping([member('type'), member('number'), member('orderColumns', verbatim, { initial: [] })]);

const RULE_SET_TYPES: readonly unknown[] = ['And', 'Or', 'Composite'];

function readRule(given: YamlValue): unknown {
  if (!given.isMapping) return verbatim.read(given);
  refuseOtherKeys(given, ['type', 'expr', 'conditions', 'limit']);
  const { reading, at } = given;
  const [type, expr] = [given.member('type'), given.member('expr')];
  const [conditions, limit] = [given.member('conditions'), given.member('limit')];
  for (const part of [type, conditions]) if (!part.isGiven) reading.report('input_required', part.at);
  const items = conditions.items();
  const isFlat = type.scalar === 'Composite' && items.length > 0 && !items.some(isRuleSet);
  return reading.object(at, {
    type: [isFlat ? 'And' : verbatim.read(type), type.at],
    expr: [isFlat ? undefined : readExpression(given), expr.at],
    conditions: [conditions.isList ? ruleSets(given, isFlat) : verbatim.read(conditions), conditions.at],
    limit: [limit.isGiven ? limitShape.read(limit) : undefined, limit.at],
  });
}

function readExpression(given: YamlValue): unknown {
  const expr = given.member('expr');
  const type = String(given.member('type').scalar);
  if (expr.isGiven && type !== 'Composite') given.reading.report('yaml_key_misplaced', expr.at, { name: 'expr', type });
  return text.read(expr);
}

function isRuleSet(item: YamlValue): boolean {
  return RULE_SET_TYPES.includes(item.member('type').scalar);
}

/** Rule sets in the order of their first conditions. */
function ruleSets(given: YamlValue, isFlat: boolean): unknown {
  const { reading } = given;
  const conditions = given.member('conditions');
  const items = conditions.items();
  const direct = items.filter((item) => !isRuleSet(item));
  if (!isFlat && given.member('type').scalar === 'Composite') {
    for (const item of direct) reading.report('segment_rule_set_expected', item.at);
    return reading.list(
      conditions.at,
      items.filter(isRuleSet).map((item) => [ruleSet.read(item), item.at]),
    );
  }
  const [first] = direct;
  const sets = items.filter((item) => isRuleSet(item) || item === first);
  return reading.list(
    conditions.at,
    sets.map((item) => [item === first ? directSet(given, direct) : ruleSet.read(item), item.at]),
  );
}

function directSet(given: YamlValue, items: readonly YamlValue[]): unknown {
  const { reading, at } = given;
  const [type, expr, conditions] = [given.member('type'), given.member('expr'), given.member('conditions')];
  const list = reading.list(
    conditions.at,
    items.map((item) => [condition.read(item), item.at]),
  );
  return reading.object(at, {
    type: [verbatim.read(type), type.at],
    expr: [readExpression(given), expr.at],
    conditions: [list, conditions.at],
  });
}

const REFERENCES: Readonly<Record<string, boolean>> = { include: false, exclude: true };

const condition: Shape = { read: readCondition, write: (rule) => writeCondition(rule as Rule) };

function readCondition(given: YamlValue): unknown {
  if (!given.isMapping) return verbatim.read(given);
  const { reading, at } = given;
  const type = given.member('type');
  const name = String(type.scalar);
  if (name === 'Value') return readValue(given);
  // JSON refers to segments by their ids, with the type `Reference`; files must not.
  if (!Object.hasOwn(REFERENCES, name))
    return reading.object(at, { type: [name === 'Reference' ? '' : verbatim.read(type), type.at] });
  refuseOtherKeys(given, ['type', 'segment']);
  const segment = given.member('segment');
  return reading.object(at, {
    type: ['Reference', type.at],
    id: [text.read(segment), segment.at],
    exclude: [REFERENCES[name], type.at],
  });
}

const VALUE = [
  member('operator', operatorShape),
  member('arrayMatching', verbatim, { initial: null }),
  member('exclude', verbatim, { initial: false }),
  member('limit', limitShape),
];
const BEHAVIOR = [member('source', text), member('aggregation', aggregationShape), ...ROW_MEMBERS];
/** In tdx's order. */
const ORDERED = [member('attribute'), ...BEHAVIOR.slice(0, 2), ...VALUE.slice(0, 1), ...ROW_MEMBERS, ...VALUE.slice(1)];

function readValue(given: YamlValue): unknown {
  const keys = ['attribute', ...BEHAVIOR.map(({ key }) => key)];
  refuseOtherKeys(given, ['type', ...keys, ...VALUE.map(({ key }) => key)]);
  const { reading, at } = given;
  const type = given.member('type');
  const isBehavior = BEHAVIOR.some(({ key }) => given.member(key).isGiven);
  const leftValue = isBehavior ? readBehavior(given) : readAttribute(given);
  return reading.object(at, { type: ['Value', type.at], leftValue: [leftValue, at], ...readMembers(given, VALUE) });
}

function readAttribute(given: YamlValue): unknown {
  const attribute = given.member('attribute');
  return given.reading.object(given.at, { name: [text.read(attribute), attribute.at] });
}

function readBehavior(given: YamlValue): unknown {
  const { reading, at } = given;
  const attribute = given.member('attribute');
  if (attribute.isGiven && attribute.text !== '')
    reading.report('yaml_keys_exclusive', attribute.at, { first: 'attribute', second: 'source' });
  const source = given.member('source');
  const name = reading.object(source.at, { name: [text.read(source), source.at] });
  return reading.object(at, { ...readMembers(given, BEHAVIOR), source: [name, source.at] });
}

const RULE_SET = [
  member('type'),
  member('description', text),
  member('expr', text),
  member('conditions', listOf(condition)),
];

const ruleSet: Shape = {
  read(given) {
    refuseOtherKeys(
      given,
      RULE_SET.map(({ key }) => key),
    );
    return given.reading.object(given.at, {
      ...readMembers(given, RULE_SET),
      expr: [readExpression(given), given.member('expr').at],
    });
  },
  write: (value) => {
    const { type, expr, ...rest } = value as RuleSet;
    return writeMembers({ ...rest, type, expr: type === 'Composite' ? expr : undefined }, RULE_SET);
  },
};

function writeRule({ type, expr, conditions, limit }: SegmentRule): object {
  const [only] = conditions;
  const limitYaml = limit && limitShape.write(limit);
  if (type === 'And' && conditions.length === 1 && only?.type === 'Composite' && isPlain(only))
    return { type: only.type, expr: only.expr, conditions: only.conditions.map(writeCondition), limit: limitYaml };
  const direct = type === 'Composite' ? undefined : conditions.find((set) => set.type === type && isPlain(set));
  const items = conditions.flatMap((set) =>
    set === direct ? set.conditions.map(writeCondition) : [ruleSet.write(set)],
  );
  return { type, ...(type === 'Composite' ? { expr } : {}), conditions: items, limit: limitYaml };
}

function isPlain({ description }: RuleSet): boolean {
  return description === undefined;
}

function writeCondition(rule: Rule): object {
  if (rule.type === 'Reference') return { type: rule.exclude ? 'exclude' : 'include', segment: rule.id };
  const { leftValue, ...rest } = rule;
  const left =
    'source' in leftValue
      ? { ...leftValue, attribute: '', source: leftValue.source.name }
      : { attribute: leftValue.name };
  return { type: rule.type, ...writeMembers({ ...rest, ...left }, ORDERED) };
}
