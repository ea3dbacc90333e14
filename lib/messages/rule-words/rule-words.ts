import { CUSTOMERS } from '../../core/audience/audience-database.ts';
import { aggregatedType } from '../../core/audience/rules/aggregation.ts';
import type { OperatorId } from '../../core/audience/rules/operators.ts';
import type { Aggregation, BehaviorValue, Rule, RuleLimit, ValueRule } from '../../core/audience/rules/rule.ts';
import { conditionWords, filterWords } from './condition-words.ts';
import { durationWords } from './duration-words.ts';
import { operatorPhrase } from './operator-words.ts';
import { numberText, strong, type WordSource } from './word-source.ts';

/** One rule in words, such as: whose tier is gold. */
export function ruleWords(source: WordSource, rule: Rule): string {
  const { text } = source;
  if (rule.type === 'Reference') {
    const segment = strong(source.segmentName(rule.id) ?? rule.id);
    return text(rule.exclude ? 'references.out' : 'references.in', { segment });
  }
  const condition = valueWords(source, rule);
  const limited = rule.limit ? text('limited', { condition, limit: limitWords(source, rule.limit) }) : condition;
  return rule.exclude ? text('excluded.attribute', { condition: limited }) : limited;
}

function valueWords(source: WordSource, rule: ValueRule): string {
  const { leftValue } = rule;
  if ('source' in leftValue) return behaviorWords(source, rule, leftValue);
  const { name } = leftValue;
  return conditionWords(source, rule, { place: 'attribute', name, type: source.typeOf(CUSTOMERS, name) });
}

/** The text for a count, by the operator that compares it. */
const COUNTS: Partial<Record<OperatorId, string>> = {
  Equal: 'exactly',
  GreaterEqual: 'atLeast',
  Greater: 'moreThan',
  LessEqual: 'atMost',
  Less: 'fewerThan',
};

function behaviorWords(source: WordSource, { operator }: ValueRule, value: BehaviorValue): string {
  const { text } = source;
  const { aggregation, filter, window } = value;
  const behavior = source.behaviorName(value.source.name);
  const details = {
    window: window ? text('window', { duration: strong(durationWords(source, window.duration)) }) : '',
    filter:
      filter && filter.conditions.length > 0
        ? text('filter', { conditions: filterWords(source, filter, value.source.name) })
        : '',
  };
  const count = COUNTS[operator.type];
  if (aggregation.type === 'Count' && count !== undefined && !operator.not && 'rightValue' in operator) {
    const number = Number(operator.rightValue);
    if (Number.isFinite(number)) {
      const shape = number === 0 && operator.type === 'Equal' ? 'none' : count;
      return text(`counts.${shape}`, { behavior, number: strong(numberText(source, number)), ...details });
    }
  }
  const measure = measureWords(source, aggregation, behavior);
  const phrase = operatorPhrase(source, operator, typeOf(source, value));
  return text('measured', { measure, phrase, ...details });
}

function measureWords(source: WordSource, aggregation: Aggregation, behavior: string): string {
  const { type } = aggregation;
  switch (type) {
    case 'Count':
      return source.text('measures.Count', { behavior });
    case 'CountDistinct':
      return source.text('measures.CountDistinct', { behavior, column: aggregation.columns.join(' + ') });
    case 'First':
    case 'Last':
      return source.text(`measures.${type}`, { behavior, column: aggregation.column, order: aggregation.orderColumn });
    default:
      return source.text(`measures.${type}`, { behavior, column: aggregation.column });
  }
}

function typeOf(source: WordSource, { aggregation, source: { name } }: BehaviorValue) {
  const columns = 'column' in aggregation ? [aggregation.column] : [];
  const types = columns.flatMap((column) => {
    const type = source.typeOf(name, column);
    return type === undefined ? [] : [[column, type] as const];
  });
  return aggregatedType(aggregation, new Map(types));
}

/** The limit of a rule in words, such as: the first 100 by points from high to low. */
export function limitWords(source: WordSource, { type, number, orderColumns }: RuleLimit): string {
  const { text } = source;
  const first = text(`limits.${type}`, { number: strong(numberText(source, number)) });
  if (orderColumns.length === 0) return first;
  const orders = orderColumns.map((order) =>
    text(`limits.${order.order}`, { column: order.type === 'Column' ? order.column : text('limits.aggregated') }),
  );
  return text('limits.ordered', { first, orders: orders.join(text('limits.comma')) });
}
