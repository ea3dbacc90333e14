import { describe, expect, test } from 'vitest';
import { fields } from '../../connectors/pinterest/fields.ts';
import { repairs } from '../../connectors/pinterest/repairs/repairs.ts';
import type { Mapping } from '../record/field-target.ts';
import { compilePlan } from '../record/plan.ts';
import { columnProblems, repairableColumns } from './column-problems.ts';
import { isOpen, matchableColumns, openValues, unconfirmedColumns } from './matchable-columns.ts';
import { profileOf } from './profile-of.test-kit.ts';

const NOW = 1_795_910_400;

function many(cell: (index: number) => string, count = 300): string[] {
  return Array.from({ length: count }, (_, index) => cell(index));
}

function problemOf(target: Mapping[string], cells: readonly string[], undecided: readonly string[] = []) {
  const plan = compilePlan(fields, ['Column', 'Other'], { mapping: { Column: target ?? null }, constants: {} });
  const options = { now: NOW, undecided: new Set(undecided) };
  return columnProblems(plan, profileOf({ Column: cells, Other: cells }), options).get('Column');
}

describe('a column without a readable value', () => {
  test.each<[field: string, cells: string[], code: string]>([
    ['em', many((index) => `customer ${index}`), 'em_malformed'],
    ['ph', ['Müller', 'Schmidt'], 'nothing_left'],
    ['event_time', many((index) => `order ${index}`), 'event_time_unreadable'],
    ['value', ['gratis', 'auf Anfrage'], 'decimal_unreadable'],
    ['client_ip_address', ['Mozilla/5.0', 'curl/8'], 'client_ip_address_malformed'],
  ])('is a problem for %s', (field, cells, code) => {
    const areAllChecked = cells.length < 200;
    const checked = areAllChecked ? cells.length : 30;
    expect(problemOf(field, cells)).toMatchObject({ kind: 'unreadable', checked, areAllChecked, code });
  });

  test.each<[why: string, target: Mapping[string], cells: string[]]>([
    ['one value can be read', 'em', ['no-address', 'ada@mail.example']],
    ['its values are hashes', 'em', many((index) => index.toString(16).padStart(64, 'a'), 20)],
    ['its values are IP addresses', 'client_ip_address', ['192.0.2.1', '2001:db8::1']],
    ['its unit makes them readable', { field: 'value', decimals: 'comma' }, ['1.299,90', '2,50']],
    ['the mapping says what becomes of them', { field: 'ge', values: { x: '' } }, ['x']],
    ['its part can be read', { field: 'em', part: 2, separator: ';' }, ['Ada;ada@mail.example']],
    ['it is only a part of the value', { field: 'event_time', join: ['Other'] }, ['morning', 'noon']],
    ['it is empty', 'em', ['', '']],
  ])('is not a problem if %s', (_, target, cells) => {
    expect(problemOf(target, cells)).toBeUndefined();
  });

  test('is repairable if a safe repair makes one of its values readable', () => {
    const plan = compilePlan(fields, ['When', 'Who'], { mapping: { When: 'event_time', Who: 'em' }, constants: {} });
    const milliseconds = { column: 'When', texts: ['unknown', String((NOW - 3600) * 1000)] };
    const names = { column: 'Who', texts: ['Ada', 'Bob'] };
    expect(repairableColumns(plan, [milliseconds, names], { repairs, now: NOW })).toEqual(['When']);
  });

  test('waits for the answer to a question about its values', () => {
    expect(problemOf('value', ['1,50', '2,50'], ['Column'])).toBeUndefined();
  });
});

