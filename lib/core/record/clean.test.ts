import { describe, expect, test } from 'vitest';
import {
  asWritten,
  decimal,
  exactInteger,
  integer,
  isMissing,
  isSha256,
  oneOf,
  trim,
  withoutInvisible,
  yesOrNo,
} from './clean.ts';
import type { Clean } from './field.ts';

/** The result of a rule: a value or an error code. */
function resultOf(clean: Clean, text: string): { value?: unknown; code?: string } {
  let failure: string | undefined;
  const value = clean(text, {
    now: 0,
    isIp: () => false,
    warn: () => undefined,
    error: (code) => {
      failure = code;
      return undefined;
    },
  });
  return failure === undefined ? { value } : { code: failure };
}

const LONG = 200_000;

test.each([
  ['A\u200bda\u00ad', 'Ada'],
  ['A\u200dd\u200ca', 'Ada'],
  ['علی\u200cرضا', 'علی\u200cرضا'],
  ['👩\u200d👧', '👩\u200d👧'],
  ['Ada\u00a0Marie\u3000B', 'Ada\u00a0Marie\u3000B'],
])('%j without invisible characters is %j', (text, expected) => {
  expect(withoutInvisible(text)).toBe(expected);
});

describe('trim', () => {
  test.each([
    ['', ''],
    ['a', 'a'],
    [' a b ', 'a b'],
    ['\t\r\n\v\fa\t\r\n\v\f', 'a'],
    ['\u00a0東京\u3000', '東京'],
    ['\u0085a\u0085', 'a'],
    ['\ufeffa\ufeff', 'a'],
    ['\u2028\u2029\u202f\u205f\u1680\u2000\u200aé', 'é'],
    ['\u3000 \u00a0', ''],
    ['\u200b', ''],
    ['\u061cأحمد\u061c', 'أحمد'],
    ['\u200e\u202aa\u202c\u00ad\u2060', 'a'],
    ['\u2066a\u200bb\u2069\u200f', 'a\u200bb'],
    ['\u200da', '\u200da'],
    ['😀 ', '😀'],
    ['="00123"', '00123'],
    [' =" a " ', 'a'],
    ['=""', ''],
    ['="a"&"b"', '="a"&"b"'],
    [`="${'0a'.repeat(32)}"`, '0a'.repeat(32)],
  ])('%j → %j', (text, expected) => {
    expect(trim(text)).toBe(expected);
  });

  test('takes linear time for long runs of blanks inside or around a text', () => {
    const inside = `é${' '.repeat(LONG)}é`;
    expect(trim(inside)).toBe(inside);
    expect(trim(`${'\u3000'.repeat(LONG)}é${' '.repeat(LONG)}`)).toBe('é');
  });
});

test.each([
  ['', true],
  ['\\N', true],
  ['\\n', false],
  ['N', false],
  ['NULL', false],
  ['null', false],
  ['0', false],
])('isMissing(%j) is %j', (text, expected) => {
  expect(isMissing(text)).toBe(expected);
});

test.each([
  ['0123456789abcdef'.repeat(4), true],
  ['0123456789ABCDEF'.repeat(4), true],
  ['0123456789aBcDeF'.repeat(4), true],
  ['f'.repeat(63), false],
  ['f'.repeat(65), false],
  [`${'f'.repeat(63)}g`, false],
  [`${'f'.repeat(63)}\n`, false],
  ['', false],
])('isSha256(%j) is %j', (text, expected) => {
  expect(isSha256(text)).toBe(expected);
});

describe('yesOrNo', () => {
  const boolean = yesOrNo('boolean_unreadable');
  test.each(['yes', 'YES', 'Yes', 'y', 'Y', 'true', 'TRUE', 't', 'T', '1'])('%s is true', (text) => {
    expect(resultOf(boolean, text)).toEqual({ value: true });
  });
  test.each(['no', 'NO', 'No', 'n', 'N', 'false', 'False', 'f', 'F', '0'])('%s is false', (text) => {
    expect(resultOf(boolean, text)).toEqual({ value: false });
  });
  test.each(['2', '-1', '1.0', 'on', 'off', 'ja', 'NULL', 'truefalse', '__proto__'])('%s is neither', (text) => {
    expect(resultOf(boolean, text)).toEqual({ code: 'boolean_unreadable' });
  });
});

