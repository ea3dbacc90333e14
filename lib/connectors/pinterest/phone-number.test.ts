import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { phone } from './phone-number.ts';

/** The result of a phone number: the digits that are hashed, and the codes of its issues. */
function read(text: string): { digits: readonly string[]; codes: string[]; isInvalid: boolean } {
  const codes: string[] = [];
  let isInvalid = false;
  const value = phone(text, {
    now: 0,
    isIp: () => false,
    warn: (code) => {
      codes.push(code);
    },
    error: (code) => {
      codes.push(code);
      isInvalid = true;
      return undefined;
    },
  });
  return { digits: [value ?? []].flat().map(String), codes, isInvalid };
}

const runs = { numRuns: 300 };
const textOf = (characters: string, length: fc.StringConstraints) =>
  fc.string({ unit: fc.constantFrom(...characters), ...length });
const digits = (length: number) => textOf('0123456789', { minLength: length, maxLength: length });

/** Calling code, area code and two parts of a number that is neither too short nor a repeated digit. */
const parts = fc.tuple(
  fc.constantFrom('1', '49', '81', '353'),
  textOf('23456789', { minLength: 3, maxLength: 3 }),
  digits(3),
  digits(4),
);
const blank = fc.constantFrom('', ' ', '-', '.', '\u00a0', '\u2011', ' - ');

describe('any phone number', () => {
  test('that is valid has 7 to 15 digits, not all the same, and no leading 0', () => {
    const piece = fc.constantFrom(
      '+',
      '00',
      '(0)',
      '(',
      ')',
      '/',
      ' ',
      '-',
      '.',
      ',',
      ';',
      ' or ',
      'x',
      'ext. 5',
      '(home)',
      '\n',
    );
    const text = fc.array(fc.oneof(piece, digits(3), digits(7)), { maxLength: 8 }).map((all) => all.join(''));
    let accepted = 0;
    fc.assert(
      fc.property(text, (written) => {
        const { digits: values, isInvalid } = read(written.trim());
        if (isInvalid) return;
        for (const value of values.filter((each) => each !== '')) {
          accepted += 1;
          expect(value).toMatch(/^[1-9]\d{6,14}$/);
          expect(new Set(value).size).toBeGreaterThan(1);
          expect(written.replace(/\D/g, '')).toMatch(new RegExp([...value].join('0*')));
        }
      }),
      runs,
    );
    expect(accepted).toBeGreaterThan(30);
  });

  test('has the same digits in every format', () => {
    const written = fc.tuple(
      parts,
      fc.constantFrom('+', '00', '+ ', "'+", '＋', '\u202a+', 'tel:+', 'Tel. +', 'WhatsApp: +', '☎ +'),
      fc.constantFrom('', '(0)', ' (0) ', '-(0)-'),
      fc.array(blank, { minLength: 3, maxLength: 3 }),
      fc.boolean(),
    );
    fc.assert(
      fc.property(written, ([[code, area, first, last], before, trunk, blanks, isBracketed]) => {
        const [b0 = '', b1 = '', b2 = ''] = blanks;
        const areaCode = isBracketed && trunk === '' ? `(${area})` : area;
        const text = `${before}${code}${trunk || b0}${areaCode}${b1}${first}${b2}${last}`;
        const { digits: found, isInvalid } = read(text);
        expect({ text, found, isInvalid }).toEqual({ text, found: [code + area + first + last], isInvalid: false });
      }),
      runs,
    );
  });

  test('keeps its digits next to an extension or note, with a warning', () => {
    const addition = fc.oneof(
      fc
        .tuple(
          fc.constantFrom(' ext. ', ', ext ', 'x', ' X', ' #', ' App. ', '内線', ' poste ', ' DW ', ' доб. ', ';ext='),
          digits(2),
        )
        .map((two) => two.join('')),
      fc.constantFrom(' (home)', '(Büro)', ' （自宅）', ' [work, after 6]', ' (ext. 5)'),
    );
    fc.assert(
      fc.property(parts, addition, (number, added) => {
        const text = `+${number.join(' ')}${added}`;
        const { digits: found, codes } = read(text);
        expect({ text, found }).toEqual({ text, found: [number.join('')] });
        expect(codes).toContain('ph_addition_dropped');
      }),
      runs,
    );
  });

  test('with letters other than a label, extension or note is invalid', () => {
    const word = fc.constantFrom('FLOWERS', 'home', 'unknown', 'o', 'É', '東京', 'null', '5a', 'I');
    const place = fc.integer({ min: 1, max: 4 });
    fc.assert(
      fc.property(parts, word, place, fc.constantFrom('', ' ', '-'), (number, letters, at, between) => {
        const pieces: string[] = [...number];
        pieces.splice(at, 0, letters);
        expect(read(`+${pieces.join(between)}`)).toMatchObject({ digits: [], isInvalid: true });
      }),
      runs,
    );
  });

  test('next to other complete numbers is one of several values', () => {
    const between = fc.constantFrom(', ', '; ', ' / ', ' | ', '\n', ' or ', ' & ', '、', ' ');
    fc.assert(
      fc.property(fc.array(parts, { minLength: 2, maxLength: 4 }), between, (numbers, separator) => {
        const text = numbers.map((number) => `+${number.join(' ')}`).join(separator);
        expect(read(text)).toMatchObject({ digits: numbers.map((number) => number.join('')), isInvalid: false });
        const cut = `${text}${separator}${numbers[0]?.[3]}`;
        if (separator !== ' ') expect(read(cut)).toMatchObject({ digits: [], codes: ['ph_several_numbers'] });
      }),
      runs,
    );
  });
});

test('a long cell of arbitrary text is found invalid without slow backtracking', () => {
  const pieces = ['(', '(a', '1 ', '1/', ' ', '+1', '1,', 'x1', 'ext', '(1a)', '-', '1\n'];
  for (const piece of pieces) {
    const text = `1${piece.repeat(300_000)}`;
    expect(read(text).isInvalid).toBe(true);
  }
});

test('a cell holds at most a hundred phone numbers', () => {
  const numbers = Array.from({ length: 101 }, (_, index) => `+14155550${index + 100}`);
  expect(read(numbers.slice(1).join()).digits).toHaveLength(100);
  expect(read(numbers.join()).codes).toEqual(['array_too_long']);
});
