import type { DataType } from '../../../lib/core/audience/data-type.ts';
import type { Duration, Unit } from '../../../lib/core/audience/rules/calendar.ts';
import type { Comparand } from '../../../lib/core/audience/rules/operands.ts';
import type { Operator } from '../../../lib/core/audience/rules/operators.ts';
import { dayOf, dayOfText, plus, startOfDay, startOfUnit } from './local-time.ts';
import type { Value, World } from './world.ts';

/** Orders text by code points, like its UTF-8 bytes. */
export function compare(left: Value, right: Value): number {
  if (typeof left === 'string' && typeof right === 'string')
    return Buffer.compare(Buffer.from(left), Buffer.from(right));
  return Number(left) - Number(right);
}

/** Whether a single value meets an operator, regardless of `not`. `IsNull` is evaluated elsewhere. */
export function holds(value: Value, type: DataType, operator: Operator, world: World): boolean {
  if (value === null) return false;
  if (type === 'timestamp' || type === 'date') return timeHolds(value, type, operator, world);
  const converted = (given: Comparand | string | number): Value =>
    type === 'number' ? Number(given) : type === 'boolean' ? String(given) === 'true' : String(given);
  const text = String(value);
  switch (operator.type) {
    case 'Equal':
      return value === converted(operator.rightValue);
    case 'Greater':
      return compare(value, converted(operator.rightValue)) > 0;
    case 'GreaterEqual':
      return compare(value, converted(operator.rightValue)) >= 0;
    case 'Less':
      return compare(value, converted(operator.rightValue)) < 0;
    case 'LessEqual':
      return compare(value, converted(operator.rightValue)) <= 0;
    case 'Between':
      return (
        (operator.minValue === undefined || compare(value, converted(operator.minValue)) >= 0) &&
        (operator.maxValue === undefined || compare(value, converted(operator.maxValue)) <= 0)
      );
    case 'In':
      return operator.rightValues.some((given) => value === converted(given));
    case 'Contain':
      return operator.rightValues.some((part) => text.includes(part));
    case 'StartWith':
      return operator.rightValues.some((part) => text.startsWith(part));
    case 'EndWith':
      return operator.rightValues.some((part) => text.endsWith(part));
    case 'Regexp':
      return new RegExp(operator.rightValue, 'u').test(text);
    default:
      throw new Error(`${operator.type} does not apply to ${type}`);
  }
}

/** A date counts as the start of its day; a date that it is compared with counts as the whole day. */
function timeHolds(value: Value, type: DataType, operator: Operator, { now, timeZone }: World): boolean {
  const at = type === 'date' ? startOfDay(dayOfText(String(value)), timeZone) : Number(value);
  const compared = (given: Comparand) => {
    const { start, end } = rangeOf(given, type, { now, timeZone });
    return at < start ? -1 : at >= end ? 1 : 0;
  };
  const unitStart = (unit: Unit) => startOfUnit(now, unit, timeZone);
  const shift = (from: number, duration: Duration, sign: 1 | -1 = 1) => plus(from, duration, sign, timeZone);
  const isIn = (start: number, end: number) => start <= at && at < end;
  switch (operator.type) {
    case 'Equal':
      return compared(operator.rightValue) === 0;
    case 'Greater':
      return compared(operator.rightValue) > 0;
    case 'GreaterEqual':
      return compared(operator.rightValue) >= 0;
    case 'Less':
      return compared(operator.rightValue) < 0;
    case 'LessEqual':
      return compared(operator.rightValue) <= 0;
    case 'Between':
      return (
        (operator.minValue === undefined || compared(operator.minValue) >= 0) &&
        (operator.maxValue === undefined || compared(operator.maxValue) <= 0)
      );
    case 'TimeWithinPast':
      return shift(now, { [operator.unit]: operator.value }, -1) <= at && at <= now;
    case 'TimeWithinNext':
      return now <= at && at <= shift(now, { [operator.unit]: operator.value });
    case 'TimeToday':
      return isIn(unitStart('day'), shift(unitStart('day'), { day: 1 }));
    case 'TimeThis': {
      const { unit } = operator.from;
      return isIn(unitStart(unit), shift(unitStart(unit), { [unit]: 1 }));
    }
    case 'TimeNext': {
      const { unit } = operator.from;
      return isIn(shift(unitStart(unit), { [unit]: 1 }), shift(shift(unitStart(unit), { [unit]: 1 }), { [unit]: 1 }));
    }
    case 'TimeRange': {
      const { from, duration, reverse } = operator;
      if (!duration || from.last === undefined)
        return isIn(shift(unitStart(from.unit), { [from.unit]: 1 }, -1), unitStart(from.unit));
      const start = shift(unitStart(from.unit), inUnits(from.last, from.unit), -1);
      return reverse ? isIn(shift(start, duration, -1), start) : isIn(start, shift(start, duration));
    }
    case 'TimeInBetweenNext': {
      const { from, to } = operator;
      const end = shift(unitStart(to.unit), inUnits(to.next, to.unit));
      return isIn(shift(unitStart(from.unit), inUnits(from.next, from.unit)), shift(end, { [to.unit]: 1 }));
    }
    default:
      throw new Error(`${operator.type} does not apply to ${type}`);
  }
}

function inUnits(distance: number | Duration, unit: Unit): Duration {
  return typeof distance === 'number' ? { [unit]: distance } : distance;
}

/** The range that a value is compared with: a second, a local day, or a calendar unit. */
function rangeOf(given: Comparand, type: DataType, { now, timeZone }: Pick<World, 'now' | 'timeZone'>) {
  if (typeof given === 'object' && given.last !== undefined && given.unit !== undefined) {
    const start = plus(startOfUnit(now, given.unit, timeZone), inUnits(given.last, given.unit), -1, timeZone);
    return { start, end: plus(start, { [given.unit]: 1 }, 1, timeZone) };
  }
  const text = typeof given === 'object' ? String(given.timestamp) : String(given);
  const isDay = text.includes('-');
  if (!isDay && type === 'timestamp') return { start: Number(text), end: Number(text) + 1 };
  const day = isDay ? dayOfText(text) : dayOf(Number(text), timeZone);
  return { start: startOfDay(day, timeZone), end: startOfDay(day + 1, timeZone) };
}
