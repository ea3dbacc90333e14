import { bytes, file, fileWith, gzip, HEADER, lines, type Piece, row, TIME, utf16be, utf16le } from '../bytes.ts';
import { allValid, type CorpusFile, invalid, refused, valid } from '../corpus-file.ts';

/** Byte order marks, encodings that are given, marked or neither, and invalid bytes. */

const TEXT = `${HEADER},content_name\n${row(1, '日本 é 😀')}\n${row(2, 'x')}\n`;
const MARK = '\ufeff';

/** Three records, of which the second one has these bytes as content_name. */
function withSecondContentName(...pieces: readonly Piece[]) {
  return () => fileWith('content_name', row(1, 'x'), bytes(row(2), ',', ...pieces), row(3, 'x'));
}

/** The expected result if the content_name of the second record cannot be decoded. */
const secondInvalid = [valid(2), invalid(3, 'bad_encoding content_name'), valid(4)];

function withUndecodableBytes(description: string, ...pieces: readonly Piece[]): CorpusFile {
  return {
    name: `${description} in a cell`,
    content: withSecondContentName('a', ...pieces, 'b'),
    expected: secondInvalid,
  };
}

const byteOrderMarks: readonly CorpusFile[] = [
  { name: 'UTF-8 with a byte order mark', content: () => bytes(MARK, file(row(1))), expected: allValid(2) },
  { name: 'UTF-8 with two byte order marks', content: () => bytes(MARK, MARK, file(row(1))), expected: allValid(2) },
  {
    name: 'a byte order mark before a quoted header',
    content: () => bytes(MARK, '"event_name",', HEADER.slice(11), '\n', row(1)),
    expected: allValid(2),
  },
  {
    name: 'a byte order mark in the middle, where two files were joined',
    content: () => file(row(1), `${MARK}${row(2)}`, `${MARK}"checkout"${row(3).slice(8)}`),
    expected: [valid(2), valid(3), invalid(4, 'stray_quote event_name')],
  },
  { name: 'only a byte order mark', content: () => bytes(MARK), expected: refused('file_empty') },
  {
    name: 'an incomplete byte order mark',
    content: () => bytes(0xef, 0xbb, file(row(1))),
    expected: refused('header_unreadable', { fault: 'bad_encoding', line: 1 }),
  },
  { name: 'only a byte order mark of UTF-16', content: () => bytes(0xff, 0xfe), expected: refused('file_empty') },
  { name: 'UTF-16LE with a byte order mark', content: () => utf16le(MARK + TEXT), expected: allValid(2, 3) },
  { name: 'UTF-16BE with a byte order mark', content: () => utf16be(MARK + TEXT), expected: allValid(2, 3) },
  {
    name: 'UTF-16LE with a byte order mark, tabs and CRLF, as saved by spreadsheets',
    content: () => utf16le(MARK + TEXT.replaceAll(',', '\t').replaceAll('\n', '\r\n')),
    expected: allValid(2, 3),
  },
  {
    name: 'UTF-16LE without a byte order mark',
    content: () => utf16le(TEXT),
    expected: refused('encoding_unmarked', { encoding: 'utf-16le' }),
  },
  {
    name: 'UTF-16BE without a byte order mark',
    content: () => utf16be(TEXT),
    expected: refused('encoding_unmarked', { encoding: 'utf-16be' }),
  },
  {
    name: 'UTF-16LE without a byte order mark, but with the encoding given',
    content: () => utf16le(TEXT),
    encoding: 'utf-16le',
    expected: allValid(2, 3),
  },
  {
    name: 'UTF-16BE without a byte order mark, but with the encoding given',
    content: () => utf16be(TEXT),
    encoding: 'UTF-16BE',
    expected: allValid(2, 3),
  },
  {
    name: 'UTF-16 given as UTF-8: the byte order mark takes precedence',
    content: () => utf16le(MARK + TEXT),
    encoding: 'utf-8',
    expected: allValid(2, 3),
  },
  {
    name: 'UTF-16 with an extra byte',
    content: () => bytes(utf16le(MARK + TEXT), 0x41),
    expected: [valid(2), valid(3), invalid(4, 'bad_encoding event_name')],
  },
  {
    name: 'UTF-16 that ends within a character of a record',
    content: () => utf16le(MARK + TEXT).subarray(0, -1),
    expected: [valid(2), invalid(3, 'bad_encoding content_name')],
  },
  {
    name: 'UTF-16 with an unpaired high surrogate',
    content: () => utf16le(MARK + TEXT.replace('😀', '\ud83d')),
    expected: [invalid(2, 'bad_encoding content_name'), valid(3)],
  },
  {
    name: 'UTF-16 with an unpaired low surrogate',
    content: () => utf16le(MARK + TEXT.replace('😀', '\ude00')),
    expected: [invalid(2, 'bad_encoding content_name'), valid(3)],
  },
  {
    name: 'UTF-16 with characters whose bytes look like line breaks and quotes',
    content: () => utf16le(MARK + TEXT.replace('日', '\u0a0d\u0d0a\u2222\u2c2c\u0a0a\u0d0d')),
    expected: allValid(2, 3),
  },
  {
    name: 'UTF-32LE',
    content: () => bytes(0xff, 0xfe, 0, 0, ...[...HEADER].flatMap((letter) => [letter, 0, 0, 0])),
    expected: refused('encoding_unknown', { encoding: 'utf-32le' }),
  },
  {
    name: 'UTF-32BE',
    content: () => bytes(0, 0, 0xfe, 0xff, ...[...HEADER].flatMap((letter) => [0, 0, 0, letter])),
    expected: refused('encoding_unknown', { encoding: 'utf-32be' }),
  },
  {
    name: 'UTF-7 with its signature',
    content: () => bytes('+/v8-', file(row(1))),
    expected: refused('columns_missing'),
  },
];