describe('decimal', () => {
  test.each(['72.30', '0', '00.10', '-5', '+5', '-0.5', '.5', '5.', '1'.repeat(40)])('keeps %s', (text) => {
    expect(resultOf(decimal, text)).toEqual({ value: text });
  });
  test.each([
    'free',
    '1,234.50',
    '1 234',
    '1e3',
    '.',
    '-',
    '+',
    '--5',
    '1.2.3',
    '$5',
    '5€',
    'NaN',
    'Infinity',
    '0x10',
    '１２',
  ])('%s is invalid', (text) => {
    expect(resultOf(decimal, text)).toEqual({ code: 'decimal_unreadable' });
  });
  test('takes linear time for a long text that is almost a number', () => {
    expect(resultOf(decimal, `${'1'.repeat(LONG)}x`)).toEqual({ code: 'decimal_unreadable' });
  });
});

describe('integer', () => {
  test.each([
    ['0', 0],
    ['20', 20],
    ['+20', 20],
    ['-20', -20],
    ['007', 7],
    ['12.0', 12],
    ['9007199254740991', 9007199254740991],
    ['-9007199254740991', -9007199254740991],
  ])('%s is read as %d', (text, value) => {
    expect(resultOf(integer, text)).toEqual({ value });
  });
  test.each([
    ['9007199254740992', 'integer_too_large'],
    ['9007199254740993', 'integer_too_large'],
    ['-9007199254740992', 'integer_too_large'],
    ['9'.repeat(400), 'integer_too_large'],
    ['1.5', 'integer_unreadable'],
    ['1,000', 'integer_unreadable'],
    ['two', 'integer_unreadable'],
    ['0x10', 'integer_unreadable'],
    ['٣', 'integer_unreadable'],
    ['', 'integer_unreadable'],
  ])('%s is invalid', (text, code) => {
    expect(resultOf(integer, text)).toEqual({ code });
  });
});

test.each([
  ['1.7e9', 1_700_000_000],
  ['1.7E+09', 1_700_000_000],
  ['1.23e2', 123],
  ['1.50e1', 15],
  ['1.e2', 100],
  ['-2.5e1', -25],
  ['1.23e1', undefined],
  ['1e-3', undefined],
  ['1000e-3', undefined],
  ['1e', undefined],
  ['e9', undefined],
  ['1e999', undefined],
  ['.5', undefined],
])('exactInteger(%j) is %j', (text, expected) => {
  expect(exactInteger(text)).toBe(expected);
});

describe('oneOf', () => {
  const rule = oneOf(['add_to_cart', 'web', 'III'], 'unknown');
  test.each([
    ['add_to_cart', 'add_to_cart'],
    ['ADD_TO_CART', 'add_to_cart'],
    ['Web', 'web'],
    ['III', 'III'],
  ])('%s is sent as %s', (text, value) => {
    expect(resultOf(rule, text)).toEqual({ value });
  });
  test.each(['add to cart', 'addtocart', 'webb', 'toString', '__proto__'])('%s is not in the list', (text) => {
    expect(resultOf(rule, text)).toEqual({ code: 'unknown' });
  });
});

describe('asWritten', () => {
  test.each(['IİĞ', 'null', 'n/a', '-', '#1', '# of boots', '#NAME'])('keeps %s', (text) => {
    expect(resultOf(asWritten, text)).toEqual({ value: text });
  });
  test.each(['#N/A', '#ref!', '#DIV/0!', '#BEZUG!', '########'])('omits %s', (text) => {
    expect(resultOf(asWritten, text)).toEqual({ value: undefined });
  });
});
