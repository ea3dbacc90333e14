import { UserError } from '../../core/errors.ts';
import { trim } from '../../core/record/clean.ts';
import type { Row } from '../../core/record/row.ts';
import { MAX_COLUMNS } from '../../core/upload/file-format.ts';
import type { Delimiter } from './cells.ts';
import { isMostlyUtf8, looksLikeEucJp, looksLikeIso2022Jp, looksLikeShiftJis } from './guess-encoding.ts';

/** Common names that TextDecoder does not know. */
const ALIASES: Readonly<Record<string, string>> = {
  cp874: 'windows-874',
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  uhc: 'euc-kr',
  cp950: 'big5',
  cp51932: 'euc-jp',
  eucjp: 'euc-jp',
  cp65001: 'utf-8',
  utf16: 'utf-16',
};

// Longer marks first: a UTF-32LE mark starts like a UTF-16LE mark.
const BYTE_ORDER_MARKS: readonly [encoding: string, bytes: readonly number[]][] = [
  ['utf-32le', [0xff, 0xfe, 0x00, 0x00]],
  ['utf-32be', [0x00, 0x00, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** The length of a UTF-8 byte order mark at the start of a file: 3 or 0. */
export function byteOrderMarkLength(first: Uint8Array): number {
  return byteOrderMark(first) === 'utf-8' ? 3 : 0;
}

export function hasByteOrderMark(first: Uint8Array): boolean {
  return byteOrderMark(first) !== undefined;
}

export function isGzip(first: Uint8Array): boolean {
  return startsWith(first, [0x1f, 0x8b]);
}

/**
 * The canonical name of the encoding of a file that starts with `first` (64 KiB are enough). A byte order mark takes
 * precedence over the declared encoding, which takes precedence over detection: UTF-8, ISO-2022-JP, or Shift_JIS as
 * spreadsheets in Japan save it. Throws a UserError for an unknown name and for a zip archive; without a mark and a
 * declared encoding, also for binary files and for UTF-16.
 */
export function encodingOf(first: Uint8Array, declared?: string): string {
  if (isZip(first)) throw new UserError('file_zipped');
  const encoding = byteOrderMark(first) ?? declared;
  if (encoding !== undefined) return canonicalName(encoding);
  refuseUnmarkedUtf16(first);
  refuseBinary(first);
  if (looksLikeIso2022Jp(first)) return 'iso-2022-jp';
  if (isMostlyUtf8(first) || looksLikeEucJp(first)) return 'utf-8';
  return looksLikeShiftJis(first) ? 'shift_jis' : 'utf-8';
}

function byteOrderMark(first: Uint8Array): string | undefined {
  return BYTE_ORDER_MARKS.find(([, bytes]) => startsWith(first, bytes))?.[0];
}

/** Whether a file is a zip archive, as Excel workbooks are, too. */
export function isZip(first: Uint8Array): boolean {
  return startsWith(first, [0x50, 0x4b, 0x03, 0x04]) || startsWith(first, [0x50, 0x4b, 0x05, 0x06]);
}

function startsWith(first: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, i) => first[i] === byte);
}

function canonicalName(name: string): string {
  const label = name.trim().toLowerCase();
  try {
    return new TextDecoder(ALIASES[label] ?? label).encoding;
  } catch (cause) {
    throw new UserError('encoding_unknown', { encoding: name }, { field: 'encoding', cause });
  }
}

/** A file with at least this many NULs may be UTF-16. */
const MIN_NULS = 8;
/** The minimum share of NULs among the bytes of UTF-16. */
const MIN_NUL_SHARE = 1 / 20;
/** UTF-16 has at least this many times more NULs at odd positions than at even ones, or vice versa. */
const MIN_NUL_RATIO = 10;
const BYTES_OF_TWO_CHARACTERS = 4;

/**
 * Refuses UTF-16 without a byte order mark, in which each ASCII character has a NUL byte. The first two characters of
 * most headers are ASCII. If the letters of a file are not, its digits, delimiters and line ends still are.
 */
function refuseUnmarkedUtf16(first: Uint8Array): void {
  if (first.length < BYTES_OF_TWO_CHARACTERS) return;
  let even = 0;
  let odd = 0;
  for (const [at, byte] of first.entries()) {
    if (byte !== 0) continue;
    if (at % 2 === 0) even++;
    else odd++;
  }
  const hasManyNuls = even + odd >= Math.max(MIN_NULS, first.length * MIN_NUL_SHARE);
  const start = Array.from(first.subarray(0, BYTES_OF_TWO_CHARACTERS), (byte) => (byte === 0 ? '0' : 'x')).join('');
  if (start === 'x0x0' || (hasManyNuls && odd > MIN_NUL_RATIO * even)) throw unmarkedUtf16('utf-16le');
  if (start === '0x0x' || (hasManyNuls && even > MIN_NUL_RATIO * odd)) throw unmarkedUtf16('utf-16be');
}

function unmarkedUtf16(encoding: string): UserError {
  return new UserError('encoding_unmarked', { encoding }, { field: 'encoding' });
}

/** Refuses a file full of control characters, which is not text. A few are fine: a stray NUL affects one record. */
function refuseBinary(first: Uint8Array): void {
  const controls = first.reduce((count, byte) => count + (isControl(byte) ? 1 : 0), 0);
  if (controls >= 32 && controls > first.length / 20) throw new UserError('file_binary');
}

/** Whether a byte is a control character other than tabs, line ends and the escape character of ISO-2022-JP. */
function isControl(byte: number): boolean {
  return byte < 0x20 ? byte !== 0x1b && (byte < 0x09 || byte > 0x0d) : byte === 0x7f;
}

/** Below the first row, a single match could be a value that equals a column name. */
const MIN_HEADER_NAMES = 2;

/**
 * The number of the header row, from 1: the first row if it has a known name, otherwise the first row below it with
 * several known names, as under a title. Undefined if there is none. `isKnown` gets trimmed names.
 */
export function likelyHeaderRow(rows: readonly Row[], isKnown: (name: string) => boolean): number | undefined {
  const isHeader = (row: Row, index: number) => {
    const known = countKnownNames(row, isKnown);
    return index === 0 ? known > 0 : !row.fault && known >= MIN_HEADER_NAMES;
  };
  const index = rows.findIndex(isHeader);
  return index < 0 ? undefined : index + 1;
}

function countKnownNames({ cells }: Row, isKnown: (name: string) => boolean): number {
  return cells.slice(0, MAX_COLUMNS).filter((cell) => isKnown(trim(cell))).length;
}

/**
 * The best delimiter for a file, given for each delimiter the row that would be the header. Compared are, in this
 * order, the number of known names, whether the row is readable, the number of cells, and the number of cells that
 * contain no other delimiter: in ` em\t; event_id\t`, the tabs are only padding. `isKnown` gets trimmed names.
 */
export function likeliestDelimiter(
  candidateRows: ReadonlyMap<Delimiter, Row>,
  isKnown: (name: string) => boolean,
): Delimiter {
  const ranked = [...candidateRows].map(([delimiter, row]) => ({ delimiter, rank: rankOf(row, isKnown) }));
  // Sorting is stable, so ties keep the order of preference.
  ranked.sort((a, b) => compareRanks(b.rank, a.rank));
  return ranked[0]?.delimiter ?? ',';
}

type Rank = readonly [known: number, readable: number, cells: number, plainCells: number];

function rankOf(row: Row, isKnown: (name: string) => boolean): Rank {
  const plainCells = row.cells.filter((cell) => !/[,;\t|]/.test(trim(cell))).length;
  return [countKnownNames(row, isKnown), row.fault ? 0 : 1, row.cells.length, plainCells];
}

function compareRanks(a: Rank, b: Rank): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3];
}