const CAFE = bytes('caf', 0xe9, '@mail.example');
const JAPANESE = {
  shiftJis: [0x93, 0xfa, 0x96, 0x7b],
  eucJp: [0xc6, 0xfc, 0xcb, 0xdc],
};

/** Two records, of which the first one has these bytes as content_name. */
function withFirstContentName(...pieces: readonly Piece[]) {
  return () => fileWith('content_name', bytes(row(1), ',', ...pieces), row(2, 'x'));
}

const otherEncodings: readonly CorpusFile[] = [
  {
    name: 'Latin-1, encoding not given',
    content: () => file(bytes(`checkout,web,${TIME},e1,`, CAFE), row(2)),
    expected: [invalid(2, 'bad_encoding em'), valid(3)],
  },
  {
    name: 'Latin-1, encoding given',
    content: () => file(bytes(`checkout,web,${TIME},e1,`, CAFE), row(2)),
    encoding: 'latin1',
    expected: allValid(2, 3),
  },
  {
    name: 'Windows-1252 with euro and dashes, encoding given',
    content: withFirstContentName(0x80, 0x96, 0x9f),
    encoding: 'windows-1252',
    expected: allValid(2, 3),
  },
  {
    name: 'Windows-1252 with an undefined byte',
    content: withFirstContentName('a', 0x81),
    encoding: 'windows-1252',
    expected: [invalid(2, 'bad_encoding content_name'), valid(3)],
  },
  {
    name: 'Shift_JIS, encoding not given',
    content: withFirstContentName(...JAPANESE.shiftJis),
    expected: allValid(2, 3),
  },
  {
    name: 'the apostrophe of windows-1252, which could be half a character of Shift_JIS',
    content: withFirstContentName(0x4f, 0x92, 0x42),
    expected: [invalid(2, 'bad_encoding content_name'), valid(3)],
  },
  {
    name: 'Shift_JIS, encoding given',
    content: withFirstContentName(...JAPANESE.shiftJis),
    encoding: 'Shift_JIS',
    expected: allValid(2, 3),
  },
  {
    name: 'Shift_JIS with characters that end in a backslash or a pipe',
    content: withFirstContentName(0x95, 0x5c, 0x83, 0x7c, 0x83, 0x5c),
    encoding: 'cp932',
    expected: allValid(2, 3),
  },
  {
    name: 'Shift_JIS with half a character before a line break',
    content: withFirstContentName(0x93, 0xfa, 0x96),
    encoding: 'shift_jis',
    expected: [invalid(2, 'bad_encoding content_name'), valid(3)],
  },
  {
    name: 'Shift_JIS with half a character before a delimiter and a quote',
    content: () =>
      fileWith('a,content_name', bytes(row(1), ',', 0x96, ',"x"'), bytes(row(2), ',"', 0x96, '",x'), row(3, 'a', 'b')),
    encoding: 'shift_jis',
    expected: [invalid(2, 'bad_encoding a'), invalid(3, 'bad_encoding a'), valid(4)],
  },
  {
    name: 'EUC-JP, encoding given',
    content: withFirstContentName(...JAPANESE.eucJp),
    encoding: 'eucJP',
    expected: allValid(2, 3),
  },
  {
    name: 'ISO-2022-JP, encoding given',
    content: withFirstContentName(0x1b, '$B', 'F|K\\', 0x1b, '(B'),
    encoding: 'iso-2022-jp',
    expected: allValid(2, 3),
  },
  {
    name: 'GB18030 with characters of four bytes, encoding given',
    content: withFirstContentName(0x95, 0x32, 0x82, 0x36, 0xb0, 0xa1),
    encoding: 'gb18030',
    expected: allValid(2, 3),
  },
  {
    name: 'UTF-8 given as Shift_JIS, with a byte order mark, which takes precedence',
    content: () => bytes(MARK, TEXT),
    encoding: 'shift_jis',
    expected: allValid(2, 3),
  },
  {
    name: 'an unknown encoding',
    content: () => file(row(1)),
    encoding: 'klingon',
    expected: refused('encoding_unknown', { encoding: 'klingon' }),
  },
  {
    name: 'an encoding that browsers do not decode',
    content: () => file(row(1)),
    encoding: 'iso-2022-kr',
    expected: refused('encoding_unknown'),
  },
  {
    name: 'Shift_JIS in gzip, encoding given',
    content: () => gzip(withFirstContentName(...JAPANESE.shiftJis)()),
    encoding: 'shift_jis',
    expected: allValid(2, 3),
  },
  { name: 'UTF-16 in gzip', content: () => gzip(utf16le(MARK + TEXT)), expected: allValid(2, 3) },
];

