import { exactInteger } from '../../../core/record/clean.ts';
import type { FieldUnits } from '../../../core/record/field.ts';
import { isTimeZone } from '../../../core/schedule/timetable.ts';
import { readCompact, wholeSeconds } from '../event-time.ts';
import { withBirthCentury } from '../repairs/birth-years.ts';
import { dayAlone, withoutMidnight } from '../repairs/days.ts';
import { readSerialAndTime, readTimeOrDay, serialTimeIn, withZone } from '../repairs/times.ts';

/** 2010-01-01 as a spreadsheet's serial date, in days since 1899. As Unix seconds, it would be a time of 1970. */
const SERIAL_OF_2010 = 40_179;

/** Times, read according to the units of their column. Unix seconds and a zone in the text overrule these. */
export const timeUnits: FieldUnits = {
  names: ['timezone', 'dates'],
  reader({ timezone, dates }) {
    if (timezone !== undefined && !isTimeZone(timezone)) return undefined;
    return (text, { now }) => {
      const serial = timezone === undefined ? undefined : serialTimeIn(text, timezone);
      if (serial !== undefined && Number.parseInt(text, 10) >= SERIAL_OF_2010) return serial;
      const compact = readCompact(text, now);
      const isNumber = exactInteger(text) !== undefined || wholeSeconds(text) !== undefined;
      if (isNumber && compact === undefined) return text;
      const moment = compact ?? readSerialAndTime(text) ?? readTimeOrDay(text, dates);
      if (moment === undefined) return text;
      return timezone === undefined ? moment : (withZone(moment, timezone) ?? moment);
    };
  },
};

/** Days of birth, read according to the order of day and month in their column. */
export const dayUnits: FieldUnits = {
  names: ['dates'],
  reader({ dates }) {
    return (text, cell) => {
      const day = withoutMidnight(text);
      const birth = withBirthCentury(day, dates, cell.now);
      if (birth !== undefined) cell.warn('db_century');
      return birth ?? dayAlone(day, dates) ?? text;
    };
  },
};
