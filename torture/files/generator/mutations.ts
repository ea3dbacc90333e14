import type { Random } from '../../kit/random.ts';
import { bytes as concat, type Piece } from '../bytes.ts';

/** What happens to files on their way: each takes a file's bytes and gives others. */

export type Mutation = (bytes: Buffer, random: Random) => Buffer;

/** Short sequences that mean something to somebody: to CSV, to an encoding, to a spreadsheet. */
const PIECES: readonly Piece[] = [
  ...[
    '"',
    '"',
    '""',
    '"""',
    ',',
    ';',
    '\t',
    '|',
    '\n',
    '\r',
    '\r\n',
    '\n\n',
    ',"',
    '",',
    '"\n',
    '\n"',
    '","',
    '\\"',
    "'",
    '=',
  ],
  ...[
    '\0',
    '\ufffd',
    '\ufeff',
    '\u2028',
    '\u0085',
    '\u001a',
    '\u001b',
    ' ',
    '\u00a0',
    '日',
    '😀',
    '[',
    ']',
    '["',
    '@',
    '\\N',
    'em',
  ],
  ...[0xff, 0xfe, 0xc0, 0xe9, 0x80, 0xed].map((byte) => Uint8Array.of(byte)),
  ...[
    [0xe6, 0x97],
    [0xf0, 0x9f, 0x98],
    [0xed, 0xa0, 0x80],
    [0xc0, 0x80],
  ].map((list) => Uint8Array.from(list)),
];

function at(bytes: Buffer, random: Random): number {
  return random.between(0, bytes.length);
}

/** Two places, in order, mostly not far from each other. */
function stretch(bytes: Buffer, random: Random): [number, number] {
  const from = at(bytes, random);
  return [from, Math.min(bytes.length, from + random.between(1, random.pick([1, 4, 40, 400])))];
}

const flipBit: Mutation = (bytes, random) => {
  const place = at(bytes, random);
  const byte = bytes[place];
  return byte === undefined ? bytes : Buffer.from(bytes.with(place, byte ^ (1 << random.between(0, 7))));
};

const changeByte: Mutation = (bytes, random) => {
  const place = at(bytes, random);
  return bytes[place] === undefined ? bytes : Buffer.from(bytes.with(place, random.between(0, 255)));
};

const cutEnd: Mutation = (bytes, random) => bytes.subarray(0, at(bytes, random));

const cutOut: Mutation = (bytes, random) => {
  const [from, to] = stretch(bytes, random);
  return concat(bytes.subarray(0, from), bytes.subarray(to));
};

const insert: Mutation = (bytes, random) => {
  const place = at(bytes, random);
  return concat(bytes.subarray(0, place), random.pick(PIECES), bytes.subarray(place));
};

/** At the beginning or end of a cell, where it does most harm. */
const insertAtCell: Mutation = (bytes, random) => {
  const places = [...bytes.entries()].filter(([, byte]) => ',;\t|\n\r"'.includes(String.fromCharCode(byte)));
  if (places.length === 0) return bytes;
  const place = random.pick(places)[0] + random.between(0, 1);
  return concat(bytes.subarray(0, place), random.pick(PIECES), bytes.subarray(place));
};

const repeat: Mutation = (bytes, random) => {
  const [from, to] = stretch(bytes, random);
  return concat(bytes.subarray(0, to), bytes.subarray(from));
};

/** A part of the file goes elsewhere, or a second copy of its end behind it. */
const splice: Mutation = (bytes, random) => {
  const [from, to] = stretch(bytes, random);
  const place = at(bytes, random);
  return concat(bytes.subarray(0, place), bytes.subarray(from, to), bytes.subarray(place));
};

const dropQuotes: Mutation = (bytes, random) => {
  const share = random.next();
  return Buffer.from(bytes.filter((byte) => byte !== 0x22 || random.chance(share)));
};

const otherDelimiter: Mutation = (bytes, random) => {
  const [from, to] = stretch(bytes, random);
  const other = random.pick([0x2c, 0x3b, 0x09, 0x7c]);
  return Buffer.from(bytes.map((byte, i) => (i >= from && i < to && byte === 0x2c ? other : byte)));
};

/** A stretch that comes from a program with another encoding. */
const otherEncoding: Mutation = (bytes, random) => {
  const [from, to] = stretch(bytes, random);
  const text = bytes.toString('utf8', from, to);
  return concat(bytes.subarray(0, from), Buffer.from(text, random.pick(['latin1', 'utf16le'])), bytes.subarray(to));
};

const otherLineEnds: Mutation = (bytes, random) => {
  const lineEnd = random.pick(['\n', '\r', '\r\n', '\n\r', '\r\r\n']);
  return Buffer.from(bytes.toString('latin1').replace(/\r\n|\r|\n/g, lineEnd), 'latin1');
};

/** Beyond what a record, a name or a block of reading may have. */
const lengthen: Mutation = (bytes, random) => {
  const place = at(bytes, random);
  const piece = random.pick(['x', 'x', 'x\n', '"', ',', '日', '\n']);
  const length = random.pick(piece === 'x\n' ? [1001, 65_536] : [1001, 65_536, 262_144, 999_990, 1_000_001]);
  const filler = Buffer.alloc(length, piece);
  return concat(bytes.subarray(0, place), filler, bytes.subarray(place));
};

const USUAL = [flipBit, changeByte, cutEnd, cutOut, insert, insert, insertAtCell, insertAtCell, repeat, splice];
const RARE = [dropQuotes, otherDelimiter, otherEncoding, otherLineEnds];

export function anyMutation(random: Random): Mutation {
  if (random.chance(0.02)) return lengthen;
  return random.pick(random.chance(0.75) ? USUAL : RARE);
}
