import type { DataType } from '../../core/audience/data-type.ts';
import { isArray } from '../../core/audience/rules/build-schema.ts';
import type { Operator } from '../../core/audience/rules/operators.ts';
import type { ArrayMatching, ColumnCondition, Filter } from '../../core/audience/rules/rule.ts';
import { operatorPhrase } from './operator-words.ts';
import type { WordSource } from './word-source.ts';

interface Condition {
  readonly operator: Operator;
  readonly arrayMatching: ArrayMatching;
}

/** Where the value of a condition is: in an attribute of the customer, or in a column of a behavior. */
type Place = 'attribute' | 'column';

/** A condition in words. If the value is an array, `not` negates the whole condition. */
export function conditionWords(
  source: WordSource,
  { operator, arrayMatching }: Condition,
  { place, name, type }: { place: Place; name: string; type: DataType | undefined },
): string {
  const { text } = source;
  if (type === undefined || !isArray(type) || operator.type === 'IsNull')
    return text(`conditions.${place}.one`, { name, phrase: operatorPhrase(source, operator, type) });
  const phrase = operatorPhrase(source, { ...operator, not: false }, type);
  const { matching, count } = matchingOf(arrayMatching);
  const condition = text(`conditions.${place}.${matching}`, { name, phrase, count });
  return operator.not ? text(`excluded.${place}`, { condition }) : condition;
}

export function matchingOf(arrayMatching: ArrayMatching) {
  if (arrayMatching === null || arrayMatching === 'any') return { matching: 'any', count: 1 } as const;
  if (arrayMatching === 'all') return { matching: 'all', count: 1 } as const;
  if ('atLeast' in arrayMatching) return { matching: 'atLeast', count: arrayMatching.atLeast } as const;
  return 'atMost' in arrayMatching
    ? ({ matching: 'atMost', count: arrayMatching.atMost } as const)
    : ({ matching: 'exactly', count: arrayMatching.exactly } as const);
}

/** The conditions on a behavior's columns. */
export function filterWords(source: WordSource, { type, conditions }: Filter, table: string): string {
  return conditions
    .map((condition) =>
      condition.type === 'Column' ? columnWords(source, condition, table) : groupWords(source, condition, table),
    )
    .reduce((left, right) => source.text(`joins.filter${type}`, { left, right }));
}

function columnWords(source: WordSource, condition: ColumnCondition, table: string): string {
  const { column: name } = condition;
  return conditionWords(source, condition, { place: 'column', name, type: source.typeOf(table, name) });
}

function groupWords(source: WordSource, filter: Filter, table: string): string {
  const inner = filterWords(source, filter, table);
  return filter.conditions.length > 1 ? source.text('group', { inner }) : inner;
}
