// Writes events from pieces.

import {
  KIND,
  NO_VALUE,
  STEP_BEGIN,
  STEP_END,
  STEP_STOP,
  STEP_VALUE,
  TEXT_VALUE,
} from '../../../core/kernel/layout.ts';
import {
  byteAt,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  copy,
  isEqual,
  OPEN_BRACE,
  OPEN_BRACKET,
  OUTPUTS,
  PIECE_BYTES,
  pieceOf,
  putByte,
  QUOTE,
} from './memory.ts';

const SOURCE_BYTES: u32 = 8;
/** An upper bound of the bytes of commas, brackets and quotes. */
const PUNCTUATION_BYTES: u32 = 8;
/** The number of bytes that `copy` may overwrite beyond a text. */
const SPARE_BYTES: u32 = 15;
/** The size of a place: begin and end of a value in a list. */
const PLACE_BYTES: u32 = 8;

/**
 * Where each open object or list begins, and where its first member would begin. An object or list without members is
 * removed.
 */
const OPEN: u32 = <u32>memory.data(256, 16);

export function append(
  program: u32,
  sources: u32,
  from: u32,
  rowCount: u32,
  written: u32,
  pieces: u32,
  to: u32,
  end: u32,
  events: u32,
): u32 {
  for (let row = from; row < rowCount; row++) {
    if (byteAt(written + row) === 0) {
      store<u64>(events + row * 8, 0);
      continue;
    }
    const after = writeEvent(program, sources, row, pieces, to, end);
    if (after === 0) {
      store<u32>(OUTPUTS, to);
      return row;
    }
    store<u32>(events + row * 8, to);
    store<u32>(events + row * 8, after - to, 4);
    putByte(after, COMMA);
    to = after + 1;
  }
  store<u32>(OUTPUTS, to);
  return rowCount;
}

/** Writes an event, and returns the address after it; 0 if there is no room for it. */
function writeEvent(at: u32, sources: u32, row: u32, pieces: u32, to: u32, end: u32): u32 {
  let open = OPEN;
  putByte(to, OPEN_BRACE);
  to += 1;
  for (let step = load<u32>(at); step !== STEP_STOP; step = load<u32>(at)) {
    if (step === STEP_END) {
      open -= 8;
      if (to === load<u32>(open, 4)) to = load<u32>(open);
      else {
        putByte(to, load<u32>(at, 4));
        to += 1;
      }
      at += 8;
      continue;
    }
    const key = load<u32>(at, 4);
    const length = load<u32>(at, 8);
    if (to + length + PUNCTUATION_BYTES > end) return 0;
    if (step === STEP_BEGIN) {
      store<u32>(open, to);
      to = writeKey(key, length, to);
      store<u32>(open, to, 4);
      open += 8;
      at += 12;
    } else if (step === STEP_VALUE) {
      const piece = pieceOf(sources + load<u32>(at, 12) * SOURCE_BYTES, row, pieces);
      if ((load<u32>(piece, 8) & KIND) !== NO_VALUE) {
        if (to + length + load<u32>(piece, 4) + PUNCTUATION_BYTES > end) return 0;
        to = writeValue(piece, writeKey(key, length, to));
      }
      at += 16;
    } else {
      to = writeList(at, sources, row, pieces, to, end);
      if (to === 0) return 0;
      at += 16 + load<u32>(at, 12) * 4;
    }
  }
  if (to + PUNCTUATION_BYTES > end) return 0;
  putByte(to, CLOSE_BRACE);
  return to + 1;
}

/** Writes a key, after a comma unless the last byte is an opening brace or bracket, with which no value ends. */
function writeKey(key: u32, length: u32, to: u32): u32 {
  const before = byteAt(to - 1);
  if (before !== OPEN_BRACE && before !== OPEN_BRACKET) {
    putByte(to, COMMA);
    to += 1;
  }
  copy(to, key, length);
  return to + length;
}

function writeValue(piece: u32, to: u32): u32 {
  const from = load<u32>(piece);
  const length = load<u32>(piece, 4);
  if ((load<u32>(piece, 8) & KIND) !== TEXT_VALUE) {
    copy(to, from, length);
    return to + length;
  }
  putByte(to, QUOTE);
  copy(to + 1, from, length);
  putByte(to + length + 1, QUOTE);
  return to + length + 2;
}

/**
 * Writes each value of a list once, in order. The table of the written values grows down from `end`, so that a list may
 * have any length. Returns 0 if there is no room.
 */
function writeList(at: u32, sources: u32, row: u32, pieces: u32, to: u32, end: u32): u32 {
  const key = load<u32>(at, 4);
  const length = load<u32>(at, 8);
  const sourcesAt = at + 16;
  const sourcesEnd = sourcesAt + load<u32>(at, 12) * 4;
  let values: u32 = 0;
  for (let source = sourcesAt; source < sourcesEnd; source += 4) {
    let piece = pieceOf(sources + load<u32>(source) * SOURCE_BYTES, row, pieces);
    while ((load<u32>(piece, 8) & KIND) !== NO_VALUE) {
      const room = end - (values + 1) * PLACE_BYTES - SPARE_BYTES;
      if (to + length + load<u32>(piece, 4) + PUNCTUATION_BYTES > room) return 0;
      const before = to;
      if (values === 0) to = writeKey(key, length, to);
      else {
        putByte(to, COMMA);
        to += 1;
      }
      const begin = to;
      to = writeValue(piece, to);
      if (isKnown(begin, to, end - values * PLACE_BYTES, end)) to = before;
      else {
        values += 1;
        store<u32>(end - values * PLACE_BYTES, begin);
        store<u32>(end - values * PLACE_BYTES, to, 4);
      }
      const next = load<u32>(piece, 12);
      if (next === 0) break;
      piece = pieces + next * PIECE_BYTES;
    }
  }
  if (values === 0) return to;
  putByte(to, CLOSE_BRACKET);
  return to + 1;
}

/** Whether a text is among the values of a table. */
function isKnown(begin: u32, end: u32, table: u32, tableEnd: u32): bool {
  for (let value = table; value < tableEnd; value += PLACE_BYTES) {
    const from = load<u32>(value);
    const length = load<u32>(value, 4) - from;
    if (length === end - begin && isEqual(from, begin, length)) return true;
  }
  return false;
}
