import type { DataType } from '../data-type.ts';
import type { ScalarType } from './build-schema.ts';
import type { ReferenceTime } from './calendar.ts';
import {
  calendarUnit,
  type Duration,
  opposite,
  rollingNext,
  rollingPast,
  spanAt,
  type TimeSpan,
  type Unit,
} from './calendar.ts';
import { anyOf, bounds, textLiteral } from './literals.ts';
import type { Comparand, Operand, OperandKind } from './operands.ts';

/** The left operand of an operator: a column or an aggregated value, or each value in an array. */
export interface Subject {
  readonly sql: string;
  readonly type: ScalarType;
  readonly time: ReferenceTime;
  /** SQL for a value of the subject's type. Throws UserError `segment_value_type`. */
  literal(value: Comparand): string;
  /** The span of time that a value denotes. Throws UserError `segment_value_type`. */
  spanOf(value: Comparand): Required<TimeSpan>;
  /** SQL that is true if the subject, a timestamp or date, is in this span. */
  isWithin(span: TimeSpan): string;
}

export interface OperatorDefinition<Kind extends OperandKind> {
  /** The data types that it applies to; for an array, it applies to each value. */
  readonly types: readonly DataType[];
  readonly operand: Kind;
  /** A condition that is false or NULL for a missing value, except for `IsNull`. */
  sql(subject: Subject, operand: Operand<Kind>): string;
}

const STRINGS: readonly DataType[] = ['string', 'string_array'];
const NUMBERS: readonly DataType[] = ['number', 'number_array'];
const TIMES: readonly DataType[] = ['timestamp', 'date'];

function define<Kind extends OperandKind>(definition: OperatorDefinition<Kind>): OperatorDefinition<Kind> {
  return definition;
}

function comparison(sign: string, spanFor: (compared: Required<TimeSpan>) => TimeSpan) {
  return define({
    types: [...NUMBERS, ...TIMES],
    operand: 'value',
    sql: (subject, { rightValue }) =>
      isTime(subject)
        ? subject.isWithin(spanFor(subject.spanOf(rightValue)))
        : `${subject.sql} ${sign} ${subject.literal(rightValue)}`,
  });
}

/** An operator that is true if the test is true for at least one of its texts. */
function textTest(test: (value: string, text: string) => string) {
  return define({
    types: STRINGS,
    operand: 'texts',
    sql: ({ sql }, { rightValues }) => anyOf(rightValues.map((text) => test(sql, text))),
  });
}

function timeTest<Kind extends OperandKind>(
  operand: Kind,
  spanOf: (time: ReferenceTime, operand: Operand<Kind>) => TimeSpan,
) {
  return define({ types: TIMES, operand, sql: (subject, value) => subject.isWithin(spanOf(subject.time, value)) });
}

/** All operators of rules. Code that reads or writes rules uses this table. */
export const OPERATORS = {
  Equal: {
    ...comparison('=', (compared) => compared),
    types: [...STRINGS, ...NUMBERS, ...TIMES, 'boolean'] satisfies DataType[],
  },
  Greater: comparison('>', ({ until }) => ({ from: until })),
  GreaterEqual: comparison('>=', ({ from }) => ({ from })),
  Less: comparison('<', ({ from }) => ({ until: from })),
  LessEqual: comparison('<=', ({ until }) => ({ until })),
  Between: define({ types: [...NUMBERS, ...TIMES], operand: 'range', sql: between }),
  In: define({
    types: [...STRINGS, ...NUMBERS],
    operand: 'values',
    sql: ({ sql, literal }, { rightValues }) => `${sql} IN (${rightValues.map(literal).join(', ')})`,
  }),
  Contain: textTest((value, text) => `strpos(${value}, ${textLiteral(text)}) > 0`),
  StartWith: textTest((value, text) => `starts_with(${value}, ${textLiteral(text)})`),
  EndWith: textTest((value, text) =>
    text === '' ? `${value} IS NOT NULL` : `substr(${value}, -${Array.from(text).length}) = ${textLiteral(text)}`,
  ),
  Regexp: define({
    types: STRINGS,
    operand: 'pattern',
    sql: ({ sql }, { rightValue }) => `regexp_like(${sql}, ${textLiteral(rightValue)})`,
  }),
  /** Whether the value is missing; for an array, whether the whole array is. */
  IsNull: define({
    types: [...STRINGS, ...NUMBERS, ...TIMES, 'boolean'],
    operand: 'none',
    sql: ({ sql }) => `${sql} IS NULL`,
  }),
  /** The spans of these two operators end or begin now, and include both ends. */
  TimeWithinPast: timeTest('span', (time, { value, unit }) => rollingPast(time, { [unit]: value })),
  TimeWithinNext: timeTest('span', (time, { value, unit }) => rollingNext(time, { [unit]: value })),
  /** The operators from here on count calendar units in the time zone of the reference time. */
  TimeRange: timeTest('window', (time, { from, duration, reverse }) =>
    duration === undefined || from.last === undefined
      ? calendarUnit(time, from.unit, { [from.unit]: -1 })
      : spanAt(time, {
          unit: from.unit,
          shift: opposite(durationOf(from.last, from.unit)),
          duration,
          isReverse: reverse,
        }),
  ),
  TimeToday: timeTest('none', (time) => calendarUnit(time, 'day')),
  TimeThis: timeTest('unit', (time, { from: { unit } }) => calendarUnit(time, unit)),
  TimeNext: timeTest('unit', (time, { from: { unit } }) => calendarUnit(time, unit, { [unit]: 1 })),
  TimeInBetweenNext: timeTest('units', (time, { from, to }) => ({
    from: calendarUnit(time, from.unit, durationOf(from.next, from.unit)).from,
    until: calendarUnit(time, to.unit, durationOf(to.next, to.unit)).until,
  })),
} as const;

export type OperatorId = keyof typeof OPERATORS;

export const OPERATOR_IDS = Object.keys(OPERATORS) as readonly OperatorId[];

type OperatorOf<Id extends OperatorId> = { type: Id; not: boolean } & Operand<(typeof OPERATORS)[Id]['operand']>;

/** An operator of a rule, with its operand. */
export type Operator = { [Id in OperatorId]: OperatorOf<Id> }[OperatorId];

/** SQL of an operator's condition, regardless of `not`. */
export function operatorSql(subject: Subject, operator: Operator): string {
  const definition: unknown = OPERATORS[operator.type];
  return (definition as OperatorDefinition<OperandKind>).sql(subject, operator);
}

export function durationOf(distance: number | Duration, unit: Unit): Duration {
  return typeof distance === 'number' ? { [unit]: distance } : distance;
}

function between(subject: Subject, { minValue, maxValue }: Operand<'range'>): string {
  if (isTime(subject))
    return subject.isWithin({
      from: minValue === undefined ? undefined : subject.spanOf(minValue).from,
      until: maxValue === undefined ? undefined : subject.spanOf(maxValue).until,
    });
  return bounds(
    minValue === undefined ? undefined : `${subject.sql} >= ${subject.literal(minValue)}`,
    maxValue === undefined ? undefined : `${subject.sql} <= ${subject.literal(maxValue)}`,
  );
}

function isTime({ type }: Subject): boolean {
  return type === 'timestamp' || type === 'date';
}
