import { expect, test } from 'vitest';
import { fields } from '../../connectors/pinterest/fields.ts';
import type { Mapping } from '../record/field-target.ts';
import { compilePlan, type Matching } from '../record/plan.ts';
import { countryOfPhones, countryOfRecords, type PlaceHint, proposeZone } from './place-hint.ts';
import { ColumnCounter } from './profile-column.ts';
import { isBlocking, unitQuestions } from './unit-questions.ts';

function profileOf(column: string, cells: readonly string[]) {
  const counter = new ColumnCounter(column, 100);
  for (const [index, cell] of cells.entries()) counter.add(cell, index + 1);
  return { records: cells.length, columns: [counter.profile], nameless: [] };
}

test.each<[matching: Matching, cells: string[], expected: PlaceHint | undefined]>([
  [{ mapping: { Land: 'country' }, constants: {} }, ['DE', 'de', 'at', 'nowhere', ''], { country: 'DE', share: 2 / 3 }],
  [
    { mapping: { Land: { field: 'country', values: { Österreich: 'AT' } } }, constants: {} },
    ['Österreich', 'österreich', 'DE'],
    { country: 'AT', share: 2 / 3 },
  ],
  [
    { mapping: { Land: { field: 'country', part: 1, separator: '-' } }, constants: {} },
    ['DE-BY', 'de-NW', 'AT-9'],
    { country: 'DE', share: 2 / 3 },
  ],
  [
    {
      mapping: { Land: { field: 'country', part: -1, separator: ',', values: { Österreich: 'AT' } } },
      constants: {},
    },
    ['Ring 1, Wien, Österreich', 'Gasse 2, Graz, Österreich', 'Allee 3, Bonn, DE'],
    { country: 'AT', share: 2 / 3 },
  ],
  [
    // Records that the mapping leaves out do not count.
    { mapping: { Land: { field: 'country', values: { US: null } } }, constants: {} },
    ['US', 'us', 'DE'],
    { country: 'DE', share: 1 },
  ],
  [{ mapping: { Land: null }, constants: { country: 'jp' } }, ['DE'], { country: 'JP', share: 1 }],
  [{ mapping: { Land: null }, constants: {} }, ['DE'], undefined],
  [{ mapping: { Land: 'country' }, constants: {} }, ['nowhere'], undefined],
])('with %j, most of the records %j are from %j', (matching, cells, expected) => {
  expect(countryOfRecords(fields, compilePlan(fields, ['Land'], matching), profileOf('Land', cells))).toEqual(expected);
});

test('finds the country in addresses, even if there are too many to list', () => {
  const mapping: Mapping = { Anschrift: { field: 'country', part: -1, separator: ',' } };
  const plan = compilePlan(fields, ['Anschrift'], { mapping, constants: {} });
  const addresses = Array.from({ length: 201 }, (_, index) => `Ring ${index}, Wien, AT`);
  expect(countryOfRecords(fields, plan, profileOf('Anschrift', addresses))).toEqual({ country: 'AT', share: 1 });
});

test('finds the country in joined columns, one of which is often empty', () => {
  const mapping = { Land: { field: 'country', join: ['Region'] }, Region: null };
  const plan = compilePlan(fields, ['Land', 'Region'], { mapping, constants: {} });
  const columns = ['Land', 'Region'].map((column) => profileOf(column, column === 'Land' ? ['', ''] : ['DE', 'de']));
  const profile = { records: 2, nameless: [], columns: columns.flatMap((each) => each.columns) };
  expect(countryOfRecords(fields, plan, profile)).toEqual({ country: 'DE', share: 1 });
});

test('asks for the country of national phone numbers beside a column that begins with the country', () => {
  const mapping: Mapping = { Land: { field: 'country', part: 1, separator: '-' }, Tel: 'ph' };
  const plan = compilePlan(fields, ['Land', 'Tel'], { mapping, constants: {} });
  const columns = [profileOf('Land', ['DE-BY', 'DE-NW']), profileOf('Tel', ['31983062673', '31983062674'])];
  const profile = { records: 2, nameless: [], columns: columns.flatMap((each) => each.columns) };
  const [question] = unitQuestions(plan, profile);
  expect(question).toMatchObject({ unit: 'country', suggestion: 'DE' });
  expect(question && isBlocking(question)).toBe(true);
});

test('finds the country of most phone numbers that have a calling code', () => {
  const countryOf = (digits: string) => (digits.startsWith('49') ? 'DE' : digits.startsWith('81') ? 'JP' : undefined);
  const profile = profileOf('Tel', [
    '+49 151 2345678',
    '0049151 2345678',
    '+81 90 1234 4417',
    '0151 2345678',
    '+1 415 5550132',
  ]);
  expect(countryOfPhones(profile, countryOf)).toEqual({ country: 'DE', share: 2 / 3 });
  expect(countryOfPhones(profileOf('Tel', ['0151 2345678']), countryOf)).toBeUndefined();
});

const NOW = Date.UTC(2026, 10, 29);

test.each<[browser: string, country: string | undefined, expected: ReturnType<typeof proposeZone>, now?: number]>([
  ['Europe/Berlin', undefined, { zone: 'Europe/Berlin', reason: 'browser' }],
  ['Europe/Berlin', 'DE', { zone: 'Europe/Berlin', reason: 'same' }],
  ['Europe/Vienna', 'DE', { zone: 'Europe/Vienna', reason: 'same' }],
  ['Europe/Berlin', 'JP', { zone: 'Asia/Tokyo', reason: 'other' }],
  ['America/New_York', 'US', { zone: 'America/New_York', reason: 'same' }],
  ['Europe/Berlin', 'US', { zone: undefined, reason: 'several' }],
  // The zones are equal in January and July, but not in Ramadan.
  ['Africa/Tunis', 'MA', { zone: 'Africa/Casablanca', reason: 'other' }],
  // The zones have been equal since 2021.
  ['Africa/Khartoum', 'SS', { zone: 'Africa/Khartoum', reason: 'same' }],
  ['Africa/Khartoum', 'SS', { zone: 'Africa/Juba', reason: 'other' }, Date.UTC(2019, 5, 1)],
])('proposes a time zone in a browser in %s for a file from %s', (browser, country, expected, now = NOW) => {
  expect(proposeZone(browser, country === undefined ? undefined : { country, share: 1 }, now)).toEqual(expected);
});
