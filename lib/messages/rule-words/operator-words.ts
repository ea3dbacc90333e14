import type { DataType } from '../../core/audience/data-type.ts';
import type { Comparand, OperandKind } from '../../core/audience/rules/operands.ts';
import { OPERATORS, type Operator, type OperatorId } from '../../core/audience/rules/operators.ts';
import { calendarWords, durationWords } from './duration-words.ts';
import { alternatives, numberText, strong, type WordSource } from './word-source.ts';

/** An operator on values of a type, as an option of a menu, such as: is at least. */
export function operatorLabel(
  source: Pick<WordSource, 'text'>,
  id: OperatorId,
  not: boolean,
  type: DataType | undefined,
): string {
  return phrase(source, id, not, type, '…').replace(/^…|…$/, '').trim();
}

/** An operator with its operand, such as: is at least 2. */
export function operatorPhrase(source: WordSource, operator: Operator, type: DataType | undefined): string {
  const { not } = operator;
  if (operator.type === 'Between') {
    // With one bound missing, the operator is a comparison with the other bound.
    const { minValue, maxValue } = operator;
    if (maxValue === undefined) return phrase(source, 'GreaterEqual', not, type, comparandWords(source, minValue));
    if (minValue === undefined) return phrase(source, 'LessEqual', not, type, comparandWords(source, maxValue));
  }
  return phrase(source, operator.type, not, type, operandWords(source, operator));
}

function phrase(
  { text }: Pick<WordSource, 'text'>,
  id: OperatorId,
  not: boolean,
  type: DataType | undefined,
  value: string,
): string {
  const kind = type === 'timestamp' || type === 'date' ? 'time' : 'other';
  return text(`operators.${id}.${not ? 'not' : 'is'}`, { kind, value });
}

type OperatorsOf<Kind extends OperandKind> = {
  [Id in OperatorId]: (typeof OPERATORS)[Id]['operand'] extends Kind ? Extract<Operator, { type: Id }> : never;
}[OperatorId];

/** The words of an operand, by its kind. */
const WORDS: { readonly [Kind in OperandKind]: (source: WordSource, operator: OperatorsOf<Kind>) => string } = {
  none: () => '',
  value: (source, { rightValue }) => comparandWords(source, rightValue),
  values: (source, { rightValues }) =>
    alternatives(
      source,
      rightValues.map((value) => comparandWords(source, value)),
    ),
  texts: (source, { rightValues }) =>
    alternatives(
      source,
      rightValues.map((value) => comparandWords(source, value)),
    ),
  pattern: (source, { rightValue }) => comparandWords(source, rightValue),
  range: (source, { minValue, maxValue }) =>
    source.text('range', { from: comparandWords(source, minValue), to: comparandWords(source, maxValue) }),
  span: (source, { value, unit }) => strong(durationWords(source, value, unit)),
  unit: (source, { from: { unit } }) => strong(source.text(`unitNames.${unit}`, { count: 1 })),
  window: (source, { from: { last, unit }, duration, reverse }) => {
    if (duration === undefined || last === undefined) return strong(source.text(`calendar.last.${unit}`));
    const params = { duration: durationWords(source, duration), start: calendarWords(source, unit, last) };
    return strong(source.text(reverse ? 'calendar.windowBefore' : 'calendar.windowFrom', params));
  },
  units: (source, { from, to }) =>
    source.text('ahead', {
      from: strong(durationWords(source, from.next, from.unit)),
      to: strong(durationWords(source, to.next, to.unit)),
    }),
};

function operandWords(source: WordSource, operator: Operator): string {
  const { operand } = OPERATORS[operator.type];
  return (WORDS[operand] as (source: WordSource, operator: Operator) => string)(source, operator);
}

function comparandWords(source: WordSource, value: Comparand | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return strong(numberText(source, value));
  if (typeof value === 'boolean') return strong(source.text(`booleans.${value}`));
  if (typeof value === 'string') return strong(value === '' ? '""' : value);
  const { timestamp, last, unit } = value;
  if (last === undefined || unit === undefined) return strong(timestamp ?? '');
  return strong(calendarWords(source, unit, last));
}
