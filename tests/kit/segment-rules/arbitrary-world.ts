import fc from 'fast-check';
import type { DataType } from '../../../lib/core/audience/data-type.ts';
import { UNITS } from '../../../lib/core/audience/rules/calendar.ts';
import { dayOf, plus, startOfUnit, textOfDay } from './local-time.ts';
import { BEHAVIOR_COLUMNS, BEHAVIORS, type BehaviorRow, CUSTOMER_COLUMNS, type Row, type Value } from './world.ts';

/** Includes zones whose clocks change at midnight or by half an hour, and zones whose offset is not in whole hours. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Tokyo',
  'Asia/Kathmandu',
  'America/Sao_Paulo',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'America/Havana',
  'Africa/Casablanca',
];

export const TEXTS = [
  '',
  'a',
  'A',
  'ab',
  'b',
  'a%b',
  'a_b',
  '%',
  '_',
  "o'neil",
  "''",
  '"q"',
  'ö',
  'o\u0308',
  '😀',
  '日本',
  ' a ',
  '100%',
  '\\',
  'a\\%b',
  'line\nbreak',
  '1',
  '1.5',
  'true',
  '--x',
  '/* x',
  ';',
  '$1',
  '{0}',
  '\uffee',
  'ab😀ab',
  'item -> 1',
];

const APPROXIMATE_SECONDS = {
  year: 31_536_000,
  quarter: 7_900_000,
  month: 2_600_000,
  week: 604_800,
  day: 86_400,
  hour: 3600,
  minute: 60,
  second: 1,
};

/** A time at or near a clock change, or the beginning or end of a month or year. */
function referenceTime(zone: string): fc.Arbitrary<number> {
  const changes: number[] = [];
  let at: Temporal.ZonedDateTime | null = Temporal.ZonedDateTime.from(`2017-01-01T00:00[${zone}]`);
  while (at && at.year < 2026) {
    at = at.getTimeZoneTransition('next');
    if (at && at.year < 2026) changes.push(Math.floor(at.epochMilliseconds / 1000));
  }
  const days = ['2019-12-31', '2020-02-29', '2021-01-01', '2023-03-31', '2024-02-29', '2024-07-01', '2025-05-31'];
  const starts = days.map((day) =>
    Math.floor(Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds / 1000),
  );
  const near = fc.constantFrom(0, -1, 1, 900, -1800, 5400, -86_400, 86_400, 43_200, -86_401, 2_678_400);
  return fc.tuple(fc.constantFrom(...changes, ...starts), near).map(([base, offset]) => base + offset);
}

/** Times before and after now: at and around the ends of calendar units, or some units away from now. */
function someTime(now: number, zone: string): fc.Arbitrary<number> {
  const jitters = fc.constantFrom(0, -1, 1, 0, 1800, -3600);
  const counts = fc.constantFrom(0, 1, 2, 3, 7, 30);
  const units = fc.constantFrom(...UNITS);
  const signs = fc.constantFrom(1, -1);
  const ofCalendar = fc.tuple(units, counts, signs, jitters).map(([unit, count, sign, jitter]) => {
    const start = startOfUnit(now, unit, zone);
    return plus(start, { [unit]: count }, sign === 1 ? 1 : -1, zone) + jitter;
  });
  const rolling = fc
    .tuple(units, counts, signs, jitters)
    .map(([unit, count, sign, jitter]) => plus(now, { [unit]: count }, sign === 1 ? 1 : -1, zone) + jitter);
  const rough = fc
    .tuple(units, counts, signs)
    .map(([unit, count, sign]) => now + sign * count * APPROXIMATE_SECONDS[unit]);
  return fc.oneof(ofCalendar, rolling, rough);
}

/** A multiple of a quarter, so that sums are exact in any order. */
export const someNumber = fc.oneof(
  fc.constantFrom(0, 1, -1, 0.5, 2, 3, 10),
  fc.integer({ min: -40, max: 40 }).map((n) => n / 4),
);

/** The time that relative times of a rule refer to, and times around it for use in rules and tables. */
export interface Moment {
  readonly now: number;
  readonly timeZone: string;
  readonly times: readonly number[];
}

export const someMoment: fc.Arbitrary<Moment> = fc
  .constantFrom(...ZONES)
  .chain((timeZone) => referenceTime(timeZone).map((now) => ({ now, timeZone })))
  .chain(({ now, timeZone }) =>
    fc
      .array(someTime(now, timeZone), { minLength: 12, maxLength: 12 })
      .map((times) => ({ now, timeZone, times: [now, ...times] })),
  );

export function someDay({ times, timeZone }: Moment): fc.Arbitrary<string> {
  return fc.constantFrom(...times).map((at) => textOfDay(dayOf(at, timeZone)));
}

function someValue(type: DataType, moments: readonly Moment[]): fc.Arbitrary<Value> {
  switch (type) {
    case 'string':
      return fc.constantFrom(...TEXTS);
    case 'number':
      return someNumber;
    case 'timestamp':
      return fc.constantFrom(...moments.flatMap(({ times }) => times));
    case 'date':
      return fc.constantFrom(...moments).chain(someDay);
    case 'boolean':
      return fc.boolean();
    case 'string_array':
      return fc.array(fc.option(fc.constantFrom(...TEXTS), { freq: 6 }), { maxLength: 4 });
    case 'number_array':
      return fc.array(fc.option(someNumber, { freq: 6 }), { maxLength: 4 });
  }
}

function someRow(columns: Readonly<Record<string, DataType>>, moments: readonly Moment[]): fc.Arbitrary<Row> {
  const cells = Object.entries(columns).map(([name, type]) => [name, fc.option(someValue(type, moments), { freq: 4 })]);
  return fc.record(Object.fromEntries(cells));
}

export function someCustomers(moments: readonly Moment[]): fc.Arbitrary<readonly Row[]> {
  // The values of `Größe 1` are whole numbers: its column is an integer in the table.
  const row = fc.tuple(someRow(CUSTOMER_COLUMNS, moments), fc.option(fc.integer({ min: -3, max: 3 })));
  return mostlyMany(
    row.map(([cells, whole]) => ({ ...cells, 'Größe 1': whole })),
    40,
  );
}

/** Rows of customers who exist; some customers have none. */
export function someBehaviors(
  moments: readonly Moment[],
  customerCount: number,
): fc.Arbitrary<Readonly<Record<string, readonly BehaviorRow[]>>> {
  const id = fc.integer({ min: 1, max: Math.max(1, Math.ceil(customerCount * 0.7)) });
  const rows = mostlyMany(fc.record({ id, row: someRow(BEHAVIOR_COLUMNS, moments) }), 120);
  return fc.record(
    Object.fromEntries(BEHAVIORS.map((name) => [name, customerCount === 0 ? fc.constant<BehaviorRow[]>([]) : rows])),
  );
}

/** Mostly `count` values, because many values reveal more wrong conditions; few and none are edge cases. */
function mostlyMany<T>(item: fc.Arbitrary<T>, count: number): fc.Arbitrary<T[]> {
  return fc.oneof(
    { weight: 9, arbitrary: fc.array(item, { minLength: count, maxLength: count }) },
    { weight: 1, arbitrary: fc.array(item, { maxLength: 3 }) },
  );
}
