import {
  CONDITION_NAMES,
  type Expression,
  type NamedBy,
  parseExpression,
} from '../../core/audience/rules/expression.ts';
import type { RuleSet, SegmentRule } from '../../core/audience/rules/rule.ts';
import { limitWords, ruleWords } from './rule-words.ts';
import type { WordSource } from './word-source.ts';

/** A rule as sentences, in which values and names of segments are marked as strong. */
export function segmentSentence(source: WordSource, rule: SegmentRule): string {
  const sentence = unlimitedSentence(source, rule);
  if (rule.limit === undefined) return sentence;
  return source.text('sentence.limited', { sentence, limit: limitWords(source, rule.limit) });
}

function unlimitedSentence(source: WordSource, rule: SegmentRule): string {
  const sets = rule.conditions.map((ruleSet) => ruleSetWords(source, ruleSet));
  const [first] = sets;
  if (first === undefined) return source.text('sentence.all');
  const conditions = sets.length === 1 ? first.words : combined(source, rule, 'digit', sets);
  return source.text('sentence.some', { conditions });
}

interface Words {
  readonly words: string;
  /** How the parts are joined; undefined if there is only one part, or if the expression is invalid. */
  readonly join: 'and' | 'or' | undefined;
}

function ruleSetWords(source: WordSource, ruleSet: RuleSet): Words {
  const rules = ruleSet.conditions.map((rule) => ({ words: ruleWords(source, rule), join: undefined }));
  const [only] = rules;
  if (only !== undefined && rules.length === 1) return only;
  return {
    words: combined(source, ruleSet, 'letter', rules),
    join: expressionOf(ruleSet, 'letter', rules.length)?.type,
  };
}

interface MatchLogic {
  readonly type: SegmentRule['type'];
  readonly expr?: string | undefined;
}

function expressionOf({ type, expr = '' }: MatchLogic, namedBy: NamedBy, count: number) {
  if (type === 'Composite') {
    const parsed = parseExpression(expr, namedBy, count);
    return 'code' in parsed || parsed.type === 'condition' ? undefined : parsed;
  }
  const conditions = Array.from({ length: count }, (_, index): Expression => ({ type: 'condition', index }));
  return { type: type === 'And' ? 'and' : 'or', of: conditions } as const;
}

/** The parts joined by their match logic; an invalid expression is followed by all conditions with their names. */
function combined(source: WordSource, rule: MatchLogic, namedBy: NamedBy, parts: readonly Words[]): string {
  const expression = expressionOf(rule, namedBy, parts.length);
  if (expression) return joined(source, expression, namedBy, parts);
  const named = parts.map(({ words }, index) => `${CONDITION_NAMES[namedBy].charAt(index)}: ${words}`);
  return `${rule.expr ?? ''} (${named.join('; ')})`;
}

function joined(source: WordSource, expression: Expression, namedBy: NamedBy, parts: readonly Words[]): string {
  if (expression.type === 'condition') return parts[expression.index]?.words ?? '';
  const { type } = expression;
  return expression.of
    .map((part) => {
      const inner = joined(source, part, namedBy, parts);
      const join = part.type === 'condition' ? parts[part.index]?.join : part.type;
      return join === undefined || join === type ? inner : source.text('group', { inner });
    })
    .reduce((left, right) => source.text(`joins.${namedBy}.${type}`, { left, right }));
}
