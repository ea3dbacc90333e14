import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cell, Clean } from '../../core/record/field.ts';
import { NOW } from './rows.test-kit.ts';
import { birthDate } from './rules.ts';

/** The rule of `birthDate`, written with `Date` objects. */
const byDate: Clean = (text, cell) => {
  const [, year, , month, day] = /^(\d{4})([-/]?)(\d{2})\2(\d{2})$/.exec(text) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) return cell.error('db_unreadable');
  const isBorn = date.getTime() <= (cell.now + 24 * 60 * 60) * 1000;
  const age = new Date(cell.now * 1000).getUTCFullYear() - date.getUTCFullYear();
  return isBorn && age <= 125 ? `${year}${month}${day}` : cell.error('db_impossible');
};

/** The value of a text, or the code of its error. */
function resultOf(rule: Clean, text: string, now: number): unknown {
  const codes: string[] = [];
  const error = (code: string) => void codes.push(code);
  const cell: Cell = { now, error, warn: error, isIp: () => false };
  return rule(text, cell) ?? codes;
}

function expectSame(text: string, now: number): void {
  expect([text, now, resultOf(birthDate, text, now)]).toEqual([text, now, resultOf(byDate, text, now)]);
}

const twoDigits = (number: number) => String(number).padStart(2, '0');

test.each(['0000', '0099', '1600', '1899', '1900', '1901', '1999', '2000', '2023', '2024', '2025', '9999'])(
  'reads every month and day of %s, even one that does not exist, as Date objects do',
  (year) => {
    for (let month = 0; month < 100; month++)
      for (let day = 0; day < 100; day++) expectSame(`${year}-${twoDigits(month)}-${twoDigits(day)}`, NOW);
  },
);

const seconds = fc.integer({ min: 0, max: 8_000_000_000 });

test('reads any text as Date objects do', () => {
  const digits = (length: number) =>
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
  const separator = fc.constantFrom('', '-', '/', '.');
  const written = fc.tuple(digits(4), separator, digits(2), separator, digits(2)).map((parts) => parts.join(''));
  fc.assert(fc.property(fc.oneof(written, fc.string()), seconds, expectSame), { numRuns: 2000 });
});

test('reads days near the bounds of a plausible age as Date objects do, at any second', () => {
  const yearOffsets = fc.constantFrom(-127, -126, -125, -124, -1, 0, 1);
  const dayOffsets = fc.integer({ min: -3, max: 3 });
  const nearNow = fc.tuple(seconds, yearOffsets, dayOffsets).map(([now, yearOffset, dayOffset]) => {
    const date = new Date((now + dayOffset * 24 * 60 * 60) * 1000);
    date.setUTCFullYear(date.getUTCFullYear() + yearOffset);
    return [date.toISOString().slice(0, 10), now] as const;
  });
  const secondOffsets = fc.integer({ min: -2, max: 2 });
  const nearNewYear = fc.tuple(fc.integer({ min: 1970, max: 2200 }), yearOffsets, secondOffsets);
  fc.assert(
    fc.property(nearNow, ([text, now]) => expectSame(text, now)),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(nearNewYear, ([year, yearOffset, secondOffset]) => {
      const now = Date.UTC(year, 0, 1) / 1000 + secondOffset;
      for (const day of ['01-01', '12-31']) expectSame(`${year + yearOffset}-${day}`, now);
    }),
  );
});
