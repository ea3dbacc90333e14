import { file, fileWith, HEADER, lines, row, TIME } from '../bytes.ts';
import { allValid, type CorpusFile, invalid, valid } from '../corpus-file.ts';

/** Values at the limits of a field, each in a separate record. */

interface Values {
  readonly validValues: readonly string[];
  /** Each with its error code. */
  readonly invalidValues: readonly (readonly [value: string, code: string])[];
}

/** A file with each value in `column`; the valid ones first. */
function valuesOf(column: string, { validValues, invalidValues }: Values): CorpusFile {
  const cells = [...validValues, ...invalidValues.map(([value]) => value)].map(
    (value) => `"${value.replaceAll('"', '""')}"`,
  );
  return {
    name: `${column}: ${validValues.length} valid and ${invalidValues.length} invalid values`,
    content: () => fileWith(column, ...cells.map((cell, i) => row(i, cell))),
    expected: [
      ...validValues.map((_, i) => valid(i + 2)),
      ...invalidValues.map(([, code], i) => invalid(i + 2 + validValues.length, `${code} ${column}`)),
    ],
  };
}

function withCode(code: string, ...values: readonly string[]): (readonly [string, string])[] {
  return values.map((value) => [value, code]);
}

const LARGEST = 9_007_199_254_740_991n;

const numbers: readonly CorpusFile[] = [
  valuesOf('item_quantity', {
    validValues: ['0', '+7', '007', String(LARGEST), '12.0', '1.7e9', '1e15', '\\N', ''],
    invalidValues: [
      ...withCode(
        'integer_too_large',
        String(LARGEST + 1n),
        `-${LARGEST + 1n}`,
        '1e16',
        '9'.repeat(400),
        '9e99',
        `${LARGEST + 2n}.0`,
      ),
      ...withCode(
        'integer_unreadable',
        '1.5',
        '1,000',
        '0x10',
        '1e-3',
        '１２',
        '١٢',
        'NaN',
        'Infinity',
        '--1',
        '1 2',
        '1e999',
        '½',
        '-',
        'e1',
      ),
    ],
  }),
  valuesOf('value', {
    validValues: ['72.30', '.5', '5.', '+5', '0', '9'.repeat(400), `0.${'0'.repeat(400)}1`, '\\N', ''],
    invalidValues: withCode(
      'decimal_unreadable',
      '1e5',
      '1,234.50',
      '72,30',
      '$5',
      '5€',
      '1 000',
      '.',
      '+',
      'NaN',
      '-Infinity',
      '１',
      '0x1p3',
      '1_000',
      '(5)',
    ),
  }),
  valuesOf('opt_out', {
    validValues: ['yes', 'NO', 'True', 'f', '1', '0', ''],
    invalidValues: withCode('opt_out_unreadable', '2', 'maybe', 'ja', 'on', 'ＹＥＳ', '01'),
  }),
];

const TEN_MINUTES = 600;
/** Longer than the campaign takes, so that these times are still in the future when they are checked. */
const SIX_HOURS = 6 * 3600;
const iso = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000Z', '');
const atTime = (time: string | number, n: number) => `checkout,web,"${time}",e${n},user${n}@mail.example`;

const validTimes = [
  TIME,
  `${TIME}.0`,
  `${TIME}.`,
  `+${TIME}`,
  `${(TIME / 1e9).toFixed(9)}e9`,
  `${iso(TIME)}Z`,
  `${iso(TIME)}.000000Z`,
  `${iso(TIME).replace('T', ' ')} UTC`,
  `${iso(TIME).slice(0, 16)}z`,
  `${iso(TIME + 9 * 3600)}+09:00`,
  `${iso(TIME + 9 * 3600)}+0900`,
  `${iso(TIME + 9 * 3600)} Asia/Tokyo`,
  `${iso(TIME - 5.5 * 3600)}-05:30`,
  `${iso(TIME)},0 gmt`,
];
const invalidTimes = [
  ...withCode(
    'event_time_unreadable',
    'yesterday',
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-1-01',
    '01/02/2026 10:00',
    '2026-01-01T24:00:00Z',
    '2026-01-01T23:59:60Z',
    '2026-01-01T10:61:00Z',
    '2026-01-01T10:00:00+25:00',
    '2026-01-01T10:00:00 Mars/Olympus',
    '2026-1-1T1:1:1Z',
    '-1',
    '1e-9',
    '20260101T100000Z',
    '２０２６-01-01T00:00:00Z',
    '2026-01-01T00:00:00Z Z',
    '--',
    '1.5.',
    '0x5F5E100',
  ),
  ...withCode('event_time_not_seconds', `${TIME}000`, `${TIME}000000`, `${TIME}000000000`, '9'.repeat(400), '1e99'),
  ...withCode('event_time_future', String(TIME + SIX_HOURS), `${iso(TIME + SIX_HOURS)}Z`, '999999999999'),
];

