import { describe, expect, test } from 'vitest';
import type { Row } from '../../core/record/row.ts';
import { DELIMITERS } from '../../core/upload/file-format.ts';
import { byteOrderMarkLength, encodingOf, isGzip, likeliestDelimiter, likelyHeaderRow } from './detect.ts';
import { findRecords } from './scan.test-kit.ts';

const bytes = (...codes: number[]) => Buffer.from(codes);
/** メールアドレス,金額 as a spreadsheet in Japan saves it. */
const shiftJis = Buffer.from('8381815b838b83418368838c83582c8be08a7a', 'hex');
const refused = (code: string, params = {}) => expect.objectContaining({ name: 'UserError', code, params });

describe('the encoding', () => {
  test.each([
    ['text without a mark', Buffer.from('em,ph'), undefined, 'utf-8'],
    ['nothing at all', bytes(), undefined, 'utf-8'],
    ['a UTF-8 mark', bytes(0xef, 0xbb, 0xbf, 0x65), undefined, 'utf-8'],
    ['a UTF-16LE mark', bytes(0xff, 0xfe, 0x65, 0), undefined, 'utf-16le'],
    ['a UTF-16BE mark', bytes(0xfe, 0xff, 0, 0x65), undefined, 'utf-16be'],
    ['a declared name', Buffer.from('em,ph'), 'Shift_JIS', 'shift_jis'],
    ['another label of the same encoding', Buffer.from('em,ph'), 'windows-31j', 'shift_jis'],
    ['a common alias', Buffer.from('em,ph'), ' CP932 ', 'shift_jis'],
    ['latin1, which on the web is windows-1252', Buffer.from('em,ph'), 'latin1', 'windows-1252'],
    ['a mark that contradicts the name', bytes(0xff, 0xfe, 0x65, 0), 'shift_jis', 'utf-16le'],
    ['UTF-16 without a mark, by name', bytes(0x65, 0, 0x6d, 0), 'utf-16le', 'utf-16le'],
    ['Shift_JIS, by its bytes', shiftJis, undefined, 'shift_jis'],
    ['Shift_JIS that ends within a character', shiftJis.subarray(0, 9), undefined, 'shift_jis'],
    ['UTF-8 that ends within a character', Buffer.from('メール').subarray(0, 8), undefined, 'utf-8'],
    ['UTF-8 with one invalid byte', Buffer.concat([Buffer.from('メールアドレス'), bytes(0xff)]), undefined, 'utf-8'],
    [
      'emoji in UTF-8, some of which are broken',
      Buffer.from('e142f09f91a9e2808df09f91a9e2808df09fd7a9c3a9', 'hex'),
      undefined,
      'utf-8',
    ],
    ['ISO-2022-JP, whose bytes are ASCII', Buffer.from('em,ln\na@b.test,\x1b$B;3ED\x1b(B\n'), undefined, 'iso-2022-jp'],
    ['ISO-2022-JP with half-width kana', Buffer.from('em,ln\na@b.test,\x1b(ITNTN\x1b(B\n'), undefined, 'iso-2022-jp'],
    [
      'UTF-8 with one record of ISO-2022-JP',
      Buffer.from('em,ln\na@b.test,山田\n,\x1b$B;3ED\x1b(B\n'),
      undefined,
      'utf-8',
    ],
    ['another escape sequence', Buffer.from('em,ln\na@b.test,\x1b[1mYamada\x1b(B\n'), undefined, 'utf-8'],
    ['accents of windows-1252', Buffer.from('prénom,numéro,Straße,café', 'latin1'), undefined, 'utf-8'],
    ['an apostrophe of windows-1252', Buffer.from('em,ln\na@b.test,O\x92Brien\n', 'latin1'), undefined, 'utf-8'],
    [
      'quotes and dashes of windows-1252',
      Buffer.from('\x93Hi\x94 \x96 it\x92s a \x85 day', 'latin1'),
      undefined,
      'utf-8',
    ],
    ['one NUL in a short text', Buffer.from('em,ph\n\0,1\n'), undefined, 'utf-8'],
    ['NULs that fill up the fields of a text', Buffer.from('em\0\0\0,ph\0\n'.repeat(7)), undefined, 'utf-8'],
    ['names of Windows for Asian encodings', Buffer.from('em'), 'CP949', 'euc-kr'],
    ['a few NULs in a text', Buffer.from('em,ph\n\0\0\0,\0\n'), undefined, 'utf-8'],
  ])('%s', (_, first, declared, encoding) => {
    expect(encodingOf(first, declared)).toBe(encoding);
  });

  test.each([
    ['an unknown name', Buffer.from('em'), 'klingon', refused('encoding_unknown', { encoding: 'klingon' })],
    ['UTF-7, which is unsafe', Buffer.from('em'), 'utf-7', refused('encoding_unknown', { encoding: 'utf-7' })],
    ['a UTF-32 mark', bytes(0xff, 0xfe, 0, 0), undefined, refused('encoding_unknown', { encoding: 'utf-32le' })],
    [
      'UTF-16LE without a mark',
      Buffer.from('em,ph', 'utf16le'),
      undefined,
      refused('encoding_unmarked', { encoding: 'utf-16le' }),
    ],
    [
      'UTF-16BE without a mark',
      bytes(0, 0x65, 0, 0x6d),
      undefined,
      refused('encoding_unmarked', { encoding: 'utf-16be' }),
    ],
    [
      'UTF-16LE without a mark and with a Japanese header',
      Buffer.from('注文番号,メール\nE-1,a@b.example\n', 'utf16le'),
      undefined,
      refused('encoding_unmarked', { encoding: 'utf-16le' }),
    ],
    [
      'UTF-16BE without a mark and with a Korean header',
      Buffer.from('주문번호,이메일\r\n1,a@b.example\r\n', 'utf16le').swap16(),
      undefined,
      refused('encoding_unmarked', { encoding: 'utf-16be' }),
    ],
    ['a zip archive', Buffer.from('PK\x03\x04…'), undefined, refused('file_zipped')],
    ['a zip archive with an encoding', Buffer.from('PK\x05\x06'), 'utf-8', refused('file_zipped')],
    [
      'an image',
      Buffer.from(Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919 + (i >> 3)) % 256)),
      undefined,
      refused('file_binary'),
    ],
  ])('%s is refused', (_, first, declared, error) => {
    expect(() => encodingOf(first, declared)).toThrow(error);
  });
});