const invalidUtf8: readonly CorpusFile[] = [
  withUndecodableBytes('a continuation byte alone', 0x80),
  withUndecodableBytes('a byte that never occurs in UTF-8 (FF)', 0xff),
  withUndecodableBytes('a byte that never occurs in UTF-8 (FE)', 0xfe),
  withUndecodableBytes('a two-byte character cut to one byte', 0xc3),
  withUndecodableBytes('a three-byte character cut to two bytes', 0xe6, 0x97),
  withUndecodableBytes('a four-byte character cut to three bytes', 0xf0, 0x9f, 0x98),
  withUndecodableBytes('an overlong NUL', 0xc0, 0x80),
  withUndecodableBytes('an overlong slash', 0xc0, 0xaf),
  withUndecodableBytes('an overlong quote in three bytes', 0xe0, 0x80, 0xa2),
  withUndecodableBytes('an overlong line feed in four bytes', 0xf0, 0x80, 0x80, 0x8a),
  withUndecodableBytes('a surrogate as three bytes', 0xed, 0xa0, 0x80),
  withUndecodableBytes(
    'a surrogate pair as six bytes, as written by some databases (CESU-8)',
    0xed,
    0xa0,
    0xbd,
    0xed,
    0xb8,
    0x80,
  ),
  withUndecodableBytes('a character beyond Unicode', 0xf4, 0x90, 0x80, 0x80),
  withUndecodableBytes('a five-byte character', 0xf8, 0x88, 0x80, 0x80, 0x80),
  withUndecodableBytes('U+FFFD itself, left by an earlier decoding error', '\ufffd'),
  {
    name: 'an incomplete character before the closing quote',
    content: withSecondContentName('"a', 0xe6, 0x97, '"'),
    expected: secondInvalid,
  },
  {
    name: 'an incomplete character before a delimiter',
    content: () => fileWith('a,content_name', bytes(row(1), ',', 0xe6, ',x'), row(2, 'a', 'b')),
    expected: [invalid(2, 'bad_encoding a'), valid(3)],
  },
  {
    name: 'invalid bytes in two cells',
    content: () => fileWith('a,b', bytes(row(1), ',', 0xff, ',', 0xff), row(2, 'a', 'b')),
    expected: [invalid(2, 'bad_encoding'), valid(3)],
  },
  {
    name: 'an invalid byte at the beginning of a record',
    content: () => file(bytes(0xff, row(1)), row(2)),
    expected: [invalid(2, 'bad_encoding event_name'), valid(3)],
  },
  {
    name: 'an incomplete character at the end of the file',
    content: () => bytes(file(row(1)), row(2), 0xe6),
    expected: [valid(2), invalid(3, 'bad_encoding em')],
  },
  {
    name: 'an invalid byte in an ignored column',
    content: () => fileWith('note', bytes(row(1), ',', 0xff), row(2, 'x')),
    expected: [invalid(2, 'bad_encoding note'), valid(3)],
  },
  {
    name: 'an invalid byte in a column without a name',
    content: () => fileWith('', bytes(row(1), ',', 0xff), row(2, 'x')),
    expected: [invalid(2, 'bad_encoding'), valid(3)],
  },
  {
    name: 'an invalid byte in the header',
    content: () => lines(bytes(HEADER, ',', 0xff), row(1)),
    expected: refused('header_unreadable', { fault: 'bad_encoding', line: 1 }),
  },
  {
    name: 'unassigned characters and noncharacters of Unicode',
    content: withSecondContentName('\ufffe\uffff\u{10ffff}\u0378\ue000'),
    expected: allValid(2, 3, 4),
  },
];