const times: readonly CorpusFile[] = [
  {
    name: `event_time: ${validTimes.length} valid and ${invalidTimes.length} invalid values`,
    content: () => file(...[...validTimes, ...invalidTimes.map(([time]) => time)].map(atTime)),
    expected: [
      ...validTimes.map((_, i) => valid(i + 2)),
      ...invalidTimes.map(([, code], i) => invalid(i + 2 + validTimes.length, `${code} event_time`)),
    ],
  },
  {
    name: 'old times, and times before 2010',
    content: () =>
      file(
        ...['1262304000', '2010-01-01T00:00:00Z'].map(atTime),
        ...['0', '-0', '1', '1970-01-01T00:00:00Z', '45987', '45987.5', '1262303999'].map((time, n) =>
          atTime(time, n + 2),
        ),
      ),
    expected: [
      ...[2, 3].map((line) => valid(line, 'event_time_old')),
      ...[4, 5, 6, 7, 8, 9, 10].map((line) => invalid(line, 'event_time_before_2010 event_time')),
    ],
  },
  {
    name: 'fractions of a second are dropped',
    content: () =>
      file(
        ...[`${TIME}.5`, `${(TIME / 1e9).toFixed(9)}25E9`, `${iso(TIME)}.123456Z`, `${iso(TIME)},5 gmt`].map(atTime),
      ),
    expected: [2, 3, 4, 5].map((line) => valid(line, 'event_time_fraction')),
  },
  {
    name: 'a date is read as midnight',
    content: () => file(atTime(iso(TIME - 24 * 3600).slice(0, 10), 1)),
    expected: [valid(2, 'event_time_without_zone')],
  },
  {
    name: 'a time without a zone gets a warning once per file',
    content: () => file(...[iso(TIME), iso(TIME).replace('T', ' '), `${iso(TIME)}Z`, iso(TIME)].map(atTime)),
    expected: [valid(2, 'event_time_without_zone'), ...allValid(3, 4, 5)],
  },
  {
    name: 'a time within the tolerance of five minutes, and one beyond it',
    content: () => file(atTime(Math.floor(Date.now() / 1000) + 60, 1), atTime(TIME + SIX_HOURS + TEN_MINUTES, 2)),
    expected: [valid(2), invalid(3, 'event_time_future event_time')],
  },
];

const HASH = 'a1'.repeat(32);
const HASH_OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const withAddress = (address: string, n: number) => `checkout,web,${TIME},e${n},"${address.replaceAll('"', '""')}"`;
const validAddresses = [
  'a@b.co',
  ' A@B.CO ',
  '\u3000a@b.co\u00a0',
  HASH,
  HASH.toUpperCase(),
  'é@日本.jp',
  '["a@b.co","d@e.fr"]',
  "o'neil+x@mail.example",
  '\u202aa@b.co\u202c',
  'mailto:a@b.co',
  '<a@b.co>',
  'Ann <a@b.co>',
  'a..b.@c.de',
];
const invalidAddresses = [
  ...withCode(
    'em_malformed',
    'a',
    'a@b',
    'a@b.c',
    '@b.co',
    'a@@b.co',
    'a b@c.de',
    'a@b c.de',
    'a@b.co,d@e.fr',
    'a@b.co;d@e.fr',
    '=a@b.co',
    'mailto://a@b.co',
    'a@-b.co',
    'a@b-.co',
    `${'a'.repeat(65)}@b.co`,
    'g'.repeat(64),
    'mailto:a',
    'a@b.co;',
    'a@b..co',
    'a@.bo',
    '"a@b.co"',
    'a@b.co <d@e.fr>',
    '[]@b.co',
  ),
  ...withCode(
    'em_other_hash',
    HASH.slice(1),
    `${HASH}0`,
    'd41d8cd98f00b204e9800998ecf8427e',
    'DA39A3EE5E6B4B0D3255BFEF95601890AFD80709',
  ),
  ...withCode('letters_mixed', '\u0430da@mail.example'),
  ...withCode('nothing_left', HASH_OF_NOTHING, HASH_OF_NOTHING.toUpperCase()),
  ...withCode('array_not_texts', '[1]', '["a@b.co",{}]', '["\\ud800@b.co"]', '[["a@b.co"]]'),
];

