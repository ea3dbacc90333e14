import type { Random } from '../../kit/random.ts';
import { bytes as concat, type Piece } from '../bytes.ts';

/** Random damage: each mutation returns changed bytes of a file. */

export type Mutation = (bytes: Buffer, random: Random) => Buffer;

/** Short sequences with a special meaning in CSV, in encodings or in spreadsheets. */
const PIECES: readonly Piece[] = [
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
  0xff,
  0xfe,
  0xc0,
  0xe9,
  0x80,
  0xed,
  Uint8Array.of(0xe6, 0x97),
  Uint8Array.of(0xf0, 0x9f, 0x98),
  Uint8Array.of(0xed, 0xa0, 0x80),
  Uint8Array.of(0xc0, 0x80),
];

function randomPosition(bytes: Buffer, random: Random): number {
  return random.between(0, bytes.length);
}

/** Two positions, in order, usually close to each other. */
function randomRange(bytes: Buffer, random: Random): [number, number] {
  const from = randomPosition(bytes, random);
  return [from, Math.min(bytes.length, from + random.between(1, random.pick([1, 4, 40, 400])))];
}

const flipBit: Mutation = (bytes, random) => {
  const position = randomPosition(bytes, random);
  const byte = bytes[position];
  return byte === undefined ? bytes : Buffer.from(bytes.with(position, byte ^ (1 << random.between(0, 7))));
};

const changeByte: Mutation = (bytes, random) => {
  const position = randomPosition(bytes, random);
  return bytes[position] === undefined ? bytes : Buffer.from(bytes.with(position, random.between(0, 255)));
};

const cutEnd: Mutation = (bytes, random) => bytes.subarray(0, randomPosition(bytes, random));

const cutOut: Mutation = (bytes, random) => {
  const [from, to] = randomRange(bytes, random);
  return concat(bytes.subarray(0, from), bytes.subarray(to));
};

const insert: Mutation = (bytes, random) => {
  const position = randomPosition(bytes, random);
  return concat(bytes.subarray(0, position), random.pick(PIECES), bytes.subarray(position));
};

/** Inserts at the beginning or end of a cell, where insertions cause the most faults. */
const insertAtCell: Mutation = (bytes, random) => {
  const positions = [...bytes.entries()].filter(([, byte]) => ',;\t|\n\r"'.includes(String.fromCharCode(byte)));
  if (positions.length === 0) return bytes;
  const position = random.pick(positions)[0] + random.between(0, 1);
  return concat(bytes.subarray(0, position), random.pick(PIECES), bytes.subarray(position));
};

const repeat: Mutation = (bytes, random) => {
  const [from, to] = randomRange(bytes, random);
  return concat(bytes.subarray(0, to), bytes.subarray(from));
};

/** Copies a part of the file to another position. */
const splice: Mutation = (bytes, random) => {
  const [from, to] = randomRange(bytes, random);
  const position = randomPosition(bytes, random);
  return concat(bytes.subarray(0, position), bytes.subarray(from, to), bytes.subarray(position));
};

const dropQuotes: Mutation = (bytes, random) => {
  const share = random.next();
  return Buffer.from(bytes.filter((byte) => byte !== 0x22 || random.chance(share)));
};

const otherDelimiter: Mutation = (bytes, random) => {
  const [from, to] = randomRange(bytes, random);
  const other = random.pick([0x2c, 0x3b, 0x09, 0x7c]);
  return Buffer.from(bytes.map((byte, i) => (i >= from && i < to && byte === 0x2c ? other : byte)));
};

/** Re-encodes a part of the file. */
const otherEncoding: Mutation = (bytes, random) => {
  const [from, to] = randomRange(bytes, random);
  const text = bytes.toString('utf8', from, to);
  return concat(bytes.subarray(0, from), Buffer.from(text, random.pick(['latin1', 'utf16le'])), bytes.subarray(to));
};

const otherLineEnds: Mutation = (bytes, random) => {
  const lineEnd = random.pick(['\n', '\r', '\r\n', '\n\r', '\r\r\n']);
  return Buffer.from(bytes.toString('latin1').replace(/\r\n|\r|\n/g, lineEnd), 'latin1');
};

/** Inserts more than fits into a name, a read block or a record. */
const lengthen: Mutation = (bytes, random) => {
  const position = randomPosition(bytes, random);
  const piece = random.pick(['x', 'x', 'x\n', '"', ',', '日', '\n']);
  const length = random.pick(piece === 'x\n' ? [1001, 65_536] : [1001, 65_536, 262_144, 999_990, 1_000_001]);
  const filler = Buffer.alloc(length, piece);
  return concat(bytes.subarray(0, position), filler, bytes.subarray(position));
};

const USUAL = [flipBit, changeByte, cutEnd, cutOut, insert, insert, insertAtCell, insertAtCell, repeat, splice];
const RARE = [dropQuotes, otherDelimiter, otherEncoding, otherLineEnds];

export function randomMutation(random: Random): Mutation {
  if (random.chance(0.02)) return lengthen;
  return random.pick(random.chance(0.75) ? USUAL : RARE);
}