describe('a column with one value', () => {
  test.each(['em', 'ph', 'external_id', 'event_id', 'order_id', 'client_ip_address', 'hashed_maids'])(
    'is a problem for %s',
    (field) => {
      expect(
        problemOf(
          field,
          many(() => 'same', 20),
        ),
      ).toMatchObject({ kind: 'same', records: 20 });
    },
  );

  test.each<[why: string, field: string, cells: string[]]>([
    ['the records are few', 'external_id', many(() => 'same', 19)],
    ['its values differ', 'external_id', [...many((index) => `other ${index}`, 21), ...many(() => 'same', 20)]],
    ['all events may have the same value', 'partner_name', many(() => 'same', 20)],
  ])('is not a problem if %s', (_, field, cells) => {
    expect(problemOf(field, cells)).toBeUndefined();
  });
});

describe('a column in which at least half of the records have one value', () => {
  test.each(['em', 'ph', 'external_id', 'client_ip_address'])('is a problem for %s', (field) => {
    const cells = [...many((index) => `other ${index}`, 300), ...many(() => 'same', 300)];
    expect(problemOf(field, cells)).toMatchObject({ kind: 'frequent', records: 300, filled: 600 });
  });

  test.each<[why: string, target: Mapping[string], cells: string[]]>([
    ['fewer have', 'em', [...many((index) => `${index}@mail.example`, 301), ...many(() => 'a@mail.example')]],
    ['all events may have the same value', 'partner_name', ['other', ...many(() => 'same', 20)]],
    ['only a part of the value is sent', { field: 'em', part: 1 }, ['b@c.example', ...many(() => 'a@b.example', 20)]],
  ])('is not a problem if %s', (_, target, cells) => {
    expect(problemOf(target, cells)).toBeUndefined();
  });
});

describe('a column without a field whose values say that nothing was bought', () => {
  const status = ['paid', 'Refunded', 'paid', 'refunded', 'CANCELED', ''];
  const problemsOf = (columns: Readonly<Record<string, string[]>>, mapping: Mapping, constants = {}) => {
    const plan = compilePlan(fields, Object.keys(columns), { mapping, constants });
    return Object.fromEntries(columnProblems(plan, profileOf(columns), { now: NOW, undecided: new Set() }));
  };

  test('is a problem if the event name is a constant or in another column', () => {
    const expected = { Status: { kind: 'unused', field: { name: 'event_name' }, records: 3 } };
    expect(problemsOf({ Status: status }, { Status: null }, { event_name: 'checkout' })).toMatchObject(expected);
    const columns = { Event: many(() => 'checkout', 6), Status: status };
    expect(problemsOf(columns, { Event: 'event_name', Status: null })).toMatchObject(expected);
  });

  test.each<[why: string, columns: Record<string, string[]>, mapping: Mapping, constants?: Record<string, string>]>([
    ['no event name is given', { Status: status }, { Status: null }],
    ['it feeds the event name', { Status: status }, { Status: 'event_name' }],
    [
      'another column with such values feeds the event name',
      { Status: status, Fulfillment: status },
      { Status: 'event_name', Fulfillment: null },
    ],
    ['it has no such value', { Status: ['paid', 'new'] }, { Status: null }, { event_name: 'checkout' }],
    ['the words are within texts', { Note: ['was refunded'] }, { Note: null }, { event_name: 'checkout' }],
  ])('is not a problem if %s', (_, columns, mapping, constants) => {
    expect(problemsOf(columns, mapping, constants)).toEqual({});
  });
});

function openIn(column: string, target: Mapping[string], cells: readonly string[]): readonly string[] {
  const mapping = { [column]: target ?? null };
  const plan = compilePlan(fields, [column], { mapping, constants: {} });
  const [matchable] = matchableColumns(plan, mapping, profileOf({ [column]: cells }));
  return matchable && isOpen(matchable) ? openValues(matchable).map(({ text }) => text) : [];
}

