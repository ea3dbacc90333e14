import moment from 'moment-timezone';
import { afterAll, describe, expect, test } from 'vitest';
import { timeZones } from '../../core/schedule/timetable.ts';
import { Expressions } from './expressions.ts';

const expressions = new Expressions();
afterAll(() => expressions.close());
const evaluate = (timeZone: string, expression: string, params = {}) =>
  expressions.evaluatorFor(timeZone)(expression, params);

/** Time zones with clock changes of an hour and of half an hour, in both hemispheres, and without clock changes. */
const ZONES = ['UTC', 'Asia/Tokyo', 'America/New_York', 'Europe/London', 'Australia/Lord_Howe'];

describe("results from moment's documentation and digdag's tests", () => {
  test.each([
    [
      'UTC',
      'moment("2010-10-20 4:30", "YYYY-MM-DD HH:mm").format("dddd, MMMM Do YYYY, h:mm:ss a")',
      'Wednesday, October 20th 2010, 4:30:00 am',
    ],
    ['UTC', 'moment("12-25-1995", "MM-DD-YYYY").toISOString()', '1995-12-25T00:00:00.000Z'],
    ['UTC', 'moment([2010, 0, 31]).add(1, "months").format("YYYY-MM-DD")', '2010-02-28'],
    ['UTC', 'moment("2016-02-29").subtract(1, "year").format("L")', '02/28/2015'],
    ['UTC', 'moment("2013-W06-5").format("YYYY-MM-DD")', '2013-02-08'],
    ['UTC', 'moment([2007, 0, 29]).from(moment([2007, 0, 28]))', 'in a day'],
    ['UTC', 'moment([2008, 6]).diff(moment([2007, 0]), "years", true)', '1.5'],
    ['UTC', 'moment("2010-02-30").isValid()', 'false'],
    ['UTC', 'moment.duration(7, "days").toISOString()', 'P7D'],
    ['UTC', 'moment.tz("2014-06-01 12:00", "America/New_York").format()', '2014-06-01T12:00:00-04:00'],
    ['UTC', 'moment.tz("2013-11-18 11:55", "Asia/Taipei").tz("America/Toronto").format("ha z")', '10pm EST'],
    ['UTC', 'moment.tz("2012-03-11 02:30:00", "America/New_York").format()', '2012-03-11T03:30:00-04:00'],
    ['UTC', 'moment.tz("2012-11-04 01:00:00", "America/New_York").format()', '2012-11-04T01:00:00-04:00'],
    ['UTC', 'moment.tz.guess()', 'UTC'],
    ['America/Los_Angeles', 'moment("2016-03-13T10:00:00Z").format()', '2016-03-13T03:00:00-07:00'],
    ['America/Los_Angeles', 'moment("2016-03-13T10:00:00Z").add(-1, "days").format()', '2016-03-12T03:00:00-08:00'],
    ['America/Los_Angeles', 'moment("2016-03-13T10:00:00Z").add(-1, "hours").format()', '2016-03-13T01:00:00-08:00'],
    ['America/Los_Angeles', 'moment("2016-03-13T10:00:00Z").format("LLL")', 'March 13, 2016 3:00 AM'],
    ['America/Los_Angeles', 'moment("2016-03-13T10:00:00Z").utc().format()', '2016-03-13T10:00:00Z'],
    // Values that moment passes to Date.
    ['Asia/Tokyo', 'moment("Jan 1, 2026 10:00").toISOString()', '2026-01-01T01:00:00.000Z'],
    ['Asia/Tokyo', 'moment(new Date(2026, 0, 1)).format()', '2026-01-01T00:00:00+09:00'],
  ])('%s: %s is %s', (timeZone, expression, text) => expect(evaluate(timeZone, expression)).toBe(text));
});

/** Expressions of `m`, a moment near a clock change or the new year. */
const OF_A_MOMENT = [
  'm.format()',
  'm.format("YYYY-MM-DD HH:mm:ss.SSS ZZ z dddd DDDo wo E X x")',
  'm.clone().startOf("day").format()',
  'm.clone().endOf("month").format()',
  'm.clone().add(1, "day").format()',
  'm.clone().add(24, "hours").format()',
  'm.clone().subtract(1, "month").startOf("isoWeek").format()',
  'm.clone().set({ hour: 2, minute: 30 }).format()',
  'm.clone().utc().format()',
  'm.clone().tz("Europe/Paris").format()',
  'moment(m.format("YYYY-MM-DD HH:mm:ss")).format()',
  'moment(m.format("YYYY-MM-DD") + " 02:15").toISOString()',
  'moment(m.valueOf()).isDST()',
  'moment.unix(m.unix()).daysInMonth()',
  'moment({ year: m.year(), month: m.month(), day: m.date(), hour: 2 }).valueOf()',
  'moment.duration(m.diff("2025-12-31")).humanize()',
];

test.each(ZONES)('%s: moment computes the same in the engine as in Node', (timeZone) => {
  const script = `(() => { const m = moment(time); return [${OF_A_MOMENT}]; })()`;
  const here = new Function('moment', 'time', `return JSON.stringify(${script})`);
  moment.tz.setDefault(timeZone);
  try {
    for (const time of timesAround(timeZone, 1)) expect(evaluate(timeZone, script, { time })).toBe(here(moment, time));
  } finally {
    moment.tz.setDefault();
  }
});

test('moment knows all time zones that a workflow can have', () => {
  const unknown = `names.filter((name) => !moment.tz.zone(name))`;
  expect(evaluate('UTC', unknown, { names: timeZones() })).toBe('[]');
});

