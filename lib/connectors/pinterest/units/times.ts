import { exactInteger } from '../../../core/record/clean.ts';
import type { FieldUnits } from '../../../core/record/field.ts';
import type { Units } from '../../../core/record/field-target.ts';
import { isTimeZone } from '../../../core/schedule/timetable.ts';
import { readCompact, wholeSeconds } from '../event-time.ts';
import { type DayOrder, withBirthCentury } from '../repairs/birth-years.ts';
import { addZone, dayAlone, readMoment, readSerialAndTime, serialToTime, withoutMidnight } from '../repairs/times.ts';

/** 2010-01-01 in spreadsheets, which count days since 1899; as seconds, such a number would be a time of 1970. */
const SERIAL_OF_2010 = 40_179;

const ORDERS: Readonly<Record<NonNullable<Units['dates']>, DayOrder>> = {
  day_first: 'day-month',
  month_first: 'month-day',
};

/** Times, read by the units of their column. A text that the field's rule already reads stays as it is. */
export const timeUnits: FieldUnits = {
  names: ['timezone', 'dates'],
  reader({ timezone, dates }) {
    if (timezone !== undefined && !isTimeZone(timezone)) return undefined;
    const order = dates && ORDERS[dates];
    return (text, { now }) => {
      const serial = timezone === undefined ? undefined : serialToTime(text, NO_FACTS, timezone);
      if (serial !== undefined && Number(text) >= SERIAL_OF_2010) return serial;
      const compact = readCompact(text, now);
      const isNumber = exactInteger(text) !== undefined || wholeSeconds(text) !== undefined;
      if (isNumber && compact === undefined) return text;
      const moment = compact ?? readSerialAndTime(text) ?? readMoment(text, order);
      if (moment === undefined) return text;
      return timezone === undefined ? moment : (addZone(moment, NO_FACTS, timezone) ?? moment);
    };
  },
};

const NO_FACTS = { now: 0, textOf: () => undefined };

export const dayUnits: FieldUnits = {
  names: ['dates'],
  reader({ dates }) {
    const order = dates && ORDERS[dates];
    return (text, cell) => {
      const day = withoutMidnight(text);
      const birth = withBirthCentury(day, order, cell.now);
      if (birth !== undefined) cell.warn('db_century');
      return birth ?? dayAlone(day, order) ?? text;
    };
  },
};