test('an M is open beside an H or a V, because it means a woman there', () => {
  expect(openIn('sexo', 'ge', ['H', 'm', 'H'])).toEqual(['H', 'm']);
  expect(openIn('sexo', { field: 'ge', values: { h: 'm' } }, ['H', 'm', 'H'])).toEqual(['m']);
  expect(openIn('sexo', { field: 'ge', values: { h: 'm', m: 'f' } }, ['H', 'm'])).toEqual([]);
  expect(openIn('sexo', 'ge', ['V', 'M'])).toEqual(['V', 'M']);
  expect(openIn('sexo', 'ge', ['H', 'F', 'M'])).toEqual(['H']);
  expect(openIn('sexo', { field: 'ge', values: { h: 'm' } }, ['H', 'F', 'M'])).toEqual(['M']);
  expect(openIn('sexo', 'ge', ['F', 'M'])).toEqual([]);
});

test.each<[target: Mapping[string], cells: string[], isUnconfirmed: boolean]>([
  ['ge', ['H', 'M'], true],
  [{ field: 'ge', values: { h: 'm' } }, ['H', 'M'], true],
  [{ field: 'ge', values: { h: 'm', m: 'f' } }, ['H', 'M'], false],
  ['ge', ['H', 'F'], false],
  ['ge', ['F', 'M', 'x'], false],
])('a column mapped to %j with the values %j has to be confirmed: %s', (target, cells, isUnconfirmed) => {
  const plan = compilePlan(fields, ['sexo'], { mapping: { sexo: target }, constants: {} });
  const matchable = matchableColumns(plan, { sexo: target }, profileOf({ sexo: cells }));
  expect(unconfirmedColumns(matchable).length > 0).toBe(isUnconfirmed);
});

describe('a yes in a column', () => {
  test('is open if the name of the column does not show its meaning', () => {
    expect(openIn('Newsletter', 'opt_out', ['yes', 'no'])).toEqual(['yes', 'no']);
    expect(openIn('Marketing', { field: 'opt_out', values: { yes: 'no' } }, ['yes', 'no'])).toEqual(['no']);
  });

  test('is open if it is a part of the values, and cannot be confirmed if it is joined', () => {
    const second = { field: 'opt_out', part: 2, separator: '/' };
    const cells = ['mail/yes', 'post/yes', 'mail/no', 'mail'];
    expect(openIn('Newsletter', second, cells)).toEqual(['yes', 'no']);
    expect(openIn('Newsletter', { ...second, values: { yes: 'no' } }, cells)).toEqual(['no']);
    expect(openIn('opt_out', second, cells)).toEqual([]);
    const mapping = { Newsletter: { field: 'opt_out', join: ['Post'] } };
    const plan = compilePlan(fields, ['Newsletter', 'Post'], { mapping, constants: {} });
    const matchable = matchableColumns(plan, mapping, profileOf({ Newsletter: ['yes'], Post: ['no'] }));
    expect(unconfirmedColumns(matchable)).toMatchObject([{ column: 'Newsletter', isUnconfirmable: true }]);
  });

  test.each<[column: string, target: Mapping[string]]>([
    ['opt_out', 'opt_out'],
    ['Opted-Out', 'opt_out'],
    ['Unsubscribed', 'opt_out'],
    ['Newsletter', { field: 'opt_out', values: { YES: 'no', No: 'yes' } }],
    ['Newsletter', 'wifi'],
  ])('is not open in %s as %j', (column, target) => {
    expect(openIn(column, target, ['yes', 'no'])).toEqual([]);
  });

  test.each<[column: string, target: Mapping[string], unconfirmed: string[]]>([
    ['Newsletter', 'opt_out', ['Newsletter']],
    ['Newsletter', { field: 'opt_out', values: { yes: 'no', no: 'yes' } }, []],
    ['opt_out', 'opt_out', []],
  ])('in %s as %j leaves %j unconfirmed if a value is too long to be listed', (column, target, unconfirmed) => {
    const mapping = { [column]: target };
    const plan = compilePlan(fields, [column], { mapping, constants: {} });
    const matchable = matchableColumns(plan, mapping, profileOf({ [column]: ['yes', 'no', 'no, '.repeat(30)] }));
    expect(unconfirmedColumns(matchable).map((each) => each.column)).toEqual(unconfirmed);
  });
});