const nuls: readonly CorpusFile[] = [
  {
    name: 'a NUL in an address',
    content: () => file(`checkout,web,${TIME},e1,user1\0@mail.example`, row(2)),
    expected: [invalid(2, 'nul_character em'), valid(3)],
  },
  {
    name: 'a NUL in quotes, in an ignored column',
    content: () => fileWith('note', row(1, '"\0"'), row(2, 'x')),
    expected: [invalid(2, 'nul_character note'), valid(3)],
  },
  {
    name: 'a NUL at the beginning of a record',
    content: () => file(`\0${row(1)}`, row(2)),
    expected: [invalid(2, 'nul_character event_name'), valid(3)],
  },
  {
    name: 'a NUL after the last record',
    content: () => bytes(file(row(1)), 0),
    expected: [valid(2), invalid(3, 'nul_character event_name')],
  },
  {
    name: 'a NUL in the header',
    content: () => lines(`${HEADER},a\0`, row(1)),
    expected: refused('header_unreadable', { fault: 'nul_character', line: 1 }),
  },
  {
    name: 'a block of NULs in the middle, as left by a crash',
    content: () => file(row(1), '\0'.repeat(20), row(2), ...Array.from({ length: 40 }, (_, i) => row(i + 3))),
    expected: { read: 43, errors: { nul_character: 1 } },
  },
];

export const encodings: readonly CorpusFile[] = [...byteOrderMarks, ...otherEncodings, ...invalidUtf8, ...nuls];