test('gzip and the UTF-8 mark are detected by their first bytes', () => {
  expect([isGzip(bytes(0x1f, 0x8b, 8)), isGzip(bytes(0x1f)), isGzip(bytes())]).toEqual([true, false, false]);
  expect([byteOrderMarkLength(bytes(0xef, 0xbb, 0xbf)), byteOrderMarkLength(bytes(0xef, 0xbb))]).toEqual([3, 0]);
  expect(byteOrderMarkLength(bytes(0xff, 0xfe))).toBe(0);
});

describe('the row of the header', () => {
  const known = new Set(['em', 'ph', 'event_name']);
  test.each([
    ['em,x\n1,2', 1],
    ['Export of May,\nem,ph\n1,2', 2],
    ['Export of May\n\nShop 7\nem,ph', 3],
    ['Report,\n"=""em""","=""ph"""\na@b.example,1', 2],
    ['Report,\n\u200bem,\u0085ph\na@b.example,1', 2],
    ['Export of May,\nem,x', undefined],
    ['x,y\n1,2', undefined],
  ])('of %j is %j', (text, row) => {
    const rows = findRecords(Buffer.from(text), ',');
    expect(likelyHeaderRow(rows, (name) => known.has(name))).toBe(row);
  });
});

describe('the delimiter', () => {
  const known = new Set(['em', 'ph', 'event_name']);
  const firstRecords = (text: string) =>
    new Map(
      DELIMITERS.map((delimiter): [typeof delimiter, Row] => [
        delimiter,
        findRecords(Buffer.from(text), delimiter)[0]!,
      ]),
    );

  test.each([
    ['em,ph', ','],
    ['em\tph', '\t'],
    ['em;ph', ';'],
    ['em|ph', '|'],
    ['em', ','],
    ['em , ph;x;y;z', ','],
    ['a,b,c,d;em;ph', ';'],
    ['x;y;z,w', ';'],
    ['x|y,z', ','],
    ['a\t; b\t;c', ';'],
    ['"a,b,c,d";em', ';'],
    ['"em";"ph"', ';'],
    ['"a;b;c;d",x', ','],
    ['"x\n,,,,"|y', '|'],
    ['a,b"c,d', ','],
    ['\u0085em;x,y,z', ';'],
    ['\u200bem;x,y,z', ';'],
    ['"=""em""";x,y,z', ';'],
  ])('of %j is %j', (text, delimiter) => {
    expect(likeliestDelimiter(firstRecords(text), (name) => known.has(name))).toBe(delimiter);
  });
});