describe('Date', () => {
  const FIELDS =
    '[d.getFullYear(), d.getMonth(), d.getDate(), d.getDay(), d.getHours(), d.getMinutes(), d.getSeconds()]';

  test.each(ZONES)('%s: local fields follow the time zone, every half hour around clock changes', (timeZone) => {
    const times = timesAround(timeZone, 48).map((time) => time + 1234);
    const script = `times.map((time) => { const d = new Date(time); return [...${FIELDS}, d.getTimezoneOffset()]; })`;
    const expected = times.map((time) => {
      const m = moment.tz(time, timeZone);
      const fields = [m.year(), m.month(), m.date(), m.day(), m.hour(), m.minute(), m.second()];
      return [...fields, 0 - m.utcOffset()];
    });
    expect(JSON.parse(evaluate(timeZone, script, { times }))).toEqual(expected);
  });

  test.each(ZONES)('%s: can be built from local fields, even those that clocks skip or show twice', (timeZone) => {
    const fields = timesAround(timeZone, 48).map((time) => {
      const m = moment.utc(time);
      return [m.year(), m.month(), m.date(), m.hour(), m.minute(), 0, 5];
    });
    const script =
      'fields.map((f) => [new Date(...f), new Date(moment.utc(f).format("YYYY-MM-DD[T]HH:mm:ss.SSS"))].map(Number))';
    const expected = fields.map((each) => [moment.tz(each, timeZone).valueOf(), moment.tz(each, timeZone).valueOf()]);
    expect(JSON.parse(evaluate(timeZone, script, { fields }))).toEqual(expected);
  });

  test.each([
    ['new Date("2026-03-08").toISOString()', '2026-03-08T00:00:00.000Z'],
    ['new Date("2026-03-08T10:00").toISOString()', '2026-03-08T14:00:00.000Z'],
    ['new Date("2026-03-08T10:00:00.5Z").toISOString()', '2026-03-08T10:00:00.500Z'],
    ['new Date("2026-03-08T10:00:00+09:00").toISOString()', '2026-03-08T01:00:00.000Z'],
    ['new Date("2026-03-08 10:00:00").toISOString()', '2026-03-08T14:00:00.000Z'],
    ['new Date("2026-03-08 10:00:00 +0900").toISOString()', '2026-03-08T01:00:00.000Z'],
    ['new Date("2026/03/07").toISOString()', '2026-03-07T05:00:00.000Z'],
    ['new Date("March 7, 2026 1:30 PM").toISOString()', '2026-03-07T18:30:00.000Z'],
    ['new Date("Sat, 07 Mar 2026 10:00:00 GMT").toISOString()', '2026-03-07T10:00:00.000Z'],
    ['new Date("Sat Mar 07 2026 10:00:00 GMT+0900 (JST)").toISOString()', '2026-03-07T01:00:00.000Z'],
    ['new Date("Mar 7, 2026 10:00 PST").toISOString()', '2026-03-07T18:00:00.000Z'],
    ['Date.parse("2026-03-07T00:00")', '1772859600000'],
    ['new Date("nonsense").getHours()', ''],
    ['String(new Date("nonsense"))', 'Invalid Date'],
    ['new Date(0).toString()', 'Wed Dec 31 1969 19:00:00 GMT-0500 (EST)'],
    ['"" + new Date(new Date(1e12))', 'Sat Sep 08 2001 21:46:40 GMT-0400 (EDT)'],
    ['new Date(1e12).toDateString()', 'Sat Sep 08 2001'],
    ['new Date(1e12).toLocaleString()', '9/8/2001, 9:46:40 PM'],
    ['new Date(1e12)', '"2001-09-09T01:46:40.000Z"'],
    ['new Date(new String("2026-03-07T00:00")).getTime()', '1772859600000'],
    ['new Date(moment(5)).getTime()', '5'],
    ['new Date(99, 0).getFullYear()', '1999'],
    ['new Date(2026, 0, 1, 25).getDate()', '2'],
    [
      '(() => { const d = new Date(2026, 2, 8, 1, 59); d.setMinutes(60); return d.toString(); })()',
      'Sun Mar 08 2026 03:00:00 GMT-0400 (EDT)',
    ],
    ['(() => { const d = new Date(2026, 2, 7, 2, 30); d.setDate(8); return d.getHours(); })()', '3'],
    ['(() => { const d = new Date(NaN); d.setFullYear(2026); return d.toISOString(); })()', '2026-01-01T05:00:00.000Z'],
    [
      '[typeof Date(), Date.name, Date.length, new Date() instanceof Date, new Date().constructor === Date]',
      '["string","Date",7,true,true]',
    ],
    ['Object.keys(new Date()).length + Object.keys(Date).length', '0'],
    ['new (class extends Date { x() { return this.getHours(); } })(0).x()', '19'],
    ['Math.abs(Date.now() - new Date().getTime()) < 1000', 'true'],
  ])('in New York, %s is %s', (expression, text) => {
    expect(evaluate('America/New_York', expression)).toBe(text === '' ? 'null' : text);
  });
});

/** Every half hour, from `hours` before to `hours` after each clock change of two years and the first new year. */
function timesAround(timeZone: string, hours: number): readonly number[] {
  const zone = moment.tz.zone(timeZone);
  const [begin, end] = [Date.UTC(2025, 0, 1), Date.UTC(2027, 0, 1)];
  const changes = zone?.untils.filter((until) => until !== null && until >= begin && until < end) ?? [];
  return [begin, ...changes].flatMap((change) =>
    Array.from({ length: hours * 4 }, (_, half) => change + (half - hours * 2) * 30 * 60_000),
  );
}
