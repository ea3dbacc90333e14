// Finds the rows and cells of a CSV file.

import { IS_FULL, IS_IRREGULAR, NEEDS_BYTES, ROW_WORDS } from '../../../core/kernel/layout.ts';
import { byteAt, CELL_BYTES, CR, LF, OUTPUTS, putByte, QUOTE } from './memory.ts';

/** A bit that marks the end of a cell if quotes in the cell are doubled. */
const DOUBLED: u32 = 0x80000000;

/**
 * The facts about the record that was read last: its end, cells and line ends; whether it has doubled quotes, is cut,
 * or is irregular.
 */
let recordEnd: u32 = 0;
let cellCount: u32 = 0;
let innerLines: u32 = 0;
let hasDoubled: bool = false;
let isCut: bool = false;
let isIrregular: bool = false;

export function index(
  at: u32,
  end: u32,
  isLast: bool,
  delimiter: u32,
  columnCount: u32,
  cells: u32,
  rows: u32,
  maxRows: u32,
  maxBytes: u32,
): u32 {
  const origin = at;
  let count: u32 = 0;
  let lines: u32 = 0;
  let reason: u32 = IS_FULL;
  while (count < maxRows) {
    while (at < end && isLineEnd(at) && !(byteAt(at) === CR && at + 1 === end && !isLast)) {
      at += lineEndLength(at, end);
      lines += 1;
    }
    if (at === end || isLineEnd(at)) {
      reason = NEEDS_BYTES;
      break;
    }
    const row = cells + count * columnCount * CELL_BYTES;
    readRecord(at, end, isLast, delimiter, columnCount, row, origin);
    if (isCut && end - at <= maxBytes) {
      reason = NEEDS_BYTES;
      break;
    }
    if (isCut || isIrregular || recordEnd - at > maxBytes) {
      reason = IS_IRREGULAR;
      break;
    }
    if (hasDoubled) halveQuotes(row, min(cellCount, columnCount), origin);
    for (let missing = cellCount; missing < columnCount; missing++) store<u64>(row + missing * CELL_BYTES, 0);
    const place = rows + count * ROW_WORDS * 4;
    store<u32>(place, at - origin);
    store<u32>(place, recordEnd - origin, 4);
    store<u32>(place, lines, 8);
    store<u32>(place, innerLines, 12);
    store<u32>(place, cellCount, 16);
    at = recordEnd;
    lines = 0;
    count += 1;
  }
  store<u32>(OUTPUTS, at - origin);
  store<u32>(OUTPUTS, reason, 4);
  store<u32>(OUTPUTS, lines, 8);
  return count;
}

function readRecord(at: u32, end: u32, isLast: bool, delimiter: u32, columnCount: u32, row: u32, origin: u32): void {
  cellCount = 0;
  innerLines = 0;
  hasDoubled = false;
  isCut = false;
  isIrregular = false;
  for (;;) {
    let from = at;
    let to: u32;
    let doubled: u32 = 0;
    if (from < end && byteAt(from) === QUOTE) {
      from += 1;
      to = find(from, end, QUOTE, QUOTE, QUOTE, QUOTE);
      while (to + 1 < end && byteAt(to + 1) === QUOTE) {
        doubled = DOUBLED;
        to = find(to + 2, end, QUOTE, QUOTE, QUOTE, QUOTE);
      }
      at = to + 1;
      isIrregular = to >= end && isLast;
      isCut = at >= end && !isLast;
      if (isIrregular || isCut) return;
      innerLines += lineEndsIn(from, to);
      if (at < end && byteAt(at) !== delimiter && !isLineEnd(at)) {
        isIrregular = true;
        return;
      }
    } else {
      to = find(from, end, delimiter, LF, CR, QUOTE);
      at = to;
      isCut = to === end && !isLast;
      isIrregular = to < end && byteAt(to) === QUOTE;
      if (isIrregular || isCut) return;
    }
    if (cellCount < columnCount) {
      store<u32>(row + cellCount * CELL_BYTES, from - origin);
      store<u32>(row + cellCount * CELL_BYTES, (to - origin) | doubled, 4);
      hasDoubled = hasDoubled || doubled !== 0;
    } else if (to > from) {
      isIrregular = true;
      return;
    }
    cellCount += 1;
    if (at === end || byteAt(at) !== delimiter) {
      recordEnd = at;
      return;
    }
    at += 1;
  }
}

function isLineEnd(at: u32): bool {
  return byteAt(at) === LF || byteAt(at) === CR;
}

function lineEndLength(at: u32, end: u32): u32 {
  return byteAt(at) === CR && at + 1 < end && byteAt(at + 1) === LF ? 2 : 1;
}

/** The position of the first byte at or after `at` that equals one of these four; `end` if there is none. */
function find(at: u32, end: u32, one: u32, other: u32, third: u32, fourth: u32): u32 {
  const ones = i8x16.splat(<i8>one);
  const others = i8x16.splat(<i8>other);
  const thirds = i8x16.splat(<i8>third);
  const fourths = i8x16.splat(<i8>fourth);
  for (; at < end; at += 16) {
    const bytes = v128.load(at);
    const found = v128.or(
      v128.or(i8x16.eq(bytes, ones), i8x16.eq(bytes, others)),
      v128.or(i8x16.eq(bytes, thirds), i8x16.eq(bytes, fourths)),
    );
    const mask = i8x16.bitmask(found);
    if (mask !== 0) return min(end, at + ctz(mask));
  }
  return end;
}

function lineEndsIn(at: u32, end: u32): u32 {
  let lines: u32 = 0;
  for (at = find(at, end, LF, LF, CR, CR); at < end; at = find(at, end, LF, LF, CR, CR)) {
    at += lineEndLength(at, end);
    lines += 1;
  }
  return lines;
}

/** Replaces each doubled quote in quoted cells with one quote. */
function halveQuotes(row: u32, count: u32, origin: u32): void {
  for (let cell = row; cell < row + count * CELL_BYTES; cell += CELL_BYTES) {
    const to = load<u32>(cell, 4);
    if ((to & DOUBLED) === 0) continue;
    const end = origin + (to & ~DOUBLED);
    let written = origin + load<u32>(cell);
    for (let at = written; at < end; at++) {
      const byte = byteAt(at);
      putByte(written, byte);
      written += 1;
      if (byte === QUOTE) at += 1;
    }
    store<u32>(cell, written - origin, 4);
  }
}
