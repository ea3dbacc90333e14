import { isAscii, isUtf8 } from 'node:buffer';
import type { RowFault } from '../../core/record/row.ts';
import type { EncodingGuess } from '../../core/upload/encoding-survey.ts';
import { LOST_CHARACTERS, UNKNOWN_ENCODING } from '../../core/upload/file-format.ts';
import { likelyLatinEncoding } from '../encodings/likely-latin.ts';

/** How many letters a guess names as evidence. */
const MAX_LETTERS = 4;

/** The escape sequences that begin Japanese characters in ISO-2022-JP; the last one begins half-width kana. */
const JIS_ESCAPES = ['\x1b$@', '\x1b$B', '\x1b(I'];

export function hasJisEscape(text: string): boolean {
  return text.includes('\x1b') && JIS_ESCAPES.some((sequence) => text.includes(sequence));
}

/**
 * Whether a sample has Japanese characters in ISO-2022-JP, all bytes of which are ASCII. If the sample has other bytes,
 * one record of ISO-2022-JP must not decide how the whole file is read.
 */
export function looksLikeIso2022Jp(sample: Uint8Array): boolean {
  return isAscii(sample) && hasJisEscape(latin1(sample));
}

/**
 * The likely encoding of a sample; undefined if the bytes are UTF-8, or if no encoding is likely enough, because a
 * wrong guess would lead to wrong hashes.
 */
function likelyEncoding(sample: Uint8Array): EncodingGuess['encoding'] | undefined {
  if (looksLikeIso2022Jp(sample)) return 'iso-2022-jp';
  if (sample.includes(0) || isUtf8(sample) || isMostlyUtf8(sample)) return undefined;
  if (looksLikeEucJp(sample)) return 'euc-jp';
  if (looksLikeShiftJis(sample)) return 'shift_jis';
  return likelyLatinEncoding(sample);
}

/**
 * Adds the cause to an encoding fault of a record: LOST_CHARACTERS if another program has already written replacement
 * characters, so that the bytes are valid, or else UNKNOWN_ENCODING. One record is too little evidence for an encoding;
 * `withLikelyEncoding` judges by many.
 */
export function withEncodingCause(fault: RowFault | undefined, record: Uint8Array): RowFault | undefined {
  if (fault?.code !== 'bad_encoding') return fault;
  const isLost = isUtf8(record) && !hasJisEscape(latin1(record));
  return { ...fault, params: { likely: isLost ? LOST_CHARACTERS : UNKNOWN_ENCODING } };
}

