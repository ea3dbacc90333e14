import { expect, test } from 'vitest';
import { hasSeveralNames, hasSigns, withoutSigns } from './name-alone.ts';

test.each([
  ['Anna 😀', 'Anna'],
  ['★Anna★', 'Anna'],
  ['Anna❤️', 'Anna'],
  ['Anna!!!', 'Anna'],
  ['Anna,', 'Anna'],
  ['- Anna', 'Anna'],
  ['Smith (VIP)', 'Smith'],
  ['Smith [gesperrt]', 'Smith'],
  ['ג׳ורג׳ (VIP)', 'ג׳ורג׳'],
  ['山田（ヤマダ）', '山田'],
  ['山田【ヤマダ】', '山田'],
  ['Anna92', undefined],
  ['Anna 92', undefined],
  ['1st Anna', undefined],
  ['@anna', undefined],
  ['Anna=Eva', undefined],
  ['Anna "Annie" Lee', undefined],
  ['(Anna)', undefined],
  ['Anna & Peter', undefined],
  ['Anna/Peter', undefined],
  ['Main Street 5', undefined],
])('%s has signs, and without them is %j', (text, name) => {
  expect(hasSigns(text)).toBe(true);
  expect(withoutSigns(text)).toBe(name);
});

test.each([
  ...['Jean-Luc', 'Jean–Luc', 'O’Brien', 'O`Brien', 'Dr. Ada', 'ジョン・スミス', 'क्‍ष', '葛󠄀城', '瑪麗‧居禮', 'ג׳ורג׳'],
  ...[
    'ジャン＝リュック',
    'ジャン=リュック',
    'באב"ד',
    'བསྟན་འཛིན',
    'डॉ॰ राम',
    'Kumar a/l Raman',
    'Letchumi A/P Raman',
    'Devi d/o Rajan',
  ],
])('%s has no signs', (name) => {
  expect(hasSigns(name)).toBe(false);
});

test.each([
  'Anna und Peter',
  'Jean et Marie',
  'Анна и Пётр',
  'АННА И ПЁТР',
  'Anna undefined',
  'null Lee',
  'Anna-',
  'Lovelace, Ada',
  'de la Cruz, María José',
  'SMITH, ANNA',
])('%s is more than one name', (text) => {
  expect(hasSeveralNames(text)).toBe(true);
});

test.each([
  'Ada Null',
  'Nan Goldin',
  'Ortega y Gasset',
  'Moura e Silva',
  'Anand',
  'von und zu Guttenberg',
  'Иван И Петров',
  'Smith, Jr.',
  'Smith, M.D.',
  'Smith, MBA, CPA',
  'Smith, A.',
])('%s is one name', (text) => {
  expect(hasSeveralNames(text)).toBe(false);
});

test.each([
  ['Jennifer null', 'Jennifer'],
  ['山田 NULL', '山田'],
  ['JENNIFER undefined', 'JENNIFER'],
  // In capitals, it may be the last name Null.
  ['JENNIFER NULL', 'JENNIFER NULL'],
  ['jennifer null', 'jennifer null'],
])('without its missing part, %s is %s', (text, name) => {
  expect(withoutSigns(text)).toBe(name);
});
