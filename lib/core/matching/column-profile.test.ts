import { describe, expect, test } from 'vitest';
import { fields } from '../../connectors/pinterest/fields.ts';
import type { Mapping } from '../record/field-target.ts';
import { compilePlan } from '../record/plan.ts';
import { isOpen, matchableColumns, openValues } from './matchable-columns.ts';
import { profileOf } from './profile-of.test-kit.ts';
import { unitQuestions } from './unit-questions.ts';

test('a profile counts filled cells, distinct values, and the records of each value if values are few', () => {
  const [column] = profileOf({ Kanal: ['Filiale', ' Filiale', 'Web', '', '\\N'] }).columns;
  expect(column).toMatchObject({ filled: 3, distinct: 2, hasMore: false });
  expect(column?.values).toEqual([
    { text: 'Filiale', records: 2 },
    { text: 'Web', records: 1 },
  ]);
});

test('a profile with too many values reports that there are more, and lists none', () => {
  const [column] = profileOf({ Nr: Array.from({ length: 1200 }, (_, index) => `nr-${index}`) }).columns;
  expect(column).toMatchObject({ filled: 1200, distinct: 1000, hasMore: true, values: null });
});

describe('questions about units', () => {
  const questionsOf = (mapping: Mapping, columns: Readonly<Record<string, readonly string[]>>) => {
    const plan = compilePlan(fields, Object.keys(columns), { mapping, constants: {} });
    return unitQuestions(plan, profileOf(columns));
  };

  test.each<[field: string, cells: string[], expected: object[]]>([
    ['event_time', ['1795410011'], []],
    ['event_time', ['2026-11-21T14:05:00Z', '2026-11-21 14:05 Europe/Berlin'], []],
    ['event_time', ['2026-11-21 14:05:00+00', '2026-11-21 14:05:00.123456-03:30', '20-Nov-2026 14:05 +0100'], []],
    ['event_time', ['2026-11-21 14:05'], [{ unit: 'timezone', values: 1, suggestion: undefined }]],
    ['event_time', ['2026-11-21'], [{ unit: 'timezone', values: 1 }]],
    [
      'event_time',
      ['21-11-2026'],
      [
        { unit: 'timezone', values: 1 },
        { unit: 'dates', suggestion: 'day_first' },
      ],
    ],
    [
      'event_time',
      ['03.11.2026 14:05', '21.11.2026 09:00'],
      [
        { unit: 'timezone', values: 2, example: '03.11.2026 14:05' },
        { unit: 'dates', values: 2, suggestion: 'day_first', reason: 'data' },
      ],
    ],
    ['event_time', ['20-Nov-2026'], [{ unit: 'timezone', values: 1 }]],
    ['event_time', ['20-NOV-26 02.05.00.000000 PM'], [{ unit: 'timezone', values: 1 }]],
    ['event_time', ['20 ноября 2026 14:05'], [{ unit: 'timezone', values: 1 }]],
    [
      'event_time',
      ['11/21/2026, 2:05:00 PM'],
      [
        { unit: 'timezone', values: 1 },
        { unit: 'dates', suggestion: 'month_first' },
      ],
    ],
    [
      'event_time',
      ['21/11/2026 - 14:05', '٢٢/١١/٢٠٢٦ ١٤:٠٥'],
      [
        { unit: 'timezone', values: 2 },
        { unit: 'dates', values: 2, suggestion: 'day_first' },
      ],
    ],
    ['db', ['13–04–1990'], [{ unit: 'dates', values: 1, suggestion: 'day_first' }]],
    [
      'ph',
      ["'09012345678", '０９０－１２３４－５６７８', '٠٥٠١٢٣٤٥٦٧', 'Tel. 030 123456'],
      [{ unit: 'country', values: 4 }],
    ],
    ['event_time', ['27 de novembro de 2026, 14h05'], [{ unit: 'timezone', values: 1 }]],
    ['event_time', ['2026/11/20 午後3:05'], [{ unit: 'timezone', values: 1 }]],
    ['event_time', ['20 rue de la Paix 2026'], []],
    ['db', ['04/05/1990'], [{ unit: 'dates', suggestion: undefined, reason: 'none' }]],
    ['db', ['24/05/1990', '05/24/1990'], [{ unit: 'dates', suggestion: undefined, reason: 'mixed' }]],
    ['value', ['12.50', '7'], []],
    ['value', ['1.299,90', '1.299'], [{ unit: 'decimals', values: 2, suggestion: 'comma', reason: 'data' }]],
    ['value', ['1.299,-', '49,90'], [{ unit: 'decimals', suggestion: 'comma', reason: 'data' }]],
    ['value', ['1,299'], [{ unit: 'decimals', suggestion: undefined, reason: 'none' }]],
    ['value', Array(5).fill('12,800'), [{ unit: 'decimals', suggestion: 'point', reason: 'groups' }]],
    ['value', ['12,800円', '980円'], [{ unit: 'decimals', suggestion: 'point', reason: 'data' }]],
    ['value', ['￥12,800'], [{ unit: 'decimals', suggestion: 'point', reason: 'data' }]],
    ['value', ['¥12,800', '¥1,234.50'], [{ unit: 'decimals', suggestion: 'point', reason: 'data' }]],
    ['value', ['12,800 krw'], [{ unit: 'decimals', suggestion: 'point', reason: 'data' }]],
    ['value', ['12,800円', '12.800円'], [{ unit: 'decimals', suggestion: undefined, reason: 'mixed' }]],
    ['value', ['12,800円', '1.299,00 €'], [{ unit: 'decimals', suggestion: undefined, reason: 'mixed' }]],
    ['value', ['12.800円'], [{ unit: 'decimals', suggestion: undefined, reason: 'none' }]],
    ['value', ['12,800 €'], [{ unit: 'decimals', suggestion: undefined, reason: 'none' }]],
    ['value', Array(5).fill('1.299'), [{ unit: 'decimals', suggestion: 'comma', reason: 'groups' }]],
    ['value', ['29,370', '1,234,567'], [{ unit: 'decimals', suggestion: 'point', reason: 'data' }]],
    ['value', ['1.234.567', '1.299,90'], [{ unit: 'decimals', suggestion: 'comma', reason: 'data' }]],
    ['value', ['1.234.567', '1,234,567'], [{ unit: 'decimals', suggestion: undefined, reason: 'mixed' }]],
    ['value', [...Array(5).fill('1.299'), '1,299'], [{ unit: 'decimals', suggestion: undefined, reason: 'none' }]],
    ['ph', ['+49 151 2345678'], []],
    ['ph', ['0151/234 56 78'], [{ unit: 'country', values: 1, example: '0151/234 56 78' }]],
    ['ph', ['1234'], []],
    // The first of three columns that contain a phone number together.
    ['ph', ['090', '03'], [{ unit: 'country', values: 2, example: '090' }]],
  ])('of %s with %j are %j', (field, cells, expected) => {
    expect(questionsOf({ A: field }, { A: cells })).toMatchObject(expected);
  });

  test.each<[currencies: string[], amounts: string[], suggestion: string | undefined, reason: string]>([
    // Without fractions, a comma separates thousands.
    [['JPY'], ['12,800'], 'point', 'data'],
    [['JPY', 'krw'], ['12,800', '980'], 'point', 'data'],
    [['JPY'], ['12,800', '12.800'], undefined, 'mixed'],
    // A point, or amounts with fractions, do not show it.
    [['JPY'], ['12.800'], undefined, 'none'],
    [['JPY', 'USD'], ['12,800', '9,800'], undefined, 'none'],
    [['JPY', 'yen'], ['12,800', '9,800'], undefined, 'none'],
    // Fractions of three digits look like thousands.
    [['KWD'], Array(5).fill('12.345'), undefined, 'none'],
    [['KWD', 'dinar'], Array(5).fill('12.345'), undefined, 'none'],
    [['USD', 'TND'], Array(5).fill('12,345'), undefined, 'none'],
    // Here, other facts show the sign.
    [['KWD'], ['12.345', '1,234.500'], 'point', 'data'],
    [['USD'], Array(5).fill('12,345'), 'point', 'groups'],
  ])('suggest the decimal sign of %j with %j', (currencies, amounts, suggestion, reason) => {
    const columns = { Betrag: amounts, Waehrung: currencies };
    const mapping = { Betrag: 'value', Waehrung: 'currency' };
    expect(questionsOf(mapping, columns)).toMatchObject([{ unit: 'decimals', suggestion, reason }]);
  });

  test('suggest the decimal sign of a constant currency', () => {
    const matching = { mapping: { Preis: 'item_price' }, constants: { currency: 'JPY' } };
    const questions = unitQuestions(compilePlan(fields, ['Preis'], matching), profileOf({ Preis: ['12,800'] }));
    expect(questions).toMatchObject([{ unit: 'decimals', suggestion: 'point', reason: 'data' }]);
  });

  test.each([
    ['Created (UTC)', 'UTC'],
    ['created_at_utc', 'UTC'],
    ['hit_time_gmt', 'UTC'],
    ['Created (UTC+9)', undefined],
    ['Nutcracker', undefined],
    ['Created', undefined],
  ])('suggest the time zone in the name of a column: %s', (column, suggestion) => {
    const questions = questionsOf({ [column]: 'event_time' }, { [column]: ['2026-11-21 14:05'] });
    const reason = suggestion === undefined ? 'none' : 'name';
    expect(questions).toMatchObject([{ unit: 'timezone', suggestion, reason, answer: undefined }]);
  });

  test('suggest the time zone in the name of a joined column', () => {
    const mapping: Mapping = { Date: { field: 'event_time', join: ['Time (UTC)'] } };
    const columns = { Date: ['2026-11-21'], 'Time (UTC)': ['14:05'] };
    expect(questionsOf(mapping, columns)).toMatchObject([{ unit: 'timezone', suggestion: 'UTC', reason: 'name' }]);
  });

  test('suggest the most frequent country of the records', () => {
    const mapping = { Rufnr: 'ph', Land: { field: 'country', values: { Österreich: 'AT' } } };
    const columns = { Rufnr: ['0664 1234567', '0151 2345678'], Land: ['Österreich', 'Österreich', 'DE'] };
    expect(questionsOf(mapping, columns)).toMatchObject([{ unit: 'country', suggestion: 'AT', answer: undefined }]);
    // The spellings of a country count together.
    const spelled = { Rufnr: Array(7).fill('0151 2345678'), Land: ['Österreich', 'Österreich', 'Österreich'] };
    spelled.Land.push('DE', 'DE', 'de', 'de');
    expect(questionsOf(mapping, spelled)).toMatchObject([{ unit: 'country', suggestion: 'DE' }]);
    // Without an answer, national numbers are read as if they began with a calling code, even if every record has its
    // country.
    const complete = { Rufnr: ['31983062673'], Land: ['BR'] };
    expect(questionsOf(mapping, complete)).toMatchObject([{ unit: 'country', suggestion: 'BR', answer: undefined }]);
  });

  test('need no answer for a column whose values leave nothing open', () => {
    const mapping: Mapping = { Time: 'event_time', Birthday: { field: 'db', dates: 'day_first' } };
    const columns = { Time: ['1795410011'], Birthday: ['24/05/1990'] };
    expect(questionsOf(mapping, columns)).toMatchObject([{ unit: 'dates', answer: 'day_first' }]);
  });

  test('have an example that is joined as the mapping says', () => {
    const phone = { 'Tel 1': { field: 'ph', join: ['Tel 2', 'Tel 3'], separator: '-' } };
    const parts = { 'Tel 3': ['5678', '8765'], 'Tel 1': ['090', '080'], 'Tel 2': ['1234', '4321'] };
    expect(questionsOf(phone, parts)).toMatchObject([{ unit: 'country', values: 2, example: '090-1234-5678' }]);
    const time = { Datum: { field: 'event_time', join: ['Uhrzeit'] } };
    expect(questionsOf(time, { Datum: ['03.11.2026'], Uhrzeit: ['14:05'] })).toMatchObject([
      { unit: 'timezone', example: '03.11.2026 14:05' },
      { unit: 'dates', example: '03.11.2026 14:05' },
    ]);
    // A column that is empty in the first records adds nothing.
    expect(questionsOf(time, { Datum: ['03.11.2026'], Uhrzeit: [''] })).toMatchObject([
      { example: '03.11.2026' },
      { example: '03.11.2026' },
    ]);
  });

  test('name their answer, also for joined columns', () => {
    const target = { field: 'event_time', join: ['Uhrzeit'], timezone: 'Europe/Berlin' };
    const questions = questionsOf({ Datum: target }, { Datum: ['21.11.2026'], Uhrzeit: ['14:05'] });
    expect(questions).toMatchObject([
      { unit: 'timezone', columns: ['Datum'], answer: 'Europe/Berlin' },
      { unit: 'dates', answer: undefined, suggestion: 'day_first' },
    ]);
  });
});

