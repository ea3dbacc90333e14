// Recognizes the texts of a column among those that were seen before.

import {
  BEYOND_ASCII,
  HAS_ISSUES,
  MAX_KEY,
  NEEDS_ESCAPES,
  NEEDS_RULE,
  SLOT_WORDS,
} from '../../../core/kernel/layout.ts';
import { CELL_BYTES, copy, isEqual, OUTPUTS, PIECE_BYTES, putByte } from './memory.ts';

/** Joins the cells on which a value depends. */
export function compose(
  cells: u32,
  stride: u32,
  bytes: u32,
  rowCount: u32,
  columns: u32,
  count: u32,
  to: u32,
  keys: u32,
): void {
  for (let row: u32 = 0; row < rowCount; row++) {
    const key = keys + row * CELL_BYTES;
    const begin = to;
    let filled: u32 = 0;
    for (let i: u32 = 0; i < count; i++) {
      const cell = cells + row * stride + load<u32>(columns + i * 4) * CELL_BYTES;
      const from = load<u32>(cell);
      const length = load<u32>(cell, 4) - from;
      if (i > 0) {
        putByte(to, 0);
        to += 1;
      }
      copy(to, bytes + from, length);
      to += length;
      filled += length;
    }
    if (filled === 0) to = begin;
    store<u32>(key, begin);
    store<u32>(key, to, 4);
  }
}

/** Bytes of a slot: the hash of its text, and at the offsets 4 and 8 its label and the block that used it last. */
const SLOT_BYTES: u32 = SLOT_WORDS * 4;

export function resolve(
  cells: u32,
  stride: u32,
  bytes: u32,
  rowCount: u32,
  source: u32,
  empty: u32,
  block: u32,
  slots: u32,
  mask: u32,
  keys: u32,
  pieces: u32,
  free: u32,
  resolved: u32,
  found: u32,
): u32 {
  const begin = found;
  let filled: u32 = 0;
  for (let row: u32 = 0; row < rowCount; row++) {
    const cell = cells + row * stride;
    const text = bytes + load<u32>(cell);
    const length = load<u32>(cell, 4) - load<u32>(cell);
    let piece = empty;
    let isNew = false;
    if (length > 0) {
      filled += 1;
      piece = 0;
      if (mask !== 0 && length <= <u32>MAX_KEY) {
        const hashed = mix(text, length, source);
        piece = knownSlot(text, length, source, hashed, slots, mask, keys);
        isNew = piece === 0;
        if (isNew) piece = claimSlot(text, length, source, hashed, block, slots, mask, keys);
        if (piece !== 0) store<u32>(slots + piece * SLOT_BYTES, block, 8);
      }
      if (piece === 0) {
        piece = free;
        free += 1;
        isNew = true;
      }
    }
    const at = pieces + piece * PIECE_BYTES;
    if (isNew) {
      store<u32>(at, NEEDS_RULE | flagsOf(text, length), 8);
      store<u32>(at, 0, 12);
    }
    if ((load<u32>(at, 8) & (NEEDS_RULE | HAS_ISSUES)) !== 0) {
      store<u32>(found, row);
      found += 4;
    }
    store<u32>(resolved + row * 4, piece);
  }
  store<u32>(OUTPUTS, filled);
  return (found - begin) >> 2;
}

/** The flags of a text: whether it needs escapes, and whether it has characters beyond ASCII. */
function flagsOf(text: u32, length: u32): u32 {
  const quotes = i8x16.splat(0x22);
  const slashes = i8x16.splat(0x5c);
  const spaces = i8x16.splat(0x20);
  let beyond: u32 = 0;
  let escaped: u32 = 0;
  for (let i: u32 = 0; i < length; i += 16) {
    const bytes = v128.load(text + i);
    const odd = v128.or(v128.or(i8x16.eq(bytes, quotes), i8x16.eq(bytes, slashes)), i8x16.lt_u(bytes, spaces));
    const own: u32 = length - i >= 16 ? 0xffff : (1 << (length - i)) - 1;
    beyond |= i8x16.bitmask(bytes) & own;
    escaped |= i8x16.bitmask(odd) & own;
  }
  return (beyond !== 0 ? BEYOND_ASCII : 0) | (escaped !== 0 ? NEEDS_ESCAPES : 0);
}

/** The label that a slot has beside the hash of its text: the source and the length of the text. */
function labelOf(source: u32, length: u32): u32 {
  return (source << 16) | length;
}

/** The number of the slot that holds a text, or 0. */
function knownSlot(text: u32, length: u32, source: u32, hashed: u32, slots: u32, mask: u32, keys: u32): u32 {
  const label = labelOf(source, length);
  const first = (hashed & mask) + 1;
  if (isAt(slots + first * SLOT_BYTES, keys + first * MAX_KEY, hashed, label, text, length)) return first;
  const second = ((hashed & mask) ^ 1) + 1;
  return isAt(slots + second * SLOT_BYTES, keys + second * MAX_KEY, hashed, label, text, length) ? second : 0;
}

function isAt(slot: u32, key: u32, hashed: u32, label: u32, text: u32, length: u32): bool {
  return load<u32>(slot) === hashed && load<u32>(slot, 4) === label && isEqual(key, text, length);
}

/** Assigns to a text the less recently used of its two slots. Returns 0 if the current block uses both. */
function claimSlot(
  text: u32,
  length: u32,
  source: u32,
  hashed: u32,
  block: u32,
  slots: u32,
  mask: u32,
  keys: u32,
): u32 {
  const first = (hashed & mask) + 1;
  const second = ((hashed & mask) ^ 1) + 1;
  const isFirst = load<u32>(slots + first * SLOT_BYTES, 8) <= load<u32>(slots + second * SLOT_BYTES, 8);
  const slot = isFirst ? first : second;
  const at = slots + slot * SLOT_BYTES;
  if (load<u32>(at, 8) === block) return 0;
  store<u32>(at, hashed);
  store<u32>(at, labelOf(source, length), 4);
  copy(keys + slot * MAX_KEY, text, length);
  return slot;
}

/** Distributes texts over slots. */
function mix(text: u32, length: u32, source: u32): u32 {
  let hashed: u64 = <u64>labelOf(source, length) * 0x9e3779b97f4a7c15;
  for (; length >= 8; length -= 8) {
    hashed = (hashed ^ load<u64>(text)) * 0x9e3779b97f4a7c15;
    hashed ^= hashed >> 29;
    text += 8;
  }
  if (length > 0) hashed = (hashed ^ (load<u64>(text) << ((8 - length) * 8))) * 0x9e3779b97f4a7c15;
  hashed ^= hashed >> 32;
  return <u32>((hashed * 0xd6e8feb86659fd93) >> 32) | 0x80000000;
}