/** The likely encoding, with the evidence for it. */
export function guessEncoding(sample: Uint8Array): EncodingGuess | undefined {
  const encoding = likelyEncoding(sample);
  if (encoding === undefined) return undefined;
  const counts = new Map<string, number>();
  const text = new TextDecoder(encoding).decode(sample, { stream: true });
  for (const letter of text.match(/\p{L}/gu) ?? []) {
    if (letter > '\x7f') counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  const letters = [...counts].sort(([, a], [, b]) => b - a).map(([letter]) => letter);
  const first = letters.slice(0, MAX_LETTERS);
  return { encoding, letters: first, bytes: bytesOf(first, encoding) };
}

/** The bytes of letters, in hex; empty if the encoding has more than one byte for each. */
function bytesOf(letters: readonly string[], encoding: EncodingGuess['encoding']): string[] {
  if (!encoding.startsWith('windows-')) return [];
  const decoder = new TextDecoder(encoding);
  const decoded = Array.from({ length: 128 }, (_, index) => decoder.decode(Uint8Array.of(128 + index)));
  return letters.map((letter) => (128 + decoded.indexOf(letter)).toString(16).toUpperCase());
}

const UNREADABLE = /\ufffd/g;
const BEYOND_ASCII = /[^\0-\x7f\ufffd]/g;

/**
 * Whether at least half of the characters beyond ASCII are readable as UTF-8. A broken byte makes one character of
 * UTF-8 unreadable; if Shift_JIS is read as UTF-8, five of six characters are unreadable.
 */
export function isMostlyUtf8(sample: Uint8Array): boolean {
  const text = new TextDecoder().decode(sample, { stream: true });
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  return count(BEYOND_ASCII) >= count(UNREADABLE);
}

/** Runs of adjacent two-byte characters of Shift_JIS, in a latin1 string. */
const SHIFT_JIS_RUNS = /(?:[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc])+/g;

/** 年, 月, 日, 時, 分, 秒 or 円 after a digit, 〒 or ￥ before one, in a latin1 string of Shift_JIS. */
const MARKS_OF_NUMBERS = /\d(?:\x94\x4e|\x8c\x8e|\x93\xfa|\x8e\x9e|\x95[\xaa\x62]|\x89\x7e)|\x81[\xa7\x8f](?=\d)/g;

/** One common character of Shift_JIS that fills a cell, such as 男, ○ or a full-width digit, in a latin1 string. */
const ALONE_IN_CELL = /(?<![^,;\t\r\n"])[\x81-\x9f][\x40-\x7e\x80-\xfc](?![^,;\t\r\n"])/g;

/** Several katakana of Shift_JIS in a row, in a latin1 string. */
const KATAKANA = /(?:\x83[\x40-\x96]){2,}/g;
const LATIN_LETTER = /[A-Za-z]/;

/**
 * Whether two-byte characters occur in a sample as in real text, since almost any bytes are valid Shift_JIS. In real
 * text, two-byte characters are adjacent, and kana and common kanji start with a byte from 81 to 9F. The bytes of
 * accented letters and of broken UTF-8 are above that range; apostrophes and dashes of windows-1252 are in it, but
 * isolated. Japanese characters are isolated in dates and prices, and in cells of their own. A wrong guess would lead
 * to wrong hashes.
 */
export function looksLikeShiftJis(sample: Uint8Array): boolean {
  if (!canDecode(sample, 'shift_jis')) return false;
  const text = latin1(sample);
  const runs = text.match(SHIFT_JIS_RUNS) ?? [];
  const characters = runs.join('').match(/../gs) ?? [];
  const lowRange = characters.filter((character) => character < '\xa0').length;
  const expectedAlone = [MARKS_OF_NUMBERS, ALONE_IN_CELL].flatMap((pattern) => text.match(pattern) ?? []).length;
  const unexpectedlyAlone = runs.filter(({ length }) => length === 2).length - expectedAlone;
  if (2 * lowRange <= characters.length || 2 * unexpectedlyAlone >= characters.length) return false;
  // In the DOS and Mac encodings of Europe, `öj` in a word could be a kanji, but not katakana.
  const withoutKatakana = runs.join(' ').replace(KATAKANA, '');
  const beforeLetters = withoutKatakana.match(/[\x80-\xff][A-Za-z]/g)?.length ?? 0;
  return 5 * beforeLetters < 3 * characters.length || 2 * countRunsInWords(text) < runs.length;
}

/** The number of runs of Shift_JIS next to Latin letters. A loop, because a pattern would take quadratic time. */
function countRunsInWords(text: string): number {
  let count = 0;
  for (const { 0: run, index } of text.matchAll(SHIFT_JIS_RUNS)) {
    const neighbors = text.charAt(index - 1) + text.charAt(index + run.length);
    if (LATIN_LETTER.test(neighbors)) count++;
  }
  return count;
}

/**
 * Whether at least a quarter of the characters beyond ASCII are kana, as in Japanese text. In EUC-JP, their first byte
 * is A4 or A5, and 8E for half-width ones.
 */
export function looksLikeEucJp(sample: Uint8Array): boolean {
  if (!canDecode(sample, 'euc-jp')) return false;
  const characters = latin1(sample).match(/[\x8e\xa1-\xfe][\xa1-\xfe]/g) ?? [];
  const kana = characters.filter((character) => /^[\x8e\xa4\xa5]/.test(character)).length;
  return characters.length > 1 && 4 * kana >= characters.length;
}

/**
 * Whether a sample, whose last character may be cut off, can be decoded. Does not use `fatal`, because exceptions for
 * many rows would take longer.
 */
function canDecode(sample: Uint8Array, encoding: string): boolean {
  return !new TextDecoder(encoding).decode(sample, { stream: true }).includes('\ufffd');
}

function latin1(sample: Uint8Array): string {
  return Buffer.from(sample).toString('latin1');
}