const texts: readonly CorpusFile[] = [
  {
    name: 'a negative number of products gets a warning',
    content: () => fileWith('item_quantity', row(0, '-1'), row(1, `-${LARGEST}`)),
    expected: [valid(2, 'count_negative'), valid(3, 'count_negative')],
  },
  {
    name: 'a negative amount gets a warning',
    content: () => fileWith('value', row(0, '-5'), row(1, '-0.0')),
    expected: [valid(2, 'value_negative'), valid(3)],
  },
  {
    name: `em: ${validAddresses.length} valid and ${invalidAddresses.length} invalid values`,
    content: () => file(...[...validAddresses, ...invalidAddresses.map(([address]) => address)].map(withAddress)),
    expected: [
      ...validAddresses.map((_, i) => valid(i + 2)),
      ...invalidAddresses.map(([, code], i) => invalid(i + 2 + validAddresses.length, `${code} em`)),
    ],
  },
  {
    name: 'a missing address in every form',
    content: () => file(...['', '  ', '\\N', '\u3000', '[]', '[" ","\\\\N"]', '[null]'].map(withAddress)),
    expected: [2, 3, 4, 5, 6, 7, 8].map((line) => invalid(line, 'user_data_missing')),
  },
  {
    name: 'formulas are texts',
    content: () =>
      lines(
        HEADER,
        ...['=1+1', '+1', '-1+1', '@SUM(A1)', '=HYPERLINK("http://x.y";"z")', '\t=1', '|x', '%0A'].map(
          (id) => `checkout,web,${TIME},"${id.replaceAll('"', '""')}",a@b.co`,
        ),
      ),
    expected: allValid(2, 3, 4, 5, 6, 7, 8, 9),
  },
  {
    name: 'a formula with line breaks',
    content: () => fileWith('order_id', row(1, '"\r=1"'), row(2, '"\n=1"')),
    expected: allValid(2, 4),
  },
  {
    name: 'right-to-left text, zero-width characters, bidi marks, control characters, combining characters',
    content: () =>
      fileWith(
        'content_name',
        ...[
          'שלום עולם',
          'مرحبا',
          'a\u200b\u200c\u200d\u2060b',
          '\u202eabc\u202c',
          '\u2066x\u2069',
          '\u0001\u0002\u001b[31m\u007f',
          'e\u0301 é',
          '👩‍👩‍👧‍👦🏳️‍🌈',
          'Z̷̡͈a̸l̵g̶o̶',
          '\u00ad',
          'ﷺ',
          '𐍈',
        ].map((text, n) => row(n, text)),
      ),
    expected: allValid(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13),
  },
  {
    name: 'injection attempts for other systems',
    content: () =>
      fileWith(
        'content_name',
        ...[
          "'; DROP TABLE job; --",
          '<script>alert(1)</script>',
          '../../etc/passwd',
          '$(reboot)',
          '{{7*7}}',
          '%s%n',
          '\\u0000',
          '\\',
          'null',
          '__proto__',
        ].map((text, n) => row(n, text)),
      ),
    expected: allValid(2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
  },
  {
    name: 'implausible phone numbers, and phone numbers with additions that are dropped',
    content: () =>
      fileWith(
        'ph',
        ...[
          '+49 (0)171 2345678',
          '+14155550100 / +14155550101',
          '+1 415 555 0100 ext. 5',
          '+1 415 555 0100 (home)',
        ].map((phone, n) => row(n, phone)),
        ...['1-800-FLOWERS', '+1 415-555-0100 / 0101', '555', '1234567890123456', '7777777', '4.91713E+11'].map(
          (phone, n) => row(n + 4, phone),
        ),
      ),
    expected: [
      ...allValid(2, 3),
      valid(4, 'ph_addition_dropped'),
      valid(5, 'ph_addition_dropped'),
      invalid(6, 'ph_malformed ph'),
      invalid(7, 'ph_several_numbers ph'),
      invalid(8, 'ph_wrong_length ph'),
      invalid(9, 'ph_wrong_length ph'),
      invalid(10, 'ph_one_digit ph'),
      invalid(11, 'digits_lost ph'),
    ],
  },
  {
    name: 'malformed mobile ad IDs, and zeros',
    content: () =>
      lines(
        `${HEADER.replace(',em', '')},hashed_maids`,
        ...[
          'EB9F4A2C-6D1E-4F0B-9A55-3C1D2E4F5A6B',
          HASH,
          'abc',
          '0'.repeat(32),
          `${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}`,
        ].map((id, n) => `checkout,web,${TIME},e${n},${id}`),
      ),
    expected: [
      ...allValid(2, 3),
      invalid(4, 'maid_malformed hashed_maids'),
      invalid(5, 'user_data_missing', 'maid_zeros'),
      invalid(6, 'user_data_missing', 'maid_zeros'),
    ],
  },
  {
    name: 'values that are empty after cleaning',
    content: () => fileWith('ph,zp', row(1, 'n/a', ''), row(2, '', 'n/a'), row(3, '000', '')),
    expected: [invalid(2, 'nothing_left ph'), invalid(3, 'nothing_left zp'), invalid(4, 'nothing_left ph')],
  },
];

export const values: readonly CorpusFile[] = [...numbers, ...times, ...texts];
