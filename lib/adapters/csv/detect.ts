import { UserError } from '../../core/errors.ts';
import type { Row } from '../../core/record/row.ts';
import type { Delimiter } from './cells.ts';

/** Names that are common and that TextDecoder does not know. */
const ALIASES: Readonly<Record<string, string>> = {
  cp932: 'shift_jis',
  cp51932: 'euc-jp',
  eucjp: 'euc-jp',
  cp65001: 'utf-8',
  utf16: 'utf-16',
};

// The longer ones first: a UTF-32LE mark begins like a UTF-16LE one.
const BYTE_ORDER_MARKS: readonly [encoding: string, bytes: readonly number[]][] = [
  ['utf-32le', [0xff, 0xfe, 0x00, 0x00]],
  ['utf-32be', [0x00, 0x00, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** How many bytes a UTF-8 byte order mark takes at the beginning of a file: 3 or 0. */
export function byteOrderMarkLength(first: Uint8Array): number {
  return byteOrderMark(first) === 'utf-8' ? 3 : 0;
}

export function isGzip(first: Uint8Array): boolean {
  return startsWith(first, [0x1f, 0x8b]);
}

/**
 * The encoding of a file that begins with `first` (64 KiB are plenty), by its canonical name: a byte order mark outranks
 * what was declared, which outranks what its bytes look like: UTF-8, or Shift_JIS as spreadsheets in Japan save it. Throws a UserError for an unknown name and for what is no text at all.
 */
export function encodingOf(first: Uint8Array, declared?: string): string {
  if (isZip(first)) throw new UserError('file_zipped');
  const marked = byteOrderMark(first);
  if (marked !== undefined || declared !== undefined) return canonicalName(marked ?? declared ?? '');
  refuseUnmarkedUtf16(first);
  refuseBinary(first);
  return !isMostlyUtf8(first) && looksLikeShiftJis(first) ? 'shift_jis' : 'utf-8';
}

const UNREADABLE = /\ufffd/g;
const BEYOND_ASCII = /[^\0-\x7f\ufffd]/g;

/** A spoiled byte makes one character of UTF-8 unreadable. Of Shift_JIS, read as UTF-8, five are for one that is not. */
function isMostlyUtf8(first: Uint8Array): boolean {
  const text = new TextDecoder().decode(first, { stream: true });
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  return count(BEYOND_ASCII) >= count(UNREADABLE);
}

/** Letters of two bytes in Shift_JIS, as many as stand beside each other, of bytes as characters. */
const LETTERS = /(?:[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc])+/g;

/**
 * Almost any bytes can be read as Shift_JIS. In text that was meant so, letters stand beside each other, and kana and the
 * common kanji begin with the bytes of the lower range. Letters with accents and broken UTF-8 lie above it, and the
 * apostrophes and dashes of windows-1252, which lie within it, stand alone: a wrong guess would be a wrong hash.
 */
function looksLikeShiftJis(first: Uint8Array): boolean {
  if (!canDecode(first, 'shift_jis')) return false;
  const runs = Buffer.from(first).toString('latin1').match(LETTERS) ?? [];
  const letters = runs.join('').match(/../gs) ?? [];
  const common = letters.filter((letter) => letter < '\xa0').length;
  const alone = runs.filter(({ length }) => length === 2).length;
  return 2 * common > letters.length && 2 * alone < letters.length;
}

/** The last character may have been cut off with the rest of the file. */
function canDecode(first: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(first, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function byteOrderMark(first: Uint8Array): string | undefined {
  return BYTE_ORDER_MARKS.find(([, bytes]) => startsWith(first, bytes))?.[0];
}

/** Excel workbooks are zip archives, too. */
function isZip(first: Uint8Array): boolean {
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

/** A header's first two characters are ASCII as good as always, and in UTF-16 every other byte of them is NUL. */
function refuseUnmarkedUtf16(first: Uint8Array): void {
  if (first.length < 4) return;
  const nuls = [...first.subarray(0, 4)].map((byte) => byte === 0).join();
  if (nuls === 'false,true,false,true') throw unmarkedUtf16('utf-16le');
  if (nuls === 'true,false,true,false') throw unmarkedUtf16('utf-16be');
}

function unmarkedUtf16(encoding: string): UserError {
  return new UserError('encoding_unmarked', { encoding }, { field: 'encoding' });
}

/** A stray NUL spoils one record; a file that is full of control characters is no text. */
function refuseBinary(first: Uint8Array): void {
  const controls = first.reduce((count, byte) => count + (isControl(byte) ? 1 : 0), 0);
  if (controls >= 32 && controls > first.length / 20) throw new UserError('file_binary');
}

/** Tab, line ends and the escape that ISO-2022-JP uses are part of texts. */
function isControl(byte: number): boolean {
  return byte < 0x20 ? byte !== 0x1b && (byte < 0x09 || byte > 0x0d) : byte === 0x7f;
}

/** Below the first row fewer could be values that happen to be called like a column. */
const NAMES_OF_A_HEADER = 2;

/**
 * Which of a file's first rows, from 1, names its columns: the first one with a known name, or the first of those below
 * it, under a title, that has several. Undefined where none of them has. `isKnown` is asked about trimmed names.
 */
export function likelyHeaderRow(rows: readonly Row[], isKnown: (name: string) => boolean): number | undefined {
  const isHeader = (row: Row, at: number) =>
    at === 0 ? knownNames(row, isKnown) > 0 : !row.fault && knownNames(row, isKnown) >= NAMES_OF_A_HEADER;
  const index = rows.findIndex(isHeader);
  return index < 0 ? undefined : index + 1;
}

function knownNames({ cells }: Row, isKnown: (name: string) => boolean): number {
  return cells.filter((cell) => isKnown(cell.trim())).length;
}

/**
 * The delimiter under which a file's first record makes most sense, given that record as each delimiter reads it: most
 * known names, then readable at all, then most cells. `isKnown` is asked about trimmed names.
 */
export function likeliestDelimiter(
  firstRecords: ReadonlyMap<Delimiter, Row>,
  isKnown: (name: string) => boolean,
): Delimiter {
  const ranked = [...firstRecords].map(([delimiter, row]) => ({ delimiter, rank: rankOf(row, isKnown) }));
  // Sorting is stable, so equals stay in the order of preference.
  ranked.sort((a, b) => compareRanks(b.rank, a.rank));
  return ranked[0]?.delimiter ?? ',';
}

type Rank = readonly [known: number, readable: number, cells: number];

function rankOf(row: Row, isKnown: (name: string) => boolean): Rank {
  return [knownNames(row, isKnown), row.fault ? 0 : 1, row.cells.length];
}

function compareRanks(a: Rank, b: Rank): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