test('values are allowed, matched or open, and the open ones come first', () => {
  const mapping = { Ereignis: { field: 'event_name', values: { Kauf: 'checkout', Retoure: null } }, Nr: ['event_id'] };
  const columns = { Ereignis: ['Kauf', 'KAUF', 'checkout', 'Retoure', 'Umtausch', 'checkout'], Nr: ['1'] };
  const plan = compilePlan(fields, Object.keys(columns), { mapping, constants: {} });
  const [column, ...others] = matchableColumns(plan, mapping, profileOf(columns));
  expect(others).toEqual([]);
  expect(column).toMatchObject({ column: 'Ereignis', fieldIndex: 0, field: { name: 'event_name' } });
  expect(column?.values).toEqual([
    { text: 'Umtausch', records: 1, state: 'open', to: undefined },
    { text: 'Kauf', records: 1, state: 'matched', to: 'checkout' },
    { text: 'KAUF', records: 1, state: 'matched', to: 'checkout' },
    { text: 'Retoure', records: 1, state: 'matched', to: null },
    { text: 'checkout', records: 2, state: 'allowed', to: undefined },
  ]);
  expect(column && openValues(column).map(({ text }) => text)).toEqual(['Umtausch']);
});

describe('a column with many values', () => {
  const columnOf = (values: readonly string[], target: Mapping[string] = 'event_name') => {
    const plan = compilePlan(fields, ['Kind'], { mapping: { Kind: target }, constants: {} });
    return matchableColumns(plan, { Kind: target }, profileOf({ Kind: values }))[0];
  };
  const kinds = (length: number) => Array.from({ length }, (_, index) => `Event kind ${index}`);
  const most = Array.from({ length: 9 }, () => 'checkout');

  test.each<[what: string, values: readonly string[], mismatch: object | undefined]>([
    ['none of 300 is allowed', kinds(300), { checked: 300, allowed: 0, areAllChecked: true }],
    ['one of 201 is allowed', [...most, ...kinds(200)], { checked: 201, allowed: 1, areAllChecked: true }],
    [
      'none is allowed, and there are more values than are compared',
      kinds(900),
      { checked: 300, allowed: 0, areAllChecked: false },
    ],
    [
      'none is allowed, and there are more values than are counted',
      kinds(1_500),
      { checked: 300, allowed: 0, areAllChecked: false },
    ],
    ['all are allowed, but very long', ['checkout', ` ${'x'.repeat(101)}`, 'lead'], undefined],
  ])('is open unless its values are allowed: %s', (_, values, mismatch) => {
    const column = columnOf(values);
    expect(column?.values).toBeNull();
    expect(column?.mismatch).toEqual(mismatch);
    expect(column && isOpen(column)).toBe(mismatch !== undefined);
  });

  test('is not open once its values are matched', () => {
    const column = columnOf(kinds(300), { field: 'event_name', values: { 'Event kind 1': 'checkout' } });
    expect(column?.mismatch).toBeUndefined();
  });
});
