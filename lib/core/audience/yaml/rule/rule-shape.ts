import type { Rule, RuleSet, SegmentRule } from '../../rules/rule.ts';
import {
  listOf,
  mapOf,
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
 * Converts between tdx's rule, which may be flat, and the product's two levels. Rules directly under the root become
 * one rule set of the root's type, and each nested And, Or or Composite becomes another. A Composite without nested
 * rule sets becomes a rule with one rule set, because its expression names rules by letters.
 */
export const segmentRuleShape: Shape = {
  read: readSegmentRule,
  write: (rule) => writeSegmentRule(rule as SegmentRule),
};

const limitShape = mapOf([member('type'), member('number'), member('orderColumns', verbatim, { initial: [] })]);

const RULE_SET_TYPES: readonly unknown[] = ['And', 'Or', 'Composite'];

function readSegmentRule(yaml: YamlValue): unknown {
  if (!yaml.isMap) return verbatim.read(yaml);
  refuseOtherKeys(yaml, ['type', 'expr', 'conditions', 'limit']);
  const { reading, at } = yaml;
  const type = yaml.member('type');
  const expr = yaml.member('expr');
  const conditions = yaml.member('conditions');
  const limit = yaml.member('limit');
  for (const part of [type, conditions]) if (!part.isGiven) reading.report('input_required', part.at);
  const items = conditions.items();
  const isFlat = type.scalar === 'Composite' && items.length > 0 && !items.some(isRuleSet);
  return reading.object(at, {
    type: [isFlat ? 'And' : verbatim.read(type), type.at],
    expr: [isFlat ? undefined : readExpression(yaml), expr.at],
    conditions: [conditions.isList ? ruleSets(yaml, isFlat) : verbatim.read(conditions), conditions.at],
    limit: [limit.isGiven ? limitShape.read(limit) : undefined, limit.at],
  });
}

function readExpression(yaml: YamlValue): unknown {
  const expr = yaml.member('expr');
  const type = String(yaml.member('type').scalar);
  if (expr.isGiven && type !== 'Composite') yaml.reading.report('yaml_key_misplaced', expr.at, { name: 'expr', type });
  return text.read(expr);
}

function isRuleSet(item: YamlValue): boolean {
  return RULE_SET_TYPES.includes(item.member('type').scalar);
}

/** Rule sets in the order of their first rules. */
function ruleSets(yaml: YamlValue, isFlat: boolean): unknown {
  const { reading } = yaml;
  const conditions = yaml.member('conditions');
  const items = conditions.items();
  const direct = items.filter((item) => !isRuleSet(item));
  if (!isFlat && yaml.member('type').scalar === 'Composite') {
    for (const item of direct) reading.report('segment_rule_set_expected', item.at);
    return reading.list(
      conditions.at,
      items.filter(isRuleSet).map((item) => [ruleSetShape.read(item), item.at]),
    );
  }
  const [first] = direct;
  // The rule set of all direct rules takes the place of the first of them.
  const places = items.filter((item) => isRuleSet(item) || item === first);
  return reading.list(
    conditions.at,
    places.map((item) => [item === first ? directSet(yaml, direct) : ruleSetShape.read(item), item.at]),
  );
}

function directSet(yaml: YamlValue, items: readonly YamlValue[]): unknown {
  const { reading, at } = yaml;
  const type = yaml.member('type');
  const expr = yaml.member('expr');
  const conditions = yaml.member('conditions');
  const list = reading.list(
    conditions.at,
    items.map((item) => [ruleShape.read(item), item.at]),
  );
  return reading.object(at, {
    type: [verbatim.read(type), type.at],
    expr: [readExpression(yaml), expr.at],
    conditions: [list, conditions.at],
  });
}

/** The types of references, and whether each excludes the customers of the segment. */
const REFERENCES: Readonly<Record<string, boolean>> = { include: false, exclude: true };

const ruleShape: Shape = { read: readRule, write: (rule) => writeRule(rule as Rule) };

function readRule(yaml: YamlValue): unknown {
  if (!yaml.isMap) return verbatim.read(yaml);
  const { reading, at } = yaml;
  const type = yaml.member('type');
  const typeName = String(type.scalar);
  if (typeName === 'Value') return readValue(yaml);
  // JSON refers to segments by their ids, with the type `Reference`; files must not.
  if (!Object.hasOwn(REFERENCES, typeName))
    return reading.object(at, { type: [typeName === 'Reference' ? '' : verbatim.read(type), type.at] });
  refuseOtherKeys(yaml, ['type', 'segment']);
  const segment = yaml.member('segment');
  return reading.object(at, {
    type: ['Reference', type.at],
    id: [text.read(segment), segment.at],
    exclude: [REFERENCES[typeName], type.at],
  });
}

const OPERATOR = member('operator', operatorShape);
const VALUE_OPTIONS = [
  member('arrayMatching', verbatim, { initial: null }),
  member('exclude', verbatim, { initial: false }),
  member('limit', limitShape),
];
const VALUE = [OPERATOR, ...VALUE_OPTIONS];
const AGGREGATE = [member('source', text), member('aggregation', aggregationShape)];
const BEHAVIOR = [...AGGREGATE, ...ROW_MEMBERS];
/** The members of a value rule in tdx's order. */
const ORDERED = [member('attribute'), ...AGGREGATE, OPERATOR, ...ROW_MEMBERS, ...VALUE_OPTIONS];

function readValue(yaml: YamlValue): unknown {
  const keys = ['attribute', ...BEHAVIOR.map(({ key }) => key)];
  refuseOtherKeys(yaml, ['type', ...keys, ...VALUE.map(({ key }) => key)]);
  const { reading, at } = yaml;
  const type = yaml.member('type');
  const isBehavior = BEHAVIOR.some(({ key }) => yaml.member(key).isGiven);
  const leftValue = isBehavior ? readBehavior(yaml) : readAttribute(yaml);
  return reading.object(at, { type: ['Value', type.at], leftValue: [leftValue, at], ...readMembers(yaml, VALUE) });
}

function readAttribute(yaml: YamlValue): unknown {
  const attribute = yaml.member('attribute');
  return yaml.reading.object(yaml.at, { name: [text.read(attribute), attribute.at] });
}

function readBehavior(yaml: YamlValue): unknown {
  const { reading, at } = yaml;
  const attribute = yaml.member('attribute');
  if (attribute.isGiven && attribute.text !== '')
    reading.report('yaml_keys_exclusive', attribute.at, { first: 'attribute', second: 'source' });
  const source = yaml.member('source');
  const name = reading.object(source.at, { name: [text.read(source), source.at] });
  return reading.object(at, { ...readMembers(yaml, BEHAVIOR), source: [name, source.at] });
}

const RULE_SET = [
  member('type'),
  member('description', text),
  member('expr', text),
  member('conditions', listOf(ruleShape)),
];

const ruleSetShape: Shape = {
  read(yaml) {
    refuseOtherKeys(
      yaml,
      RULE_SET.map(({ key }) => key),
    );
    return yaml.reading.object(yaml.at, {
      ...readMembers(yaml, RULE_SET),
      expr: [readExpression(yaml), yaml.member('expr').at],
    });
  },
  write: (value) => {
    const set = value as RuleSet;
    return writeMembers({ ...set, expr: set.type === 'Composite' ? set.expr : undefined }, RULE_SET);
  },
};

function writeSegmentRule({ type, expr, conditions, limit }: SegmentRule): object {
  const [first] = conditions;
  const limitYaml = limit && limitShape.write(limit);
  if (type === 'And' && conditions.length === 1 && first?.type === 'Composite' && canBeFlat(first))
    return { type: first.type, expr: first.expr, conditions: first.conditions.map(writeRule), limit: limitYaml };
  const direct = type === 'Composite' ? undefined : conditions.find((set) => set.type === type && canBeFlat(set));
  const items = conditions.flatMap((set) =>
    set === direct ? set.conditions.map(writeRule) : [ruleSetShape.write(set)],
  );
  if (type === 'Composite') return { type, expr, conditions: items, limit: limitYaml };
  return { type, conditions: items, limit: limitYaml };
}

/** Whether the rules of a rule set can be written directly under the root: a flat rule has no description. */
function canBeFlat({ description }: RuleSet): boolean {
  return description === undefined;
}

function writeRule(rule: Rule): object {
  if (rule.type === 'Reference') return { type: rule.exclude ? 'exclude' : 'include', segment: rule.id };
  const { leftValue, ...options } = rule;
  const subject =
    'source' in leftValue
      ? { ...leftValue, attribute: '', source: leftValue.source.name }
      : { attribute: leftValue.name };
  return { type: rule.type, ...writeMembers({ ...options, ...subject }, ORDERED) };
}
